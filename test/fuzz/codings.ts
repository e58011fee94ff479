import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { PUSH } from '../mock-server/post.js';
import { rawRequest } from '../wire/raw-request.js';
import { type FuzzCase, kept, vendorSlug } from './fuzz-case.js';
import type { Random } from './random.js';

const CODINGS = [
  'gzip',
  'x-gzip',
  'GZIP',
  'deflate',
  'identity',
  'br',
  'gzip, gzip',
  '',
  ' ',
  ';',
  'gzip;q=1',
] as const;
const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset="utf-8"',
  'application/json;charset=utf-16',
  'application/json;;;',
  'application/vnd.api+json',
  'APPLICATION/JSON',
  'text/json',
  'multipart/form-data; boundary=x',
  '/',
  ';',
  'application/json, application/json',
] as const;

/** Content codings and media types, with bodies that are in them, in others, or broken. */
export function codings(random: Random): FuzzCase {
  const headers = { 'Content-Encoding': random.pick(CODINGS), 'Content-Type': random.pick(TYPES) };
  return kept(
    'codings',
    rawRequest(vendorSlug(random), { headers, body: spoilt(random, random.pick(PACKED)(random)) }),
  );
}

type Packed = (random: Random) => Buffer;

const gzipped = gzipSync(PUSH);
const deflated = deflateSync(PUSH);
const bare = deflateRawSync(PUSH);
const bomb = gzipSync(Buffer.alloc(16 * 2 ** 20));
const doubled = gzipSync(gzipped);

const PACKED: readonly [Packed, ...Packed[]] = [
  () => gzipped,
  () => deflated,
  () => bare,
  () => doubled,
  () => Buffer.concat([gzipped, gzipped]),
  () => Buffer.from(PUSH),
  () => Buffer.alloc(0),
  (random) => (random.chance(0.02) ? bomb : gzipped),
];

/** Often as it is; else cut, longer, or with a byte changed. */
function spoilt(random: Random, packed: Buffer): Buffer {
  const drawn = random.next();
  if (drawn < 0.4) return packed;
  if (drawn < 0.6) return packed.subarray(0, random.below(packed.length + 1));
  if (drawn < 0.7) return Buffer.concat([packed, random.bytes(random.below(20))]);
  const changed = Buffer.from(packed);
  if (changed.length > 0) changed[random.below(changed.length)] = random.below(256);
  return changed;
}

import { PUSH } from '../mock-server/post.js';
import { rawRequest } from '../wire/raw-request.js';
import { bytesOf, type FuzzCase, type Generator, loose, vendorSlug } from './fuzz-case.js';
import type { Random } from './random.js';

/** Good requests, and cases of other kinds, with their bytes changed anywhere. */
export function mutationsOf(others: readonly Generator[]): Generator {
  return (random) => {
    const other = random.pick(others);
    const bytes = other && random.chance(0.5) ? bytesOf(other(random)) : rawRequest(vendorSlug(random));
    // Of a megabyte, the changed byte would seldom be one that matters.
    return loose('mutations', random, changed(random, bytes.subarray(0, 4_096)));
  };
}

/** Bytes left open: a head or a body that never ends, or nothing at all. */
export function slow(random: Random): FuzzCase {
  const bytes = rawRequest(vendorSlug(random), { headers: { 'X-Slow': 'x'.repeat(random.below(100)) }, body: PUSH });
  const ending = random.chance(0.3) ? 'abandon' : random.pick(['reset', 'half-close'] as const);
  return { kind: 'slow', parts: random.cut(bytes.subarray(0, random.below(bytes.length)), 5), ending };
}

type Change = (random: Random, bytes: Buffer, at: number) => Buffer;

const CHANGES: readonly [Change, ...Change[]] = [
  (random, bytes, at) => spliced(bytes, at, 1, Buffer.of(random.below(256))),
  (random, bytes, at) => spliced(bytes, at, 1, Buffer.of((bytes[at] ?? 0) ^ (1 << random.below(8)))),
  (random, bytes, at) => spliced(bytes, at, 1 + random.below(20), Buffer.alloc(0)),
  (random, bytes, at) => spliced(bytes, at, 0, random.bytes(1 + random.below(8))),
  (random, bytes, at) => spliced(bytes, at, 0, bytes.subarray(at, at + random.below(60))),
  (random, bytes, at) =>
    spliced(
      bytes,
      at,
      0,
      Buffer.from(random.pick(['\r\n', '\n', '\r', '\0', ':', ' ', '\t', '\r\n\r\n', 'HTTP/1.1', '\xff']), 'latin1'),
    ),
  (_, bytes, at) => bytes.subarray(0, at),
];

function changed(random: Random, bytes: Buffer): Buffer {
  let now = bytes;
  for (let times = 1 + random.below(4); times > 0; times -= 1)
    now = random.pick(CHANGES)(random, now, random.below(now.length + 1));
  return now;
}

function spliced(bytes: Buffer, at: number, removed: number, put: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + removed)]);
}

import { PUSH } from '../mock-server/post.js';
import { rawRequest } from '../wire/raw-request.js';
import { type FuzzCase, kept, vendorSlug } from './fuzz-case.js';
import { changedText, jsonText, nestedText } from './json-values.js';
import type { Random } from './random.js';

/** Bodies that are hard to read, in requests that are well framed. */
export function bodies(random: Random): FuzzCase {
  const body = random.pick(BODIES)(random);
  return kept('bodies', rawRequest(vendorSlug(random), { body }));
}

type Body = (random: Random) => string | Buffer;

const SMALL: readonly [Body, ...Body[]] = [
  (random) => jsonText(random),
  (random) => changedText(random, PUSH),
  (random) => changedText(random, changedText(random, PUSH)),
  (random) => PUSH.slice(0, random.below(PUSH.length)),
  (random) => PUSH + jsonText(random),
  (random) => `${random.pick(['\ufeff', ' ', '\n', '\0', '\u2028', '\x0b'])}${PUSH}`,
  (random) => pushWith(random, `"userIds":${jsonText(random)}`),
  (random) => pushWith(random, `"message":${jsonText(random)}`),
  (random) => pushWith(random, `"deeplink":${jsonText(random)}`),
  (random) => pushWith(random, `${JSON.stringify(random.pick(['__proto__', 'constructor', 'x']))}:${jsonText(random)}`),
  (random) => JSON.stringify(jsonText(random)),
  (random) => overwritten(random, Buffer.from(PUSH), 1 + random.below(4)),
  (random) => random.bytes(random.below(200)),
  (random) => Buffer.from(PUSH, random.pick(['utf16le', 'latin1'])),
];

const LARGE: readonly [Body, ...Body[]] = [
  (random) => nestedText(random, random.below(20_000)),
  (random) => pushWith(random, `"x":${nestedText(random, random.below(20_000))}`),
  (random) => pushWith(random, `"userIds":${nestedText(random, random.below(5_000))}`),
  (random) => pushWith(random, `"message":${nestedText(random, random.below(5_000))}`),
  (random) => pushWith(random, `"userIds":[${'1,'.repeat(random.below(3_000))}1]`),
  (random) => pushWith(random, `"userIds":[${'"7",'.repeat(random.below(3_000))}"7"]`),
  (random) => pushWith(random, Array.from({ length: random.below(500) }, (_, index) => `"k${index}":0`).join(',')),
  // A megabyte costs more than thousand others.
  (random) => 'x'.repeat((random.chance(0.1) ? 2 ** 20 : 2 ** 14) + random.below(3) - 1),
];

const BODIES: readonly [Body, ...Body[]] = [
  ...Array.from({ length: 8 }, () => SMALL).flat(),
  ...LARGE,
] as unknown as readonly [Body, ...Body[]];

/** A good push with another member, before or behind its own: of two alike, the last one counts. */
function pushWith(random: Random, member: string): string {
  return random.chance(0.5) ? `${PUSH.slice(0, -1)},${member}}` : `{${member},${PUSH.slice(1)}`;
}

function overwritten(random: Random, bytes: Buffer, times: number): Buffer {
  for (let time = 0; time < times; time += 1) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}

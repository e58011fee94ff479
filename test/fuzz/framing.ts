import { PUSH } from '../mock-server/post.js';
import { chunk, LAST_CHUNK, rawBytes, rawRequest } from '../wire/raw-request.js';
import { type FuzzCase, loose, vendorSlug } from './fuzz-case.js';
import type { Random } from './random.js';
import { ENCODINGS, EOLS, LENGTHS, SIZES, TE_NAMES } from './spellings.js';

/** Requests whose beginning or end different readers see in different places: what smuggling is made of. */
export function framing(random: Random): FuzzCase {
  const bytes = random.pick(FRAMINGS)(random);
  return loose('framing', random, random.chance(0.3) ? Buffer.concat([bytes, rawRequest(vendorSlug(random))]) : bytes);
}

type Framing = (random: Random) => Buffer;

const FRAMINGS: readonly [Framing, ...Framing[]] = [
  // CL.TE, TE.CL, TE.TE
  (random) =>
    head(
      random,
      [`Content-Length: ${random.pick(LENGTHS)}`, `${random.pick(TE_NAMES)}: ${random.pick(ENCODINGS)}`],
      smuggled(random),
    ),
  (random) =>
    head(
      random,
      [`${random.pick(TE_NAMES)}: ${random.pick(ENCODINGS)}`, `Content-Length: ${random.pick(LENGTHS)}`],
      smuggled(random),
    ),
  (random) =>
    head(
      random,
      [`Transfer-Encoding: ${random.pick(ENCODINGS)}`, `${random.pick(TE_NAMES)}: ${random.pick(ENCODINGS)}`],
      smuggled(random),
    ),
  (random) =>
    head(random, [`Content-Length: ${random.pick(LENGTHS)}`, `Content-Length: ${random.pick(LENGTHS)}`], PUSH),
  (random) => head(random, [`Content-Length: ${random.pick(LENGTHS)}`], PUSH),
  (random) => head(random, ['Transfer-Encoding: chunked'], chunks(random)),
  (random) => lines(random, random.pick(EOLS)),
  (random) => Buffer.concat([Buffer.from(random.pick(EOLS).repeat(random.below(5))), rawRequest(vendorSlug(random))]),
  (random) =>
    Buffer.from(
      `POST /${vendorSlug(random)}/push HTTP/${random.pick(['1.0', '0.9', '2.0', '1.2', '11', '1,1', ''])}\r\nContent-Length: 0\r\n\r\n`,
    ),
];

function head(random: Random, headers: readonly string[], body: string): Buffer {
  const first = `POST /${vendorSlug(random)}/push HTTP/1.1`;
  return rawBytes([first, 'Host: localhost', 'Content-Type: application/json', ...headers], body);
}

/** A body that holds a request for whoever stops reading it too soon. */
function smuggled(random: Random): string {
  const inner = rawRequest(vendorSlug(random), { target: '/smuggled' }).toString();
  return random.pick([
    LAST_CHUNK + inner,
    chunk(PUSH) + LAST_CHUNK + inner,
    PUSH + inner,
    chunk(inner) + LAST_CHUNK,
    inner,
  ]);
}

function chunks(random: Random): string {
  const some = Array.from({ length: random.below(4) }, () =>
    random.chance(0.6)
      ? chunk(PUSH.slice(random.below(20)))
      : `${random.pick(SIZES)}${random.pick(EOLS)}abcde${random.pick(EOLS)}`,
  );
  const last = random.pick([
    LAST_CHUNK,
    '0\r\n',
    '0\n\n',
    '',
    '0\r\nX-Trailer: a\r\n\r\n',
    '0\r\nContent-Length: 5\r\n\r\n',
    '0\r\n: \r\n\r\n',
  ]);
  return some.join('') + last;
}

/** A request with other line ends. */
function lines(random: Random, eol: string): Buffer {
  const text = rawRequest(vendorSlug(random)).toString();
  if (random.chance(0.3)) return Buffer.from(text.replaceAll('\r\n', eol));
  const at = random.below(5);
  return Buffer.from(
    text
      .split('\r\n')
      .map((line, index) => line + (index === at ? eol : '\r\n'))
      .join(''),
  );
}

import { expect } from 'vitest';
import { PUSH } from '../mock-server/post.js';
import { ACCEPTED, badRequest, type HostileCase, NOT_JSON, type Shown, TOO_LARGE } from './hostile-case.js';
import { chunk, chunkedRequest, LAST_CHUNK, rawRequest } from './raw-request.js';

/** Most bytes of a body. */
const LIMIT = 1_048_576;
/** What the journal keeps of a body that is too large, where it was read at all. */
const HEAD = 4096;

const NESTED = '['.repeat(10_000) + ']'.repeat(10_000);
const UNKNOWN_KEYS = Array.from({ length: 60_000 }, (_, index) => `k${index}`);
const WIDE = `${PUSH.slice(0, -1)},${UNKNOWN_KEYS.map((key) => `"${key}":0`).join(',')}}`;
const ESCAPED_NUL = PUSH.replace('Заказ в пути', '\\u0000');

/** Bodies that are hard to read, in requests that are well framed. */
export const HOSTILE_BODIES: readonly HostileCase[] = [
  refused('truncated JSON', PUSH.slice(0, -4), NOT_JSON),
  refused('invalid UTF-8', Buffer.from('{"userIds":["\xff\xfe"]}', 'latin1'), NOT_JSON, { userIds: ['\ufffd\ufffd'] }),
  refused('a byte order mark', `\ufeff${PUSH}`, NOT_JSON),
  refused('a raw NUL byte', PUSH.replace('Заказ в пути', '\0'), NOT_JSON),
  taken('an escaped NUL', ESCAPED_NUL),
  refused('no body at all', '', badRequest('\\"value\\" must be an object'), null),
  tooLarge('2 MB, announced', (slug) => rawRequest(slug, { body: sized(2 * LIMIT) }), null),
  tooLarge('2 MB, in chunks', (slug) => inChunks(slug, sized(2 * LIMIT)), sized(2 * LIMIT).slice(0, HEAD)),
  taken('as many bytes as are allowed', sized(LIMIT)),
  { ...taken('as many bytes as are allowed, in chunks', sized(LIMIT)), sends: (slug) => inChunks(slug, sized(LIMIT)) },
  tooLarge('one byte more', (slug) => rawRequest(slug, { body: sized(LIMIT + 1) }), null),
  tooLarge('one byte more, in chunks', (slug) => inChunks(slug, sized(LIMIT + 1)), sized(LIMIT + 1).slice(0, HEAD)),
  refused('10,000 arrays, one in another', NESTED, badRequest('\\"value\\" must be an object')),
  refused(
    '10,000 levels in userIds',
    `{"userIds":${NESTED},"message":{"title":"a","summary":"b"}}`,
    badRequest(
      'child \\"userIds\\" fails because [\\"userIds\\" at position 0 fails because [\\"0\\" must be a string]]',
    ),
  ),
  refused(
    '10,000 levels in message',
    `{"userIds":["7"],"message":{"title":${NESTED},"summary":"b"}}`,
    badRequest('child \\"message\\" fails because [child \\"title\\" fails because [\\"title\\" must be a string]]'),
  ),
  refused(
    '10,000 levels in an unknown key',
    `{"userIds":["7"],"message":{"title":"a","summary":"b"},"x":${NESTED}}`,
    badRequest('\\"x\\" is not allowed'),
  ),
  // joi 14 names every unknown key, even where it stops at the first error.
  ...[true, false].map((listAllErrors) => ({
    ...refused(
      `60,000 unknown keys, listAllErrors ${listAllErrors}`,
      WIDE,
      badRequest(UNKNOWN_KEYS.map((key) => `\\"${key}\\" is not allowed`).join('. ')),
      // Enough to tell that all of it was kept: to compare 60,000 keys takes as long as all the rest.
      expect.objectContaining({ k59999: 0 }),
    ),
    settings: { listAllErrors },
  })),
];

/** @param kept What the journal shows as the body: the text, where it shows no JSON. */
function refused(name: string, body: string | Buffer, answer: Shown, kept: unknown = body): HostileCase {
  return {
    name,
    sends: (slug) => rawRequest(slug, { body }),
    answers: [answer],
    connection: 'kept',
    journal: [{ outcome: 'bad-request', status: 400, accepted: false, body: kept, bodyTruncated: false }],
  };
}

function taken(name: string, body: string): HostileCase {
  return {
    name,
    sends: (slug) => rawRequest(slug, { body }),
    answers: [ACCEPTED],
    connection: 'kept',
    journal: [{ outcome: 'accepted', status: 200, accepted: true, body: JSON.parse(body), bodyTruncated: false }],
  };
}

function tooLarge(name: string, sends: HostileCase['sends'], kept: string | null): HostileCase {
  return {
    name,
    sends,
    answers: [TOO_LARGE],
    connection: 'kept',
    journal: [{ outcome: 'payload-too-large', status: 413, accepted: false, body: kept, bodyTruncated: true }],
  };
}

/** A good push of exactly so many bytes. */
function sized(bytes: number): string {
  const [before, after] = ['{"userIds":["7"],"message":{"title":"a","summary":"', '"}}'];
  return before + 'x'.repeat(bytes - before.length - after.length) + after;
}

function inChunks(slug: string, body: string): Buffer {
  const middle = Math.floor(body.length / 2);
  return chunkedRequest(slug, chunk(body.slice(0, middle)), chunk(body.slice(middle)), LAST_CHUNK);
}

import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { PUSH } from '../mock-server/post.js';
import { ACCEPTED, badRequest, type HostileCase, json, TOO_LARGE } from './hostile-case.js';
import { rawRequest } from './raw-request.js';

const UNSUPPORTED = json(
  '415 Unsupported Media Type',
  '{"error":"Unsupported Media Type","message":"Unsupported Media Type"}',
);
/** What hapi 16 says of a body that is not in its content coding. */
const UNDECODABLE = badRequest('Invalid compressed payload');

/** Content types and content codings, and bodies that are not in them. */
export const HOSTILE_CODINGS: readonly HostileCase[] = [
  unsupported('an unknown media type', { 'Content-Type': 'text/plain' }),
  unsupported('a form', { 'Content-Type': 'application/x-www-form-urlencoded' }),
  unsupported('an empty Content-Type', { 'Content-Type': '' }),
  unsupported('an unknown charset', { 'Content-Type': 'application/json; charset=koi8-r' }),
  taken('no Content-Type', PUSH, { 'Content-Type': undefined }),
  unsupported('an unknown Content-Encoding', { 'Content-Encoding': 'br' }),
  unsupported('two codings', { 'Content-Encoding': 'gzip, gzip' }),
  taken('gzip', gzipSync(PUSH), { 'Content-Encoding': 'gzip' }),
  taken('deflate', deflateSync(PUSH), { 'Content-Encoding': 'deflate' }),
  {
    ...coded('a gzip bomb of 100 MB', () => gzipSync(Buffer.alloc(100 * 2 ** 20), { level: 1 }), {
      'Content-Encoding': 'gzip',
    }),
    answers: [TOO_LARGE],
    journal: [{ outcome: 'payload-too-large', status: 413, accepted: false, bodyTruncated: true }],
  },
  undecodable('corrupt gzip', corrupted(gzipSync(PUSH)), 'gzip'),
  undecodable('truncated gzip', gzipSync(PUSH).subarray(0, -12), 'gzip'),
  undecodable('gzip with something behind it', Buffer.concat([gzipSync(PUSH), Buffer.from('more')]), 'gzip'),
  undecodable('plain JSON that is called gzip', Buffer.from(PUSH), 'gzip'),
  undecodable('deflate without its zlib frame', deflateRawSync(PUSH), 'deflate'),
];

type Headers = Readonly<Record<string, string | undefined>>;

function coded(name: string, body: () => Buffer, headers: Headers): Pick<HostileCase, 'name' | 'sends' | 'connection'> {
  return { name, sends: (slug) => rawRequest(slug, { headers, body: body() }), connection: 'kept' };
}

function unsupported(name: string, headers: Headers): HostileCase {
  return {
    ...coded(name, () => Buffer.from(PUSH), headers),
    answers: [UNSUPPORTED],
    journal: [
      {
        outcome: 'unsupported-media-type',
        status: 415,
        accepted: false,
        body: JSON.parse(PUSH),
        bodyTruncated: false,
      },
    ],
  };
}

function taken(name: string, body: string | Buffer, headers: Headers): HostileCase {
  return {
    ...coded(name, () => Buffer.from(body), headers),
    answers: [ACCEPTED],
    journal: [{ outcome: 'accepted', status: 200, accepted: true, body: JSON.parse(PUSH), bodyTruncated: false }],
  };
}

/** Nothing is left out of a body this short, so the entry is not called truncated. */
function undecodable(name: string, body: Buffer, coding: string): HostileCase {
  return {
    ...coded(name, () => body, { 'Content-Encoding': coding }),
    answers: [UNDECODABLE],
    journal: [{ outcome: 'bad-request', status: 400, accepted: false, bodyTruncated: false }],
  };
}

function corrupted(bytes: Buffer): Buffer {
  const middle = bytes.length >> 1;
  return Buffer.concat([bytes.subarray(0, middle), Buffer.alloc(8, 0xff), bytes.subarray(middle + 8)]);
}

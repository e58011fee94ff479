import { gzipSync } from 'node:zlib';
import { chunk, chunkedRequest, LAST_CHUNK, rawBytes, rawRequest } from '../wire/raw-request.js';
import { type FuzzCase, vendorSlug } from './fuzz-case.js';
import type { Random } from './random.js';

/** Requests of both planes on one connection, whose answers must come in their order; the last of them ends it. */
export function pipelines(random: Random): FuzzCase {
  const slug = vendorSlug(random);
  const sent = Array.from({ length: random.chance(0.005) ? 200 : 1 + random.below(6) }, () =>
    random.chance(0.005) ? TOO_LARGE : random.pick(KNOWN),
  );
  const last = random.pick(LAST);
  const all = [...sent, last].map(([status, request]) => ({ status, bytes: request(slug) }));
  const bytes = Buffer.concat(all.map((each) => each.bytes));
  return {
    kind: 'pipelines',
    parts: random.cut(bytes, random.chance(0.5) ? 6 : 1),
    ending: 'close',
    requests: all.length,
    statuses: all.map(({ status }) => status),
  };
}

type Known = readonly [status: number, request: (slug: string) => Buffer];

const PUSH_IN_GZIP = gzipSync('{"userIds":["7"],"message":{"title":"a","summary":"b"}}');

/** Rare, since a megabyte costs more than all others together. */
const TOO_LARGE: Known = [413, (slug) => rawRequest(slug, { body: 'x'.repeat(2 ** 20 + 1) })];

const KNOWN: readonly [Known, ...Known[]] = [
  [200, (slug) => rawRequest(slug)],
  [200, (slug) => rawRequest(slug, { headers: { 'Content-Encoding': 'gzip' }, body: PUSH_IN_GZIP })],
  [
    200,
    (slug) =>
      chunkedRequest(slug, chunk('{"userIds":["7"],'), chunk('"message":{"title":"a","summary":"b"}}'), LAST_CHUNK),
  ],
  [400, (slug) => rawRequest(slug, { body: '{"userIds":1}' })],
  [400, (slug) => rawRequest(slug, { body: '{' })],
  [415, (slug) => rawRequest(slug, { headers: { 'Content-Type': 'text/plain' } })],
  [405, (slug) => get(`/${slug}/push`)],
  [404, () => get('/nowhere')],
  [417, (slug) => rawRequest(slug, { headers: { Expect: 'miracles' } })],
  [200, () => get('/_mock/health')],
  [200, () => get('/')],
  [200, (slug) => get(`/_mock/integrations/${slug}`)],
  [404, () => get('/_mock/nowhere')],
  [405, () => get('/_mock/reset')],
  [400, (slug) => rawRequest(slug, { method: 'PATCH', target: `/_mock/integrations/${slug}`, body: '{' })],
  [400, (slug) => rawRequest(slug, { target: `/_mock/integrations/${slug}/verify`, body: '{"x":1}' })],
  [
    200,
    (slug) => rawRequest(slug, { target: `/_mock/integrations/${slug}/verify`, body: '{"userIds":["9"],"waitMs":5}' }),
  ],
];

const LAST: readonly [Known, ...Known[]] = [
  [200, (slug) => rawRequest(slug, { headers: { Connection: 'close' } })],
  [400, (slug) => rawRequest(slug, { headers: { Connection: 'close' }, body: '[]' })],
  [404, () => get('/nowhere', 'Connection: close')],
  [200, () => get('/_mock/health', 'Connection: close')],
  [400, () => Buffer.from('no request\r\n\r\n')],
  [400, (slug) => rawRequest(slug, { headers: { 'Content-Length': 'ten' } })],
  [400, (slug) => chunkedRequest(slug, 'ZZ\r\n')],
  [431, (slug) => rawRequest(slug, { headers: { 'X-Large': 'x'.repeat(20_000) } })],
  [405, () => rawBytes(['CONNECT shop.example:443 HTTP/1.1', 'Host: shop.example:443'])],
];

function get(target: string, ...headers: readonly string[]): Buffer {
  return rawBytes([`GET ${target} HTTP/1.1`, 'Host: localhost', ...headers]);
}

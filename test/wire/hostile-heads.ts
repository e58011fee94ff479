import { PUSH } from '../mock-server/post.js';
import {
  ACCEPTED,
  badRequest,
  type HostileCase,
  json,
  malformed,
  NOT_FOUND,
  type Shown,
  TOO_LARGE,
} from './hostile-case.js';
import { rawBytes, rawRequest } from './raw-request.js';

const TOOK = { outcome: 'accepted', status: 200, accepted: true, body: JSON.parse(PUSH) } as const;
const CONTINUE: Shown = { status: '100 Continue', body: '' };
const OVERFLOW = json(
  '431 Request Header Fields Too Large',
  '{"error":"Request Header Fields Too Large","message":"Header overflow"}',
);
const NOT_ALLOWED: Shown = {
  ...json('405 Method Not Allowed', '{"error":"Method Not Allowed","message":"Method Not Allowed"}'),
  allow: 'POST',
};
const NO_METHOD = badRequest('Invalid method encountered');
/** A ClientHello of TLS 1.2, cut after its random bytes. */
const CLIENT_HELLO = Buffer.from(`16030100c8010000c40303${'5a'.repeat(32)}`, 'hex');

/** What is wrong, or merely odd, before the body begins. */
export const HOSTILE_HEADS: readonly HostileCase[] = [
  {
    ...closed(
      'one header of 1 MB',
      (slug) => rawRequest(slug, { headers: { 'X-Huge': 'x'.repeat(2 ** 20) } }),
      OVERFLOW,
    ),
    journal: [malformed(431)],
  },
  {
    ...closed('5,000 small headers', (slug) => rawRequest(slug, { headers: manyHeaders(5_000) }), OVERFLOW),
    journal: [malformed(431)],
  },
  kept('500 small headers', (slug) => rawRequest(slug, { headers: manyHeaders(500) }), ACCEPTED),
  refusedHead('a space before a colon', { 'X-A ': 'b' }, 'Invalid header token'),
  refusedHead('a NUL in a header', { 'X-A': 'a\0b' }, 'Invalid header value char'),
  refusedHead('a folded header', { 'X-A': 'a\r\n b' }, 'Unexpected whitespace after header value'),
  closed('garbage', () => Buffer.from('\0\x01\x02 no HTTP at all\r\n\r\n'), NO_METHOD),
  closed('a TLS ClientHello', () => CLIENT_HELLO, NO_METHOD),
  closed('the preface of HTTP/2', () => rawBytes(['PRI * HTTP/2.0', '', 'SM']), badRequest('Pause on PRI/Upgrade')),
  closed('HTTP/3.0', (slug) => rawBytes([`POST /${slug}/push HTTP/3.0`]), badRequest('Invalid HTTP version')),
  {
    ...closed('HTTP/0.9', (slug) => rawBytes([`GET /${slug}/push`]), NOT_ALLOWED),
    journal: [{ method: 'GET', outcome: 'method-not-allowed', status: 405 }],
  },
  // Node itself answers these two, before any handler.
  closed('no Host', (slug) => rawRequest(slug, { headers: { Host: undefined } }), {
    status: '400 Bad Request',
    body: '',
  }),
  {
    ...kept('an expectation that nobody knows', (slug) => rawRequest(slug, { headers: { Expect: 'miracles' } }), {
      status: '417 Expectation Failed',
      body: '',
    }),
    journal: [],
  },
  kept('Expect: 100-continue', (slug) => rawRequest(slug, { headers: { Expect: '100-continue' } }), CONTINUE, ACCEPTED),
  {
    ...kept(
      'Expect: 100-continue, and too much',
      (slug) => rawRequest(slug, { headers: { Expect: '100-continue' }, body: Buffer.alloc(2 ** 21) }),
      CONTINUE,
      TOO_LARGE,
    ),
    journal: [{ outcome: 'payload-too-large', status: 413, bodyTruncated: true }],
  },
  kept(
    'an upgrade to WebSocket',
    (slug) => rawRequest(slug, { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } }),
    ACCEPTED,
  ),
  kept(
    'an upgrade to HTTP/2',
    (slug) =>
      rawRequest(slug, { headers: { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': '' } }),
    ACCEPTED,
  ),
  ...['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'].map(
    (method): HostileCase => ({
      ...kept(
        method,
        (slug) => rawRequest(slug, { method }),
        method === 'HEAD' ? { ...NOT_ALLOWED, body: '' } : NOT_ALLOWED,
      ),
      method,
      journal: [{ method, outcome: 'method-not-allowed', status: 405, body: JSON.parse(PUSH) }],
    }),
  ),
  closed('CONNECT', () => rawBytes(['CONNECT shop.example:443 HTTP/1.1', 'Host: shop.example:443']), NOT_ALLOWED),
  {
    ...closed('a method that nobody knows', (slug) => rawRequest(slug, { method: 'BREW' }), NO_METHOD),
    journal: [malformed(400, 'BREW')],
  },
  closed('a method in lower case', (slug) => rawRequest(slug, { method: 'post' }), NO_METHOD),
  { ...kept('OPTIONS *', () => rawBytes(['OPTIONS * HTTP/1.1', 'Host: mock.example']), NOT_FOUND), journal: [] },
];

function closed(name: string, sends: HostileCase['sends'], answer: Shown): HostileCase {
  return { name, sends, answers: [answer], connection: 'closed', journal: [] };
}

function kept(name: string, sends: HostileCase['sends'], ...answers: readonly Shown[]): HostileCase {
  return { name, sends, answers, connection: 'kept', journal: [TOOK] };
}

function refusedHead(name: string, headers: Readonly<Record<string, string>>, message: string): HostileCase {
  const sends = (slug: string) => rawRequest(slug, { headers });
  return { ...closed(name, sends, badRequest(message)), journal: [malformed(400)] };
}

function manyHeaders(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${index}`, 'v']));
}

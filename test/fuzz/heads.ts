import { rawRequest } from '../wire/raw-request.js';
import { type FuzzCase, kept, loose, vendorSlug } from './fuzz-case.js';
import type { Random } from './random.js';

const NAMES = [
  'Accept',
  'Accept-Encoding',
  'Authorization',
  'Connection',
  'Cookie',
  'Expect',
  'Forwarded',
  'Host',
  'HTTP2-Settings',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'If-Range',
  'If-Unmodified-Since',
  'Keep-Alive',
  'Last-Event-ID',
  'Origin',
  'Range',
  'TE',
  'Trailer',
  'Upgrade',
  'X-Forwarded-Host',
  'X-HTTP-Method-Override',
  '__proto__',
  'constructor',
] as const;

const VALUES = [
  '',
  '*',
  '*/*',
  'text/html',
  'text/html;q=0, */*;q=-1',
  'gzip;q=0, *',
  ',,,;;;===',
  '"x"',
  'W/"x"',
  'bytes=0-0',
  'bytes=99999999-',
  'bytes=-1,0-,5-2',
  'bytes=0-0,1-1,2-2',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'Thu, 01 Jan 2970 00:00:00 GMT',
  '-1',
  '999999999999999999999',
  'keep-alive, Upgrade',
  'websocket',
  'h2c',
  'trailers, deflate',
  'localhost:99999',
  '[::1',
  'a@b/c?d',
  'Bearer x',
  '\xff\xfe',
  'x'.repeat(4_000),
] as const;

const PATHS = [
  '/',
  '/_mock/health',
  '/_mock/page/index.html',
  '/_mock/integrations',
  '/_mock/openapi.json',
  '/nowhere',
] as const;

/** Headers that a server may take to heart, on either plane; and heads that are too large, too many, or malformed. */
export function heads(random: Random): FuzzCase {
  if (random.chance(0.08))
    return loose('heads', random, rawRequest(vendorSlug(random), { headers: misshapen(random) }));
  const headers = Object.fromEntries(
    Array.from({ length: 1 + random.below(4) }, () => [random.pick(NAMES), random.pick(VALUES)]),
  );
  if (random.chance(0.5)) return kept('heads', rawRequest(vendorSlug(random), { headers }));
  const isHead = random.chance(0.2);
  const target = random.pick(PATHS);
  const method = isHead ? 'HEAD' : 'GET';
  return kept('heads', rawRequest('', { method, target, headers, body: '' }), method);
}

function misshapen(random: Random): Record<string, string> {
  return random.pick<() => Record<string, string>>([
    () => ({ 'X-Large': 'x'.repeat(10_000 + random.below(20_000)) }),
    () => flood(random.below(3_000)),
    () => ({ 'X A': 'b' }),
    () => ({ 'X-A': `a${random.pick(['\0', '\x7f', '\x01', '\r', '\n', '\r\n ', '\r\n\t', '\n b'])}b` }),
    () => ({ '': 'x' }),
    () => ({ ' X-A': 'x' }),
    () => ({ 'X-A ': 'x' }),
    () => ({ [String.fromCharCode(random.below(256))]: 'x' }),
    () => ({ Host: 'a\r\nHost: b' }),
  ])();
}

function flood(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${index}`, 'v']));
}

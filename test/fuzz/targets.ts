import { rawRequest } from '../wire/raw-request.js';
import { type FuzzCase, kept, loose, vendorSlug } from './fuzz-case.js';
import type { Random } from './random.js';

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'M-SEARCH',
  'QUERY',
] as const;
const UNKNOWN_METHODS = [
  'post',
  'BREW',
  'P',
  '',
  ' ',
  'POST\0',
  'CONNECT',
  'PRI',
  'POST POST',
  'SOURCE',
  '\x16\x03\x01',
] as const;

const TARGETS = [
  (slug: string) => `/${slug}/push`,
  (slug: string) => `/${slug}/push?a=b&a=c&__proto__=1&constructor[prototype]=2`,
  (slug: string) => `//${slug}/push`,
  (slug: string) => `/${slug}//push/`,
  (slug: string) => `/${slug}/../${slug}/push`,
  (slug: string) => `/%2e%2e/${slug}/push`,
  (slug: string) => `http://localhost/${slug}/push`,
  (slug: string) => `HTTPS://user:pw@[::1]:99999/${slug}/push?x`,
  (slug: string) => `ftp://localhost/${slug}/push`,
  (slug: string) => `/${slug}/push#top`,
  (slug: string) => `/${slug}%00/push`,
  (slug: string) => `/${slug}\\push`,
  (slug: string) => `/${'a'.repeat(9_000)}/${slug}`,
  (slug: string) => `/${slug}/push?${'q'.repeat(14_000)}`,
  () => '*',
  () => '/',
  () => '/?',
  () => '//',
  () => '/%',
  () => '/%ff%fe',
  () => '/__proto__/push',
  () => '/constructor/push',
  () => 'localhost:443',
  () => 'javascript:alert(1)',
  () => '/_mock',
  () => '/_mock/',
  () => '/_mock?',
  () => '//_mock/health',
  () => '/_mock//health',
  () => '/_mock/../_mock/health',
  () => '/_mock/%2e%2e/health',
  () => '/_mock/nowhere',
  () => '/_mock/HEALTH',
  () => '/_mock/health/',
  () => '/_mock/integrations/%',
  () => '/_mock/integrations/%2F',
  () => '/_mock/integrations/__proto__',
  () => '/_mock/integrations/v-1/inbox/%00%ED%A0%80',
  () => '/_mock/integrations/v-1/inbox/__proto__',
  () => '/_mock/page/',
  () => '/_mock/page/..%2f..%2fpackage.json',
  () => '/_mock/page/index.html',
  () => '/_mock/page/%00',
  () => 'http://localhost/_mock/health',
] as const;

/** Methods and request targets, usual and unusual, in requests that are well framed. */
export function targets(random: Random): FuzzCase {
  const target = random.pick(TARGETS)(vendorSlug(random));
  if (random.chance(0.05)) {
    const bytes = rawRequest('v-0', { method: random.pick(UNKNOWN_METHODS), target: changed(random, target) });
    return loose('targets', random, bytes);
  }
  const method = random.pick(METHODS);
  return kept('targets', rawRequest('v-0', { method, target }), method);
}

function changed(random: Random, target: string): string {
  const at = random.below(target.length);
  return (
    target.slice(0, at) + random.pick([' ', '\t', '\0', '\x7f', '\r', '\n', 'я', '%', '?', '#']) + target.slice(at)
  );
}

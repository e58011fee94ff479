import { type Mock, startMock } from 'imshop-mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from './ask.js';

const TOKEN = 'a-token-of-this-test';
const STRICT = {
  'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ adminToken: TOKEN, allowedHosts: ['mock.example'] });
});
afterAll(() => mock.close());

describe('every answer of the control API is strict, and kept by nobody', () => {
  const authorization = { Authorization: `Bearer ${TOKEN}` };
  test.each<[number, string, string, Readonly<Record<string, string>>]>([
    [200, 'GET', '/_mock/health', {}],
    [200, 'GET', '/_mock/integrations', authorization],
    [200, 'GET', '/_mock/events', authorization],
    [200, 'GET', '/_mock/openapi.json', authorization],
    [200, 'GET', '/', {}],
    [204, 'POST', '/_mock/reset', authorization],
    [400, 'GET', '/_mock/integrations/UPPER', authorization],
    [401, 'GET', '/_mock/integrations', {}],
    [403, 'GET', '/_mock/integrations', { ...authorization, Origin: 'https://evil.example' }],
    [404, 'GET', '/_mock/nowhere', authorization],
    [404, 'GET', '/_mock/page/nowhere.js', authorization],
    [405, 'PUT', '/_mock/reset', authorization],
    [405, 'POST', '/', authorization],
    [421, 'GET', '/_mock/health', { Host: 'evil.example' }],
  ])('%i to %s %s', async (status, method, target, headers) => {
    // The stream never ends, and `fetch` does not wait for that.
    const isStream = target === '/_mock/events';
    const answer = isStream ? await streamed(target, headers) : await ask(mock.origin, { method, target, headers });
    expect(answer.status).toBe(status);
    expect(namesOf(answer.headers)).toMatchObject({ ...STRICT, 'cache-control': 'no-store' });
  });
});

test('the page may run its own scripts and nothing else, and its files may be kept', async () => {
  const page = await ask(mock.origin, { target: '/', headers: { Accept: 'text/html' } });
  expect(namesOf(page.headers)).toMatchObject({ ...STRICT, 'cache-control': 'no-cache' });
  expect(namesOf(page.headers)['content-security-policy']).toMatch(/script-src 'self';.*require-trusted-types-for/);
  const [script] = /\/_mock\/page\/[\w./-]+\.js/.exec(page.body) ?? [];
  const file = await ask(mock.origin, { target: String(script) });
  expect(file.status).toBe(200);
  expect(namesOf(file.headers)).toMatchObject({ ...STRICT, 'cache-control': 'public, max-age=31536000, immutable' });
});

test.each([
  ['POST', '/shop/push'],
  ['GET', '/shop/push'],
  ['POST', '/nowhere'],
])("the vendor's answer to %s %s has none of them", async (method, target) => {
  const { headers } = await ask(mock.origin, { method, target, body: method === 'GET' ? '' : '{}' });
  const own = Object.keys(namesOf(headers)).filter((name) => !name.startsWith('x-mock-'));
  expect(own.filter((name) => name in STRICT || name === 'cache-control')).toEqual([]);
});

async function streamed(target: string, headers: Readonly<Record<string, string>>) {
  const watch = new AbortController();
  const response = await fetch(mock.origin + target, { headers, signal: watch.signal });
  watch.abort();
  return { status: response.status, headers: [...response.headers] };
}

function namesOf(headers: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value]));
}

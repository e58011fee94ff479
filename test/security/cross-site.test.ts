import { type Mock, startMock } from 'imshop-mock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from './ask.js';

let mock: Mock;
let port: string;
beforeEach(async () => {
  mock = await startMock({ allowedHosts: ['mock.example'] });
  port = new URL(mock.origin).port;
});
afterEach(() => mock.close());

const PAGE = { 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' };
const LINK = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };

/** Headers of who asks; `{port}` is the mock's. */
const REFUSED: readonly [string, Readonly<Record<string, string>>][] = [
  ['a page of another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site', ...PAGE }],
  ['one whose browser knows no Fetch Metadata', { Origin: 'https://evil.example' }],
  ['a page of another port', { Origin: 'http://localhost:3000', 'Sec-Fetch-Site': 'same-site', ...PAGE }],
  ['one whose browser knows only its origin', { Origin: 'http://localhost:3000' }],
  ['the same machine by another name', { Origin: 'http://127.0.0.1:{port}' }],
  ['a sandboxed frame or a file', { Origin: 'null' }],
  ['an origin that is none', { Origin: 'localhost:{port}' }],
  [
    'an image, a script or a form, which has no origin',
    { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' },
  ],
  ['a frame', { ...LINK, 'Sec-Fetch-Dest': 'iframe' }],
  ['a site that nobody has named yet', { 'Sec-Fetch-Site': 'other-site' }],
  ['a name that only looks allowed', { Origin: 'https://mock.example.evil.example' }],
];

const SERVED: readonly [string, Readonly<Record<string, string>>][] = [
  ['curl, and tests in any language', {}],
  ["Node's own fetch", { 'Sec-Fetch-Mode': 'cors' }],
  ['our page', { Origin: 'http://localhost:{port}', 'Sec-Fetch-Site': 'same-origin', ...PAGE }],
  ['our page in a browser without Fetch Metadata', { Origin: 'http://localhost:{port}' }],
  ['our page behind a proxy that renames the host', { Origin: 'https://mock.example' }],
  [
    'an address that was typed',
    { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' },
  ],
];

describe.each(REFUSED)('%s', (_, from) => {
  test.each([
    ['GET', '/_mock/integrations', ''],
    ['GET', '/_mock/integrations/made-by-a-stranger', ''],
    ['GET', '/_mock/events', ''],
    ['GET', '/_mock/health', ''],
    ['POST', '/_mock/reset', ''],
    // What a form or `fetch` without leave may send: the control API reads any type as JSON.
    ['POST', '/_mock/integrations/shop/faults', '{"fault":{"type":"reset"}}'],
    ['PATCH', '/_mock/integrations/shop', '{"available":false}'],
    ['DELETE', '/_mock/integrations/shop', ''],
    ['OPTIONS', '/_mock/integrations/shop', ''],
    ['POST', '/', ''],
  ])('cannot %s %s %s', async (method, target, body) => {
    const shop = mock.integration();
    await shop.patch({ maxUserIds: 7 });
    const answer = await ask(mock.origin, { method, target, headers: headersOf(from, 'text/plain'), body });
    expect(answer.status).toBe(403);
    expect(answer.headers.filter(([name]) => /^access-control/i.test(name))).toEqual([]);
    expect((await mock.integrations()).map(({ slug }) => slug)).toEqual(['shop']);
    expect(await shop.get()).toMatchObject({ settings: { available: true, maxUserIds: 7 }, faults: [] });
  });
});

test.each(SERVED)('%s can read and change', async (_, from) => {
  const headers = headersOf(from);
  expect(await ask(mock.origin, { headers })).toMatchObject({ status: 200 });
  const target = '/_mock/integrations/shop';
  expect(await ask(mock.origin, { method: 'PATCH', target, headers, body: '{}' })).toMatchObject({ status: 200 });
});

test('a default port may be written or not', async () => {
  const headers = { Host: 'localhost', Origin: 'http://localhost:80' };
  expect(await ask(mock.origin, { headers })).toMatchObject({ status: 200 });
});

test('a link from another site opens the page, and nothing else', async () => {
  expect(await ask(mock.origin, { target: '/', headers: LINK })).toMatchObject({ status: 200 });
  expect(await ask(mock.origin, { target: '/_mock/integrations', headers: LINK })).toMatchObject({ status: 403 });
  expect(await ask(mock.origin, { method: 'POST', target: '/', headers: LINK })).toMatchObject({ status: 403 });
});

test('the token does not let other sites in', async () => {
  await using guarded = await startMock({ adminToken: 'a-token-of-this-test' });
  const headers = { Origin: 'https://evil.example', Authorization: 'Bearer a-token-of-this-test' };
  expect(await ask(guarded.origin, { headers })).toMatchObject({ status: 403 });
});

test('the vendor endpoint does not care who asks', async () => {
  const headers = { Origin: 'https://evil.example', 'Content-Type': 'application/json' };
  const body = '{"userIds":["1"],"message":{"title":"t","summary":"s"}}';
  expect(await ask(mock.origin, { method: 'POST', target: '/shop/push', headers, body })).toMatchObject({
    status: 200,
  });
});

function headersOf(from: Readonly<Record<string, string>>, type = 'application/json'): Record<string, string> {
  const filled = Object.entries(from).map(([name, value]) => [name, value.replace('{port}', port)]);
  return { Host: `localhost:${port}`, 'Content-Type': type, ...Object.fromEntries(filled) };
}

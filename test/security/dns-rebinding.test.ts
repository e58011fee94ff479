import { type Mock, type MockOptions, startMock } from 'imshop-mock';
import { describe, expect, test } from 'vitest';
import { ask, askWith } from './ask.js';

const TOKEN = 'a-token-of-this-test';
const OPEN = {};
const BEYOND = { host: '0.0.0.0', adminToken: TOKEN };
const PROXIED = { allowedHosts: ['Staging.Example.', '10.0.0.5', 'fd00::5'] };
/** A list holds with a token too. */
const LISTED = { ...BEYOND, ...PROXIED };

describe.each<[string, MockOptions, readonly string[], readonly string[]]>([
  [
    'on loopback, without a token',
    OPEN,
    [
      'localhost',
      'LOCALHOST:8080',
      'localhost.:8080',
      'orders.localhost:1',
      '127.0.0.1',
      '127.0.0.1:65535',
      '127.8.9.10',
      '[::1]:8080',
      // As a browser reads it, too.
      '127.1',
    ],
    [
      'evil.example',
      'evil.example:8080',
      'localhost.evil.example',
      'notlocalhost',
      '127.0.0.1.evil.example',
      'evil.example.127.0.0.1',
      'localhost@evil.example',
      'evil.example@localhost',
      'localhost/evil.example',
      'localhost#.evil.example',
      'localhost,evil.example',
      '0.0.0.0',
      '10.0.0.5',
      '[fd00::5]',
      '[::ffff:10.0.0.5]',
      'localhost:99999',
      '127.0.0.1\u00a0',
      '%6cocalhost',
      'host.docker.internal',
    ],
  ],
  [
    'beyond loopback, where the token is asked for',
    BEYOND,
    ['localhost:32768', 'imshop-mock:8080', 'imshop-mock.testing.svc.cluster.local', '10.1.2.3:8080', 'evil.example'],
    [],
  ],
  [
    'with a list of hosts',
    PROXIED,
    ['localhost', 'staging.example', 'STAGING.example:443', '10.0.0.5:8080', '[fd00:0::5]'],
    ['evil.example', 'a.staging.example', 'staging.example.evil.example', '10.0.0.6'],
  ],
  ['with a list of hosts and a token', LISTED, ['127.0.0.1', 'staging.example'], ['imshop-mock:8080', 'evil.example']],
])('%s', (_, settings, served, refused) => {
  const headers = { Authorization: `Bearer ${TOKEN}` };

  test('the control API and the page answer to their own names', async () => {
    await using mock = await startMock(settings);
    for (const Host of served) {
      for (const target of ['/', '/_mock/health', '/_mock/integrations']) {
        const { status } = await ask(mock.origin, { target, headers: { ...headers, Host } });
        expect(status, `${Host} ${target}`).toBe(200);
      }
    }
  });

  test('and to no other, whatever is asked', async () => {
    await using mock = await startMock(settings);
    for (const Host of refused) {
      for (const target of ['/', '/_mock/health', '/_mock/integrations', '/_mock/page/index.html', '/_mock/nowhere']) {
        const { status, body } = await ask(mock.origin, { target, headers: { ...headers, Host } });
        expect(status, `${Host} ${target}`).toBe(421);
        expect(JSON.parse(body)).toMatchObject({ detail: expect.stringContaining('--allowed-hosts') });
      }
      await ask(mock.origin, { method: 'POST', target: '/_mock/reset', headers: { ...headers, Host } });
    }
    expect(await resets(mock)).toBe(0);
  });
});

test('the health check needs no token beyond loopback, by whatever address an orchestrator asks', async () => {
  await using mock = await startMock(BEYOND);
  const headers = { Host: '10.1.2.3:8080' };
  expect(await ask(mock.origin, { target: '/_mock/health', headers })).toMatchObject({ status: 200 });
  expect(await ask(mock.origin, { headers })).toMatchObject({ status: 401 });
});

test('the vendor endpoint answers to every name, as the vendor does', async () => {
  await using mock = await startMock();
  const body = '{"userIds":["1"],"message":{"title":"t","summary":"s"}}';
  const headers = { Host: 'push.vendor.example', 'Content-Type': 'application/json' };
  const answer = await ask(mock.origin, { method: 'POST', target: '/shop/push', headers, body });
  expect(answer).toMatchObject({ status: 200, body: '{"success":true}' });
});

test.each([
  ['HTTP/1.0 without a Host, which no browser sends', 'GET /_mock/health HTTP/1.0\r\n\r\n', 200],
  ['an empty Host', 'GET /_mock/health HTTP/1.1\r\nHost:\r\n\r\n', 200],
  ['HTTP/1.0 with the Host of a stranger', 'GET /_mock/health HTTP/1.0\r\nHost: evil.example\r\n\r\n', 421],
  ['two Hosts', 'GET /_mock/health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n', 400],
  // The control API is no proxy's business: in the absolute form it is not found.
  ['an absolute target', 'GET http://evil.example/_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n', 404],
])('%s', async (_, bytes, status) => {
  await using mock = await startMock();
  expect(await askWith(mock.origin, bytes)).toMatchObject({ status });
});

test.each([
  [{ allowedHosts: [] }],
  [{ allowedHosts: ['mock.example:8080'] }],
  [{ allowedHosts: ['*'] }],
  [{ allowedHosts: ['mock.example', 7] }],
  [{ allowedHosts: 'http://mock.example' }],
  [{ allowedHosts: '[::1]:80' }],
])('%j is no list of hosts', async (options) => {
  const starting = startMock(options as MockOptions);
  await expect(starting).rejects.toThrow('allowedHosts must be host names or addresses without a port, such as');
});

/** How often the mock was reset. */
async function resets(mock: Mock): Promise<number> {
  // What happened is told at once; a change after it marks the end.
  await mock.integration('end').patch({});
  let count = 0;
  for await (const { type } of await mock.events({ lastEventId: 0 })) {
    if (type === 'settings') break;
    if (type === 'reset') count += 1;
  }
  return count;
}

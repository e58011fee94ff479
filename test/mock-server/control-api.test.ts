import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FIDELITY } from 'imshop-contracts';
import { connectMock, createApp, MockApiError, startMock } from 'imshop-mock';
import supertest from 'supertest';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PUSH, post } from './post.js';
import { stage } from './stage.js';

const at = stage({ seed: 7 });

test('health tells version and uptime', async () => {
  at.clock.advance(1234);
  expect(await at.mock.health()).toEqual({
    status: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    startedAt: '2026-11-24T12:00:00.000Z',
    uptimeMs: 1234,
    store: 'none',
    evictions: {
      'journal-entry': 0,
      'ledger-pair': 0,
      integration: 0,
      event: 0,
      watcher: 0,
      'waiting-answer': 0,
      connection: 0,
    },
  });
});

test('an integration is made on first use, with the settings of the mock', async () => {
  expect(await at.mock.integrations()).toEqual([]);
  expect(await at.mock.integration('a.b-c_d').get()).toEqual({
    slug: 'a.b-c_d',
    url: `${at.mock.origin}/a.b-c_d/push`,
    settings: {
      available: true,
      maxUserIds: 1000,
      rateLimit: { requests: 10, windowMs: 60_000, algorithm: 'sliding', retryAfter: 'seconds', countRejected: false },
      listAllErrors: true,
      envelope: 'documented',
      magicIds: true,
      strict: false,
      unavailableStatus: 200,
    },
    limiter: { limit: 10, remaining: 10, resetMs: 0 },
    clock: { now: '2026-11-24T12:00:00.000Z', advancedMs: 0 },
    faults: [],
    scenario: { scenario: null, phase: null, requests: 0, remainingMs: null, rounds: 0 },
    seed: 7,
    counters: { requests: 0, accepted: 0, outcomes: {} },
  });
  expect((await at.mock.integrations()).map(({ slug }) => slug)).toEqual(['a.b-c_d']);
});

test('the list of integrations tells how much of each limit is left', async () => {
  await at.mock.integration('free').patch({ rateLimit: null });
  await post(at.shop.url, PUSH);
  const { limiter, settings } = await at.shop.get();
  expect(limiter).toMatchObject({ limit: 10, remaining: 9 });
  expect(await at.mock.integrations()).toMatchObject([
    { slug: 'free', rateLimit: null, limiter: null },
    { slug: 'shop', rateLimit: settings.rateLimit, limiter },
  ]);
});

test('a deleted integration begins anew', async () => {
  const shop = at.shop;
  await shop.patch({ available: false });
  await post(shop.url, PUSH);
  await shop.delete();
  expect(await shop.get()).toMatchObject({ settings: { available: true }, counters: { requests: 0 } });
});

test('a clock is advanced by exactly what was asked for, however long that takes', async () => {
  let nowMs = Date.UTC(2026, 10, 24);
  const clock = {
    now() {
      nowMs += 1;
      return nowMs;
    },
    after: () => () => {},
  };
  await using mock = await startMock({ clock });
  expect(await mock.integration().clock({ advanceMs: 60_000 })).toMatchObject({ advancedMs: 60_000 });
});

test('a reset brings everything back to how the process started', async () => {
  const first = at.mock.integration('first');
  await first.patch({ strict: true });
  await first.clock({ advanceMs: 1 });
  await post(first.url, PUSH);
  await at.mock.reset();
  expect(await at.mock.integrations()).toEqual([]);
  expect((await first.requests()).requests).toEqual([]);
  expect((await post(first.url, PUSH)).headers.get('x-mock-request-id')).toBe('first-1');
});

test('a mock elsewhere has the same interface', async () => {
  const connected = connectMock(at.mock.origin);
  await post(connected.url('shop'), PUSH);
  expect(connected.url()).toBe(at.mock.url());
  expect(await connected.integration('shop').ledger()).toEqual(await at.shop.ledger());
  expect(await connected.fidelity()).toEqual(FIDELITY);
  await connected.close();
  expect((await at.mock.health()).status).toBe('ok');
});

test('a mock is closed when its scope is left', async () => {
  let origin: string;
  {
    await using scoped = await startMock();
    ({ origin } = scoped);
  }
  await expect(connectMock(origin).health()).rejects.toMatchObject({ code: 'unreachable' });
});

test.each([
  ['breaks off', { 'content-length': '100' }],
  ['is no JSON', { 'content-length': '1' }],
])('an answer that %s is none', async (_, headers) => {
  const server = createServer((_request, response) => {
    response.writeHead(200, headers).write('{', () => response.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const asked = connectMock(`http://127.0.0.1:${port}`).health();
  await expect(asked).rejects.toMatchObject({ name: 'MockApiError', code: 'unreachable' });
});

test('two mocks in one process share nothing', async () => {
  await using other = await startMock();
  await post(at.shop.url, PUSH);
  await other.integration('shop').patch({ available: false });
  expect((await other.integration('shop').get()).counters.requests).toBe(0);
  expect((await at.shop.get()).settings.available).toBe(true);
});

test('the path is a setting', async () => {
  await using custom = await startMock({ path: '/api/:slug/send' });
  expect((await post(`${custom.origin}/api/shop/send`, PUSH)).status).toBe(200);
  expect((await post(`${custom.origin}/shop/push`, PUSH)).status).toBe(404);
  await using secret = await startMock({ path: '/push/3f9a' });
  expect((await post(`${secret.origin}/push/3f9a`, PUSH)).status).toBe(200);
  expect((await secret.integration().ledger()).once).toBe(1);
});

test('the listener serves both planes to supertest', async () => {
  const app = createApp({ noMockHeaders: true });
  const { headers } = await supertest(app).post('/shop/push').type('json').send(PUSH).expect(200, { success: true });
  expect(Object.keys(headers).filter((name) => name.startsWith('x-'))).toEqual([]);
  const { body } = await supertest(app).get('/_mock/integrations/shop/ledger').expect(200);
  expect(body).toMatchObject({ once: 1 });
  await supertest(app)
    .get('/')
    .expect(200)
    .expect('content-type', /text\/plain/)
    .expect(/curl http/);
});

test.each(['/:slug/push', '/push/:slug', '/push'])('the help names the integration wherever %s does', async (path) => {
  const { text } = await supertest(createApp({ path })).get('/').expect(200);
  expect(text).toContain('/_mock/integrations/shop/requests\n');
});

describe('what is refused, as problem details', () => {
  const SLUG = '/_mock/integrations/shop';
  const LONG = 1_100_000;
  const DEEP = '['.repeat(100_000) + ']'.repeat(100_000);
  test.each([
    ['PATCH', SLUG, '{"foo":1}', 400, 'foo', '"foo" is not allowed; allowed are available, maxUserIds'],
    ['PATCH', SLUG, '{"available":"yes"}', 400, 'available', '"available" must be a boolean, not "yes"'],
    ['PATCH', SLUG, '{"maxUserIds":0}', 400, 'maxUserIds', 'must be greater than or equal to 1, not 0'],
    ['PATCH', SLUG, '{"maxUserIds":"7"}', 400, 'maxUserIds', 'must be a number, not "7"'],
    ['PATCH', SLUG, '{"envelope":"soap"}', 400, 'envelope', 'must be one of documented, hapi, not "soap"'],
    [
      'PATCH',
      SLUG,
      '{"rateLimit":{"algorithm":"leaky"}}',
      400,
      'rateLimit.algorithm',
      'fixed, aligned, sliding, bucket',
    ],
    ['PATCH', SLUG, '{"rateLimit":{"every":1}}', 400, 'rateLimit.every', 'allowed are requests, windowMs'],
    ['PATCH', SLUG, '{"__proto__":{"available":false}}', 400, undefined, '"__proto__" is not allowed'],
    ['PATCH', SLUG, '[]', 400, '', 'must be of type object'],
    ['PATCH', SLUG, '{', 400, undefined, 'JSON'],
    ['PATCH', SLUG, DEEP, 400, undefined, 'the body is nested too deeply'],
    ['POST', `${SLUG}/clock`, '{}', 400, 'advanceMs', 'is required'],
    ['POST', `${SLUG}/clock`, '{"advanceMs":-1}', 400, 'advanceMs', 'not -1'],
    ['POST', `${SLUG}/clock`, '{"advanceMs":1.5}', 400, 'advanceMs', 'must be an integer'],
    ['POST', `${SLUG}/verify`, '{"count":1,"atMost":2}', 400, 'count', 'conflict'],
    ['POST', `${SLUG}/verify`, '{"userIds":[1]}', 400, 'userIds[0]', 'must be a string'],
    ['POST', `${SLUG}/verify`, '{"outcome":"lost"}', 400, 'outcome', 'must be one of any, pending'],
    ['POST', `${SLUG}/verify`, LONG, 413, undefined, 'too large'],
    ['GET', `${SLUG}/requests?outcome=lost`, undefined, 400, 'outcome', 'must be one of'],
    ['GET', `${SLUG}/summaries?text=`, undefined, 400, 'text', 'not allowed to be empty'],
    ['GET', `${SLUG}/requests?status=abc`, undefined, 400, 'status', 'must be a number'],
    ['GET', `${SLUG}/requests?colour=red`, undefined, 400, 'colour', 'allowed are outcome, status, userId'],
    ['GET', '/_mock/integrations/UPPER', undefined, 400, 'slug', 'must match'],
    ['GET', '/_mock/events?slug=UPPER', undefined, 400, 'slug', 'must match'],
    ['GET', '/_mock/nowhere', undefined, 404, undefined, 'no such call: GET /_mock/nowhere'],
    ['PUT', '/_mock/health', undefined, 405, undefined, 'allowed are GET'],
    ['GET', '/_mock/reset', undefined, 405, undefined, 'allowed are POST'],
  ] as const)('%s %s %s', async (method, path, body, status, place, detail) => {
    const response = await fetch(at.mock.origin + path, {
      method,
      ...(body === undefined ? {} : { body: textOf(body) }),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await response.json()) as { detail: string; errors?: { path: string }[] };
    expect(problem).toMatchObject({ type: 'about:blank', status });
    expect(problem.detail).toContain(detail);
    expect(problem.errors?.map((fault) => fault.path)).toEqual(place === undefined ? undefined : [place]);
    if (path === SLUG) expect((await at.shop.get()).settings.available).toBe(true);
  });

  /** A number stands for a body of so many bytes. */
  const textOf = (body: string | number) => (typeof body === 'number' ? `"${'x'.repeat(body)}"` : body);

  test('one bad key among good ones changes nothing', async () => {
    const shop = at.shop;
    const refused = shop.patch({ available: false, maxUserIds: -1 });
    await expect(refused).rejects.toThrow(MockApiError);
    await expect(refused).rejects.toMatchObject({ code: 'refused', status: 400, problem: { errors: [{ value: -1 }] } });
    expect((await shop.get()).settings.available).toBe(true);
  });
});

describe('the admin token', () => {
  const TOKEN = 'correct-horse-battery';
  const get = async (origin: string, path: string, authorization?: string) =>
    (await fetch(origin + path, { headers: authorization === undefined ? {} : { authorization } })).status;

  test('is asked for by every call but the health check, never by the vendor endpoint', async () => {
    await using guarded = await startMock({ adminToken: TOKEN });
    expect(await get(guarded.origin, '/_mock/fidelity')).toBe(401);
    expect(await get(guarded.origin, '/_mock/fidelity', 'Bearer wrong-horse-battery')).toBe(401);
    expect(await get(guarded.origin, '/_mock/fidelity', TOKEN)).toBe(401);
    expect(await get(guarded.origin, '/_mock/nowhere')).toBe(401);
    expect(await get(guarded.origin, '/_mock/fidelity', `Bearer ${TOKEN}`)).toBe(200);
    expect(await get(guarded.origin, '/_mock/health')).toBe(200);
    expect((await post(guarded.url(), PUSH)).status).toBe(200);
    expect((await guarded.integration().ledger()).once).toBe(1);
    await expect(connectMock(guarded.origin).fidelity()).rejects.toMatchObject({ status: 401 });
    expect(await connectMock(guarded.origin, { adminToken: TOKEN }).fidelity()).toEqual(FIDELITY);
  });

  test('is made where the mock listens beyond loopback', async () => {
    await using open = await startMock({ host: '0.0.0.0' });
    expect(await get(open.origin, '/_mock/fidelity')).toBe(401);
    expect(await open.fidelity()).toEqual(FIDELITY);
  });
});

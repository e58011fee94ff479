import { type Integration, type Mock, startMock } from 'imshop-mock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from './manual-clock.js';
import { PUSH, post, pushTo } from './post.js';

let clock: ManualClock;
let mock: Mock;
let integration: Integration;

beforeEach(async () => {
  clock = new ManualClock();
  mock = await startMock({ clock, rateLimit: null, journalMax: 5 });
  integration = mock.integration('shop');
});
afterEach(() => mock.close());

test('an entry says what came, what was answered, and on what it stands', async () => {
  const { headers } = await post(integration.url, PUSH, { authorization: 'Bearer secret', 'x-shop': 'yes' });
  const { requests, evicted } = await integration.requests();
  expect(evicted).toBe(0);
  expect(requests).toMatchObject([
    {
      id: headers.get('x-mock-request-id'),
      receivedAt: '2026-11-24T12:00:00.000Z',
      method: 'POST',
      path: '/shop/push',
      headers: { 'content-type': 'application/json', 'x-shop': 'yes', authorization: '[redacted]' },
      body: JSON.parse(PUSH),
      bodyTruncated: false,
      outcome: 'accepted',
      status: 200,
      response: { success: true },
      fault: null,
      accepted: true,
      advisories: [],
      standing: 'documented',
      behaviour: 'accepted',
      hint: null,
      notBefore: null,
      durationMs: 0,
    },
  ]);
});

test('the newest so many are kept, and what had to go is counted', async () => {
  for (let sent = 0; sent < 8; sent += 1) await post(integration.url, PUSH);
  const { requests, evicted } = await integration.requests();
  expect(requests.map(({ id }) => id)).toEqual(['shop-4', 'shop-5', 'shop-6', 'shop-7', 'shop-8']);
  expect(evicted).toBe(3);
});

test('emptying it empties inbox, ledger and compliance; settings and counters stay', async () => {
  await integration.patch({ maxUserIds: 7 });
  await post(integration.url, PUSH);
  await integration.deleteRequests();
  expect(await integration.requests()).toEqual({ requests: [], evicted: 0 });
  expect((await integration.inbox('79999999999')).notifications).toEqual([]);
  expect(await integration.ledger()).toMatchObject({ once: 0, duplicated: [], requests: 0, acceptedRequests: 0 });
  expect((await integration.compliance()).requests).toBe(0);
  expect(await integration.get()).toMatchObject({ settings: { maxUserIds: 7 }, counters: { requests: 1 } });
});

describe('filters', () => {
  beforeEach(async () => {
    await post(integration.url, pushTo(['1', '2']));
    await post(integration.url, pushTo(['2', '3']));
    await post(integration.url, '{"userIds":["3"]}');
    await post(integration.url, 'no JSON');
  });

  test.each([
    { filter: {}, ids: [1, 2, 3, 4] },
    { filter: { outcome: 'accepted' }, ids: [1, 2] },
    { filter: { status: 400 }, ids: [3, 4] },
    { filter: { userId: '3' }, ids: [2, 3] },
    { filter: { userId: '3', status: 200 }, ids: [2] },
    { filter: { userId: 'nobody' }, ids: [] },
    { filter: { after: 'shop-2' }, ids: [3, 4] },
    { filter: { after: 'shop-9' }, ids: [] },
    { filter: { limit: 1 }, ids: [4] },
    { filter: { outcome: 'accepted', limit: 1 }, ids: [2] },
  ] as const)('$filter', async ({ filter, ids }) => {
    const { requests } = await integration.requests(filter);
    expect(requests.map(({ id }) => id)).toEqual(ids.map((id) => `shop-${id}`));
  });
});

test('a request is in the journal from its arrival, and complete once its answer is out', async () => {
  const { port } = new URL(mock.origin);
  const { connect } = await import('node:net');
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    `POST /shop/push HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(PUSH)}\r\n\r\n`,
  );
  const pending = async () =>
    (await integration.requests()).requests.map(({ outcome, status }) => ({ outcome, status }));
  await expect.poll(pending).toEqual([{ outcome: 'pending', status: null }]);
  socket.write(PUSH);
  await expect.poll(pending).toEqual([{ outcome: 'accepted', status: 200 }]);
  socket.destroy();
});

test('an inbox shows what the phone would show', async () => {
  await post(integration.url, PUSH.replace('}}', '},"deeplink":"slug://cart/home"}'));
  clock.advance(1000);
  await post(integration.url, PUSH);
  await post(integration.url, PUSH);
  expect(await integration.inbox('79999999999')).toEqual({
    userId: '79999999999',
    evicted: 0,
    notifications: [
      {
        requestId: 'shop-1',
        receivedAt: '2026-11-24T12:00:00.000Z',
        title: 'Заказ в пути',
        summary: 'Ждите курьера',
        deeplink: 'slug://cart/home',
        duplicate: false,
      },
      {
        requestId: 'shop-2',
        receivedAt: '2026-11-24T12:00:01.000Z',
        title: 'Заказ в пути',
        summary: 'Ждите курьера',
        duplicate: false,
      },
      {
        requestId: 'shop-3',
        receivedAt: '2026-11-24T12:00:01.000Z',
        title: 'Заказ в пути',
        summary: 'Ждите курьера',
        duplicate: true,
      },
    ],
  });
});

test('a ledger tells who got the same push more than once, however many requests the journal lost', async () => {
  await post(integration.url, pushTo(['1', '2', '3']));
  for (let sent = 0; sent < 6; sent += 1) await post(integration.url, pushTo([`other-${sent}`]));
  await post(integration.url, pushTo(['2', '4']));
  await post(integration.url, pushTo(['2'], { title: 'Другое', summary: 'сообщение' }));
  expect(await integration.ledger()).toEqual({
    once: 10,
    duplicated: [{ userId: '2', times: 2, message: { title: 'Скидка', summary: 'Только сегодня' } }],
    requests: 9,
    acceptedRequests: 9,
    forgotten: 0,
  });
});

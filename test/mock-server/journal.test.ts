import { beforeEach, describe, expect, test } from 'vitest';
import { rawRequest } from '../wire/raw-request.js';
import { RawSocket } from '../wire/raw-socket.js';
import { PUSH, post, pushTo } from './post.js';
import { stage } from './stage.js';

const at = stage({ rateLimit: null, journalMax: 5 });

test('an entry says what came, what was answered, and on what it stands', async () => {
  const { headers } = await post(at.shop.url, PUSH, { authorization: 'Bearer secret', 'x-shop': 'yes' });
  const { requests, evicted } = await at.shop.requests();
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
      bodyCut: null,
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
  for (let sent = 0; sent < 8; sent += 1) await post(at.shop.url, PUSH);
  const { requests, evicted } = await at.shop.requests();
  expect(requests.map(({ id }) => id)).toEqual(['shop-4', 'shop-5', 'shop-6', 'shop-7', 'shop-8']);
  expect(evicted).toBe(3);
});

test('emptying it empties inbox, ledger and compliance; settings and counters stay', async () => {
  await at.shop.patch({ maxUserIds: 7 });
  await post(at.shop.url, PUSH);
  await at.shop.deleteRequests();
  expect(await at.shop.requests()).toEqual({ requests: [], evicted: 0, bodiesCut: 0 });
  expect((await at.shop.inbox('79999999999')).notifications).toEqual([]);
  expect(await at.shop.ledger()).toMatchObject({ once: 0, duplicated: [], requests: 0, acceptedRequests: 0 });
  expect((await at.shop.compliance()).requests).toBe(0);
  expect(await at.shop.get()).toMatchObject({ settings: { maxUserIds: 7 }, counters: { requests: 1 } });
});

test('emptying it forgets a request whose body is still coming in inbox, ledger and compliance alike', async () => {
  using socket = await RawSocket.open(at.mock.origin);
  const bytes = rawRequest('shop');
  socket.send(bytes.subarray(0, -10));
  await expect.poll(async () => (await at.shop.requests()).requests.length).toBe(1);
  await at.shop.deleteRequests();
  socket.send(bytes.subarray(-10));
  expect((await socket.responses(1))[0]?.statusLine).toBe('HTTP/1.1 200 OK');
  expect(await at.shop.ledger()).toMatchObject({ once: 0, requests: 0, acceptedRequests: 0 });
  expect((await at.shop.compliance()).requests).toBe(0);
  expect((await at.shop.get()).counters).toMatchObject({ requests: 1, accepted: 1 });
});

describe('filters', () => {
  beforeEach(async () => {
    await post(at.shop.url, pushTo(['1', '2']));
    await post(at.shop.url, pushTo(['2', '3']));
    await post(at.shop.url, '{"userIds":["3"]}');
    await post(at.shop.url, 'no JSON');
  });

  test.each([
    { filter: {}, ids: [1, 2, 3, 4] },
    { filter: { outcome: 'accepted' }, ids: [1, 2] },
    { filter: { status: 400 }, ids: [3, 4] },
    { filter: { userId: '3' }, ids: [2, 3] },
    { filter: { userId: '3', status: 200 }, ids: [2] },
    { filter: { userId: 'nobody' }, ids: [] },
    { filter: { text: 'СКИДКА' }, ids: [1, 2] },
    { filter: { text: 'сегодня', limit: 1 }, ids: [2] },
    { filter: { text: 'IS REQUIRED' }, ids: [3] },
    { filter: { text: 'userIds' }, ids: [] },
    { filter: { text: 'скидка', userId: '3' }, ids: [2] },
    { filter: { after: 'shop-2' }, ids: [3, 4] },
    { filter: { after: 'shop-9' }, ids: [] },
    { filter: { limit: 1 }, ids: [4] },
    { filter: { outcome: 'accepted', limit: 1 }, ids: [2] },
  ] as const)('$filter', async ({ filter, ids }) => {
    const expected = ids.map((id) => `shop-${id}`);
    const { requests } = await at.shop.requests(filter);
    expect(requests.map(({ id }) => id)).toEqual(expected);
    const { summaries } = await at.shop.summaries(filter);
    expect(summaries.map(({ requestId }) => requestId)).toEqual(expected);
  });

  test.each([
    [
      'a title with escapes',
      '{"message":{"title":"\\u0421\\u043a\\u0438\\u0434\\u043a\\u0430!"}}',
      { text: 'скидка!' },
    ],
    ['a customer with escapes', '{"userIds":["\\u0034"]}', { userId: '4' }],
    ['a message in a JSON string', JSON.stringify({ message: '{"summary":"Подарок"}' }), { text: 'подарок' }],
    ['a deeplink', '{"deeplink":"slug://Cart"}', { text: '://cart' }],
  ])('%s is found', async (_what, body, filter) => {
    await post(at.shop.url, body);
    expect((await at.shop.summaries(filter)).summaries.map(({ requestId }) => requestId)).toEqual(['shop-5']);
  });
});

describe('a line', () => {
  test('says of a request what its record says, in short', async () => {
    await post(at.shop.url, pushTo(['1', '1', '+7 (999) 999-99-99']));
    const { summaries, evicted } = await at.shop.summaries();
    expect(evicted).toBe(0);
    expect(summaries).toEqual([
      {
        requestId: 'shop-1',
        receivedAt: '2026-11-24T12:00:00.000Z',
        outcome: 'accepted',
        status: 200,
        accepted: true,
        fault: null,
        behaviour: 'accepted',
        durationMs: 0,
        title: 'Скидка',
        userIds: 3,
        advisories: (await at.shop.request('shop-1')).advisories.length,
        standing: 'documented',
      },
    ]);
    expect(summaries[0]?.advisories).toBeGreaterThan(1);
  });

  const GIFT = '🎁';
  test.each([
    ['is cut between characters', { message: { title: GIFT.repeat(201) } }, GIFT.repeat(200), 0],
    ['is whole where it is short enough', { message: { title: 'x'.repeat(200) } }, 'x'.repeat(200), 0],
    ['is null where it is no text', { message: { title: 7 }, userIds: 'no list' }, null, 0],
    ['is read from JSON strings', { message: '{"title":"Скидка"}', userIds: '["1","2"]' }, 'Скидка', 2],
    ['is null without a message', null, null, 0],
    ['is null where the message is no object', { message: [null] }, null, 0],
  ])('a title %s', async (_what, body, title, userIds) => {
    await post(at.shop.url, JSON.stringify(body));
    expect((await at.shop.summaries()).summaries).toMatchObject([{ title, userIds }]);
  });
});

describe('one request', () => {
  test('is the one of the journal', async () => {
    for (let sent = 0; sent < 3; sent += 1) await post(at.shop.url, PUSH);
    const { requests } = await at.shop.requests();
    expect(await at.shop.request('shop-2')).toEqual(requests[1]);
  });

  test.each([
    ['never came', 1, 'shop-9', 'none were evicted'],
    ['may have had to make room', 8, 'shop-1', 'it may be one of the 3 that were evicted'],
  ])('is refused with 404 where it %s', async (_why, count, id, why) => {
    for (let sent = 0; sent < count; sent += 1) await post(at.shop.url, PUSH);
    const detail = `the journal holds no request ${id}; ${why}`;
    await expect(at.shop.request(id)).rejects.toMatchObject({ status: 404, problem: { detail } });
  });
});

test('a request is in the journal from its arrival, and complete once its answer is out', async () => {
  using socket = await RawSocket.open(at.mock.origin);
  const bytes = rawRequest('shop');
  socket.send(bytes.subarray(0, -10));
  const pending = async () => (await at.shop.requests()).requests.map(({ outcome, status }) => ({ outcome, status }));
  await expect.poll(pending).toEqual([{ outcome: 'pending', status: null }]);
  socket.send(bytes.subarray(-10));
  await expect.poll(pending).toEqual([{ outcome: 'accepted', status: 200 }]);
});

test('an inbox shows what the phone would show', async () => {
  await post(at.shop.url, PUSH.replace('}}', '},"deeplink":"slug://cart/home"}'));
  at.clock.advance(1000);
  await post(at.shop.url, PUSH);
  await post(at.shop.url, PUSH);
  expect(await at.shop.inbox('79999999999')).toEqual({
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
  await post(at.shop.url, pushTo(['1', '2', '3']));
  for (let sent = 0; sent < 6; sent += 1) await post(at.shop.url, pushTo([`other-${sent}`]));
  await post(at.shop.url, pushTo(['2', '4']));
  await post(at.shop.url, pushTo(['2'], { title: 'Другое', summary: 'сообщение' }));
  expect(await at.shop.ledger()).toEqual({
    once: 10,
    duplicated: [{ userId: '2', times: 2, message: { title: 'Скидка', summary: 'Только сегодня' } }],
    requests: 9,
    acceptedRequests: 9,
    forgotten: 0,
  });
});

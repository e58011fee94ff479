import { type Fault, type Integration, type RequestRecord, startMock, type When } from 'imshop-mock';
import { describe, expect, test } from 'vitest';
import { PUSH, post, pushTo } from './post.js';
import { stage } from './stage.js';

const FAULT = { type: 'status', status: 503 } as const;

const at = stage({ rateLimit: null, seed: 7 });

describe('when a rule hits', () => {
  const ROWS: readonly { when?: When & { times?: number }; hit: readonly number[] }[] = [
    { hit: [1, 2, 3, 4, 5, 6, 7, 8] },
    { when: { first: 3 }, hit: [1, 2, 3] },
    { when: { nth: 3 }, hit: [3] },
    { when: { every: 3 }, hit: [3, 6] },
    { when: { times: 2 }, hit: [1, 2] },
    { when: { every: 2, times: 2 }, hit: [2, 4] },
    { when: { probability: 0 }, hit: [] },
    { when: { probability: 1, first: 2 }, hit: [1, 2] },
    { when: { userId: 'odd' }, hit: [1, 3, 5, 7] },
    { when: { userId: 'odd', nth: 2 }, hit: [3] },
    { when: { userId: 'odd', every: 2, times: 1 }, hit: [3] },
    { when: { windowMs: 3_000 }, hit: [1, 2, 3] },
  ];

  test.each(ROWS)('$when', async ({ when, hit }) => {
    await at.shop.fail(FAULT, when);
    expect(await hitsAmong(8)).toEqual(hit);
    expect((await at.shop.faults())[0]).toMatchObject({ id: 'fault-1', fault: FAULT, hits: hit.length });
  });

  test('with a probability, by the seed alone', async () => {
    await at.shop.fail(FAULT, { probability: 0.5 });
    const hit = await hitsAmong(40);
    expect(hit.length).toBeGreaterThan(10);
    expect(hit.length).toBeLessThan(30);
    await using same = await startMock({ rateLimit: null, seed: 7 });
    await same.integration('other').fail(FAULT, { probability: 0.5 });
    expect(await hitsAmong(40, same.integration('other'))).toEqual(hit);
    await using different = await startMock({ rateLimit: null, seed: 8 });
    await different.integration('shop').fail(FAULT, { probability: 0.5 });
    expect(await hitsAmong(40, different.integration('shop'))).not.toEqual(hit);
  });

  test('the first of several that apply', async () => {
    await at.shop.fail({ type: 'status', status: 500 }, { nth: 2 });
    await at.shop.fail(FAULT, { first: 3 });
    const statuses = [];
    for (let sent = 0; sent < 4; sent += 1) statuses.push((await post(at.shop.url, PUSH)).status);
    expect(statuses).toEqual([503, 500, 503, 200]);
  });

  test('in the order of arrival, however many come at once', async () => {
    await at.shop.fail(FAULT, { every: 2 });
    await Promise.all(Array.from({ length: 40 }, () => post(at.shop.url, PUSH)));
    const { requests } = await at.shop.requests();
    expect(requests.map(({ status }) => status)).toEqual(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? 503 : 200)),
    );
  });

  test('until it is removed', async () => {
    const { id } = await at.shop.fail(FAULT);
    await at.shop.fail({ type: 'unavailable' });
    await at.shop.deleteFaults(id);
    expect((await post(at.shop.url, PUSH)).body).toContain('unavailable');
    await at.shop.deleteFaults();
    expect((await post(at.shop.url, PUSH)).status).toBe(200);
    await expect(at.shop.deleteFaults('fault-9')).rejects.toMatchObject({ status: 404 });
  });
});

test('the same seed and order of requests give an identical journal, 100 runs of 100', async () => {
  const journals = new Set<string>();
  for (let run = 0; run < 100; run += 1) {
    await at.mock.reset();
    await at.shop.scenario('lost-responses');
    await at.shop.fail({ type: 'status', status: 500 }, { probability: 0.3 });
    await at.shop.fail('malformed-json', { probability: 0.3 });
    for (let sent = 0; sent < 6; sent += 1) await post(at.shop.url, PUSH).catch(() => {});
    journals.add(JSON.stringify((await at.shop.requests()).requests.map(({ headers: _, ...entry }) => entry)));
  }
  expect(journals.size).toBe(1);
});

describe('committed or not', () => {
  const FAILING: readonly Fault['type'][] = ['unavailable', 'rate-limited', 'reset', 'empty-reply', 'malformed-json'];

  test.each(FAILING)('%s: accepted only where the rule says so', async (type) => {
    const fault = { type } as Fault;
    await at.shop.fail(fault, { nth: 1 });
    await at.shop.fail(fault, { nth: 2, accepted: true });
    for (let sent = 0; sent < 3; sent += 1) await post(at.shop.url, PUSH).catch(() => {});
    const { requests } = await at.shop.requests();
    expect(requests.map(({ accepted }) => accepted)).toEqual([false, true, true]);
    expect((await at.shop.inbox('79999999999')).notifications).toHaveLength(2);
    expect((await at.shop.ledger()).duplicated).toMatchObject([{ userId: '79999999999', times: 2 }]);
  });

  test('a push that the vendor would refuse is never accepted', async () => {
    await at.shop.fail('reset', { accepted: true });
    await post(at.shop.url, '{}').catch(() => {});
    expect((await at.shop.requests()).requests).toMatchObject([{ outcome: 'faulted', accepted: false }]);
  });
});

describe('magic ids', () => {
  test.each([
    ['70000000429', 429],
    ['70000000500', 500],
    ['70000000502', 502],
    ['70000000503', 503],
    ['70000000504', 504],
    ['70000000000', 200],
    ['70000000004', 200],
  ])('%s gets %i', async (userId, status) => {
    expect((await post(at.shop.url, pushTo(['1', userId]))).status).toBe(status);
    expect(await lastOf(at.shop)).toMatchObject({ accepted: false, fault: { rule: `magic-${userId}` } });
  });

  test('70000000003 is accepted, then reset; 70000000002 is reset', async () => {
    for (const userId of ['70000000003', '70000000002']) {
      await expect(post(at.shop.url, pushTo([userId]))).rejects.toThrow();
    }
    const { requests } = await at.shop.requests();
    expect(requests.map(({ accepted, fault }) => [accepted, fault?.type])).toEqual([
      [true, 'reset'],
      [false, 'reset'],
    ]);
  });

  test('70000000006 is answered after five seconds of the clock', async () => {
    const answer = post(at.shop.url, pushTo(['70000000006']));
    await expect.poll(async () => (await at.shop.requests()).requests.length).toBe(1);
    await at.shop.clock({ advanceMs: 5_000 });
    expect((await answer).body).toBe('{"success":true}');
  });

  test('are customers like any other when switched off', async () => {
    await at.shop.patch({ magicIds: false });
    expect((await post(at.shop.url, pushTo(['70000000503']))).status).toBe(200);
  });
});

async function hitsAmong(count: number, shop = at.shop): Promise<number[]> {
  for (let sent = 1; sent <= count; sent += 1) {
    await post(shop.url, pushTo([sent % 2 ? 'odd' : 'even']));
    at.clock.advance(1_000);
  }
  const { requests } = await shop.requests();
  return requests.flatMap(({ fault }, index) => (fault ? [index + 1] : []));
}

async function lastOf(shop: Integration): Promise<RequestRecord | undefined> {
  return (await shop.requests({ limit: 1 })).requests[0];
}

test.each([204, 205, 304])('no body follows %i', async (status) => {
  await at.shop.fail({ type: 'status', status });
  const { headers, body } = await post(at.shop.url, PUSH);
  expect([headers.get('content-length'), body]).toEqual([status === 205 ? '0' : null, '']);
  expect(await lastOf(at.shop)).toMatchObject({ status, response: '' });
});

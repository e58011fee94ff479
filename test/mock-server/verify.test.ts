import type { Expectation, Verification } from 'imshop-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { post, pushTo } from './post.js';
import { stage } from './stage.js';

const at = stage({ rateLimit: null, journalMax: 3 });

describe('what came', () => {
  beforeEach(async () => {
    await post(at.shop.url, pushTo(['1', '2']));
    await post(at.shop.url, pushTo(['2', '3'], { title: 'Бонусы', summary: 'Начислены' }));
    await post(at.shop.url, '{"userIds":["4"],"message":{"title":"Бонусы"}}');
  });

  const ROWS: readonly { expectation: Expectation; result: Verification['result']; found: number }[] = [
    { expectation: {}, result: 'pass', found: 2 },
    { expectation: { count: 2 }, result: 'pass', found: 2 },
    { expectation: { count: 1 }, result: 'fail', found: 2 },
    { expectation: { count: 3 }, result: 'fail', found: 2 },
    { expectation: { atLeast: 2 }, result: 'pass', found: 2 },
    { expectation: { atLeast: 3 }, result: 'fail', found: 2 },
    { expectation: { atMost: 2 }, result: 'pass', found: 2 },
    { expectation: { atMost: 1 }, result: 'fail', found: 2 },
    { expectation: { atLeast: 1, atMost: 2 }, result: 'pass', found: 2 },
    { expectation: { userIds: ['2'] }, result: 'pass', found: 2 },
    { expectation: { userIds: ['2', '3'] }, result: 'pass', found: 1 },
    { expectation: { userIds: ['1', '3'] }, result: 'fail', found: 0 },
    { expectation: { match: { message: { title: 'Бонусы' } } }, result: 'pass', found: 1 },
    { expectation: { match: { userIds: ['1', '2'] } }, result: 'pass', found: 1 },
    { expectation: { match: { userIds: ['1'] } }, result: 'fail', found: 0 },
    { expectation: { match: { deeplink: 'slug://x' } }, result: 'fail', found: 0 },
    { expectation: { count: 0, userIds: ['4'] }, result: 'pass', found: 0 },
    { expectation: { outcome: 'bad-request' }, result: 'pass', found: 1 },
    { expectation: { outcome: 'any', count: 3 }, result: 'pass', found: 3 },
  ];

  test.each(ROWS)('$expectation is a $result', async ({ expectation, result, found }) => {
    expect(await at.shop.verify(expectation)).toMatchObject({ result, found });
  });

  test('a fail names the nearest request and where it differs', async () => {
    const { nearest } = await at.shop.verify({
      userIds: ['2'],
      match: { message: { title: 'Скидка', summary: 'Только завтра' }, deeplink: 'slug://browse' },
    });
    expect(nearest[0]).toEqual({
      requestId: 'shop-1',
      differences: [
        { path: 'message.summary', expected: 'Только завтра', actual: 'Только сегодня' },
        { path: 'deeplink', expected: 'slug://browse', actual: null },
      ],
    });
    expect(nearest.map(({ requestId }) => requestId)).toEqual(['shop-1', 'shop-2', 'shop-3']);
  });
});

describe('what the journal no longer holds', () => {
  beforeEach(async () => {
    for (const userId of ['1', '2', '3', '4', '5']) await post(at.shop.url, pushTo([userId]));
  });

  test.each([
    { expectation: { atLeast: 3 }, result: 'pass' },
    { expectation: { atLeast: 4 }, result: 'inconclusive' },
    { expectation: { atLeast: 6 }, result: 'fail' },
    { expectation: { atMost: 2 }, result: 'fail' },
    { expectation: { atMost: 3 }, result: 'inconclusive' },
    { expectation: { atMost: 5 }, result: 'pass' },
    { expectation: { count: 3 }, result: 'inconclusive' },
    { expectation: { count: 2 }, result: 'fail' },
    { expectation: { userIds: ['1'] }, result: 'inconclusive' },
    { expectation: { userIds: ['5'] }, result: 'pass' },
  ] as const)('$expectation is $result', async ({ expectation, result }) => {
    expect((await at.shop.verify(expectation)).result).toBe(result);
  });
});

describe('waiting', () => {
  test('ends as soon as the expected request came', async () => {
    const waiting = at.shop.verify({ userIds: ['2'], waitMs: 60_000 });
    await expect.poll(() => at.clock.timers).toBe(1);
    await post(at.shop.url, pushTo(['1']));
    await post(at.shop.url, pushTo(['2']));
    expect(await waiting).toMatchObject({ result: 'pass', found: 1 });
    expect(at.clock.timers).toBe(0);
  });

  test('fails at once when there are too many', async () => {
    const waiting = at.shop.verify({ atMost: 1, waitMs: 60_000 });
    await expect.poll(() => at.clock.timers).toBe(1);
    await post(at.shop.url, pushTo(['1']));
    await post(at.shop.url, pushTo(['1']));
    expect(await waiting).toMatchObject({ result: 'fail', found: 2 });
  });

  test('ends when the time is over by the clock of the integration', async () => {
    const waiting = at.shop.verify({ count: 1, waitMs: 60_000 });
    await expect.poll(() => at.clock.timers).toBe(1);
    await at.shop.clock({ advanceMs: 60_000 });
    expect(await waiting).toEqual({ result: 'fail', found: 0, nearest: [] });
  });

  test('"at most" waits to the end before it passes', async () => {
    const waiting = at.shop.verify({ atMost: 1, waitMs: 1000 });
    await expect.poll(() => at.clock.timers).toBe(1);
    await post(at.shop.url, pushTo(['1']));
    await at.shop.clock({ advanceMs: 1000 });
    expect(await waiting).toMatchObject({ result: 'pass', found: 1 });
  });

  test('ends when the mock stops', async () => {
    const waiting = at.shop.verify({ count: 1, waitMs: 600_000 });
    await expect.poll(() => at.clock.timers).toBe(1);
    await at.mock.close();
    expect(await waiting).toMatchObject({ result: 'fail' });
  });

  test('ends when the mock is reset', async () => {
    const waiting = at.shop.verify({ count: 1, waitMs: 600_000 });
    await expect.poll(() => at.clock.timers).toBe(1);
    await at.mock.reset();
    expect(await waiting).toMatchObject({ result: 'fail' });
    expect(at.clock.timers).toBe(0);
  });
});

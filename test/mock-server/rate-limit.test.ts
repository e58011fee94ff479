import { describe, expect, test } from 'vitest';
import { PUSH, post } from './post.js';
import { stage } from './stage.js';

/** Second 30 of a minute: an aligned window ends in 30 s. */
const START_MS = Date.UTC(2026, 10, 24, 12, 0, 30);

const at = stage({}, START_MS);

describe('ten requests a minute', () => {
  test('the 11th is refused, and let in once the clock was advanced by a minute', async () => {
    const statuses = await Promise.all(Array.from({ length: 10 }, () => statusOf()));
    expect(statuses).toEqual(Array(10).fill(200));
    expect(await statusOf()).toBe(429);
    await at.shop.clock({ advanceMs: 59_999 });
    expect(await statusOf()).toBe(429);
    await at.shop.clock({ advanceMs: 1 });
    expect(await statusOf()).toBe(200);
  });

  test('a refused request costs nothing and is not validated', async () => {
    await exhaust();
    const refused = await post(at.shop.url, 'not even JSON');
    expect(refused.status).toBe(429);
    expect(refused.body).toBe('{"error":"Too Many Requests","message":"Rate limit exceeded"}');
    expect((await at.shop.get()).limiter).toEqual({ limit: 10, remaining: 0, resetMs: 60_000 });
    expect((await at.shop.ledger()).acceptedRequests).toBe(10);
  });

  test('a request that is let in counts, whatever it is answered', async () => {
    await post(at.shop.url, '{}');
    expect((await at.shop.get()).limiter?.remaining).toBe(9);
  });

  test('another method than POST does not count', async () => {
    await fetch(at.shop.url);
    expect((await at.shop.get()).limiter?.remaining).toBe(10);
  });

  test('two integrations never influence each other', async () => {
    await exhaust();
    await at.shop.clock({ advanceMs: 30_000 });
    expect(await statusOf('other')).toBe(200);
    expect(await at.mock.integration('other').get()).toMatchObject({
      limiter: { remaining: 9 },
      clock: { advancedMs: 0 },
      counters: { requests: 1 },
    });
  });

  test('50 integrations at once keep exact counts', async () => {
    const slugs = Array.from({ length: 50 }, (_, index) => `shop-${index}`);
    const all = slugs.flatMap((slug) => Array.from({ length: 12 }, () => slug));
    await Promise.all(all.map((slug) => statusOf(slug)));
    for (const slug of slugs) {
      const { counters } = await at.mock.integration(slug).get();
      expect(counters).toEqual({ requests: 12, accepted: 10, outcomes: { accepted: 10, 'rate-limited': 2 } });
    }
  });

  test('null lifts the limit', async () => {
    await at.shop.patch({ rateLimit: null });
    const statuses = await Promise.all(Array.from({ length: 30 }, () => statusOf()));
    expect(statuses).toEqual(Array(30).fill(200));
    expect((await at.shop.get()).limiter).toBeNull();
  });

  test('a part of a limit completes the documented one, and opens a fresh window', async () => {
    await exhaust();
    const { settings } = await at.shop.patch({ rateLimit: { requests: 1 } });
    expect(settings.rateLimit).toEqual({
      requests: 1,
      windowMs: 60_000,
      algorithm: 'sliding',
      retryAfter: 'seconds',
      countRejected: false,
    });
    expect([await statusOf(), await statusOf()]).toEqual([200, 429]);
  });
});

describe('the shape of the window', () => {
  // Sent: 5 requests at the start, 5 more 20 s later, then one at each moment of the row.
  const ROWS = [
    { algorithm: 'fixed', answers: { 20: 429, 59: 429, 60: 200 }, remaining: 9 },
    { algorithm: 'aligned', answers: { 20: 429, 29: 429, 30: 200 }, remaining: 9 },
    { algorithm: 'sliding', answers: { 20: 429, 59: 429, 60: 200 }, remaining: 4 },
    { algorithm: 'bucket', answers: { 20: 200, 21: 200, 22: 200, 23: 429, 24: 200 }, remaining: 0 },
  ] as const;

  test.each(ROWS)('$algorithm', async ({ algorithm, answers, remaining }) => {
    await at.shop.patch({ rateLimit: { algorithm } });
    for (let sent = 0; sent < 5; sent += 1) expect(await statusOf()).toBe(200);
    at.clock.advance(20_000);
    for (let sent = 0; sent < 5; sent += 1) expect(await statusOf()).toBe(200);
    const seen: Record<string, number> = {};
    for (const second of Object.keys(answers)) {
      at.clock.set(START_MS + Number(second) * 1000);
      seen[second] = await statusOf();
    }
    expect(seen).toEqual(answers);
    expect((await at.shop.get()).limiter?.remaining).toBe(remaining);
  });
});

describe('where requests over the limit count too', () => {
  // Sent: 10 requests at the start, then one every 5 s for 5 minutes, whatever it is answered.
  const ROWS = [
    { algorithm: 'fixed', letIn: 41, retryAfter: '60' },
    { algorithm: 'aligned', letIn: 47, retryAfter: '30' },
    { algorithm: 'sliding', letIn: 0, retryAfter: '60' },
    { algorithm: 'bucket', letIn: 0, retryAfter: '66' },
  ] as const;

  test.each(ROWS)('$algorithm', async ({ algorithm, letIn, retryAfter }) => {
    await at.shop.patch({ rateLimit: { algorithm, countRejected: true } });
    await exhaust();
    const statuses = [];
    for (let sent = 0; sent < 60; sent += 1) {
      at.clock.advance(5_000);
      statuses.push(await statusOf());
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(letIn);
    let last = await post(at.shop.url, PUSH);
    for (let sent = 0; sent < 20; sent += 1) last = await post(at.shop.url, PUSH);
    expect(last.headers.get('retry-after')).toBe(retryAfter);
    expect((await at.shop.get()).limiter?.remaining).toBe(0);
    at.clock.advance(Number(retryAfter) * 1000 - 1);
    const { remaining = 0, resetMs } = (await at.shop.get()).limiter ?? {};
    expect({ remaining, resetMs }).toEqual({ remaining: 0, resetMs: 1 });
    at.clock.advance(1);
    expect(await statusOf()).toBe(200);
  });
});

describe('Retry-After', () => {
  test.each([
    { retryAfter: 'seconds', afterMs: 500, expected: '60' },
    { retryAfter: 'seconds', afterMs: 59_001, expected: '1' },
    { retryAfter: 'date', afterMs: 500, expected: 'Tue, 24 Nov 2026 12:01:30 GMT' },
    { retryAfter: 'off', afterMs: 500, expected: null },
  ] as const)('as $retryAfter, $afterMs ms after the first request', async ({ retryAfter, afterMs, expected }) => {
    await at.shop.patch({ rateLimit: { retryAfter } });
    await exhaust();
    at.clock.advance(afterMs);
    const { headers } = await post(at.shop.url, PUSH);
    expect(headers.get('retry-after')).toBe(expected);
    expect(headers.get('date')).toBe(new Date(at.clock.now()).toUTCString());
  });

  const SHAPES = ['fixed', 'aligned', 'sliding', 'bucket'] as const;
  const WAYS = SHAPES.flatMap((algorithm) => [false, true].map((countRejected) => ({ algorithm, countRejected })));

  test.each(WAYS)('who waits as told is let in: $algorithm, countRejected $countRejected', async (way) => {
    await at.shop.patch({ rateLimit: { requests: 7, windowMs: 61_003, ...way } });
    let waits = 0;
    for (let round = 0; round < 30; round += 1) {
      const { status, headers } = await post(at.shop.url, PUSH);
      if (status === 200) continue;
      // Who asks before gets another answer, which is as true.
      if (round % 3 === 0) continue;
      at.clock.advance(Number(headers.get('retry-after')) * 1000);
      expect(await statusOf()).toBe(200);
      waits += 1;
    }
    expect(waits).toBeGreaterThan(0);
  });
});

async function statusOf(slug = 'shop'): Promise<number> {
  return (await post(at.mock.url(slug), PUSH)).status;
}

async function exhaust(): Promise<void> {
  for (let sent = 0; sent < 10; sent += 1) await statusOf();
}

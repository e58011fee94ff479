import { startMock } from 'imshop-mock';
import { expect, test } from 'vitest';
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
    evictions: {
      'journal-entry': 0,
      delivery: 0,
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

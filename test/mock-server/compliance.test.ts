import { type Integration, type Mock, startMock } from 'imshop-mock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ManualClock } from './manual-clock.js';
import { PUSH, post, pushTo } from './post.js';

let clock: ManualClock;
let mock: Mock;
let integration: Integration;

beforeEach(async () => {
  clock = new ManualClock();
  mock = await startMock({ clock });
  integration = mock.integration('shop');
});
afterEach(() => mock.close());

test('nothing sent is nothing wrong', async () => {
  expect(await integration.compliance()).toEqual({
    requests: 0,
    acceptedRequests: 0,
    mostInWindow: { requests: 0, windowMs: 60_000, limit: 10, kept: true },
    insideRetryAfter: 0,
    wastedCalls: 0,
    batching: { userIds: 0, actualRequests: 0, optimalRequests: 0, score: 1 },
    drain: { actualMs: 0, optimalMs: 0 },
    evicted: 0,
    bodiesCut: 0,
  });
});

test('the fullest minute is found wherever it begins', async () => {
  await integration.patch({ rateLimit: { algorithm: 'aligned' } });
  clock.advance(55_000);
  for (let sent = 0; sent < 7; sent += 1) await post(integration.url, PUSH);
  clock.advance(10_000);
  for (let sent = 0; sent < 7; sent += 1) await post(integration.url, PUSH);
  expect(await integration.compliance()).toMatchObject({
    acceptedRequests: 14,
    mostInWindow: { requests: 14, limit: 10, kept: false },
  });
});

test('who comes back before Retry-After is counted, and every call that delivered nothing', async () => {
  for (let sent = 0; sent < 11; sent += 1) await post(integration.url, PUSH);
  clock.advance(1_000);
  await post(integration.url, PUSH);
  clock.advance(59_000);
  await post(integration.url, '{}');
  await post(integration.url, PUSH);
  expect(await integration.compliance()).toMatchObject({ requests: 14, insideRetryAfter: 1, wastedCalls: 3 });
});

test('312 customers in 40 calls, where one would do', async () => {
  await integration.patch({ rateLimit: null });
  for (let call = 0; call < 40; call += 1) {
    const userIds = Array.from({ length: 8 }, (_, index) => String(call * 8 + index)).filter((id) => Number(id) < 312);
    await post(integration.url, pushTo(userIds));
  }
  const { batching } = await integration.compliance();
  expect(batching).toEqual({ userIds: 312, actualRequests: 40, optimalRequests: 1, score: 1 / 40 });
});

test('personal texts cannot be batched', async () => {
  for (const title of ['Анна', 'Борис']) await post(integration.url, pushTo(['1'], { title, summary: 'привет' }));
  expect((await integration.compliance()).batching).toMatchObject({ optimalRequests: 2, score: 1 });
});

test('the time to drain is held against what the limit allows', async () => {
  await integration.patch({ maxUserIds: 1 });
  for (let sent = 0; sent < 12; sent += 1) {
    await post(integration.url, pushTo([String(sent)]));
    clock.advance(7_000);
  }
  expect((await integration.compliance()).drain).toEqual({ actualMs: 77_000, optimalMs: 60_000 });
});

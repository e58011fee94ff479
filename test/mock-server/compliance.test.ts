import { expect, test } from 'vitest';
import { PUSH, post, pushTo } from './post.js';
import { stage } from './stage.js';

const at = stage();

test('nothing sent is nothing wrong', async () => {
  expect(await at.shop.compliance()).toEqual({
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
  await at.shop.patch({ rateLimit: { algorithm: 'aligned' } });
  at.clock.advance(55_000);
  for (let sent = 0; sent < 7; sent += 1) await post(at.shop.url, PUSH);
  at.clock.advance(10_000);
  for (let sent = 0; sent < 7; sent += 1) await post(at.shop.url, PUSH);
  expect(await at.shop.compliance()).toMatchObject({
    acceptedRequests: 14,
    mostInWindow: { requests: 14, limit: 10, kept: false },
  });
});

test('who comes back before Retry-After is counted, and every call that delivered nothing', async () => {
  for (let sent = 0; sent < 11; sent += 1) await post(at.shop.url, PUSH);
  at.clock.advance(1_000);
  await post(at.shop.url, PUSH);
  at.clock.advance(59_000);
  await post(at.shop.url, '{}');
  await post(at.shop.url, PUSH);
  expect(await at.shop.compliance()).toMatchObject({ requests: 14, insideRetryAfter: 1, wastedCalls: 3 });
});

test('312 customers in 40 calls, where one would do', async () => {
  await at.shop.patch({ rateLimit: null });
  for (let call = 0; call < 40; call += 1) {
    const userIds = Array.from({ length: 8 }, (_, index) => String(call * 8 + index)).filter((id) => Number(id) < 312);
    await post(at.shop.url, pushTo(userIds));
  }
  const { batching } = await at.shop.compliance();
  expect(batching).toEqual({ userIds: 312, actualRequests: 40, optimalRequests: 1, score: 1 / 40 });
});

test('personal texts cannot be batched', async () => {
  for (const title of ['Анна', 'Борис']) await post(at.shop.url, pushTo(['1'], { title, summary: 'привет' }));
  expect((await at.shop.compliance()).batching).toMatchObject({ optimalRequests: 2, score: 1 });
});

test('the time to drain is held against what the limit allows', async () => {
  await at.shop.patch({ maxUserIds: 1 });
  for (let sent = 0; sent < 12; sent += 1) {
    await post(at.shop.url, pushTo([String(sent)]));
    at.clock.advance(7_000);
  }
  expect((await at.shop.compliance()).drain).toEqual({ actualMs: 77_000, optimalMs: 60_000 });
});

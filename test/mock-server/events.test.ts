import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { MockEvent } from 'imshop-mock';
import { expect, test } from 'vitest';
import { collectGarbage } from './collect-garbage.js';
import { PUSH, post } from './post.js';
import { stage } from './stage.js';

const at = stage({ maxIntegrations: 2 });

test('each request and each change is told once, in order', async () => {
  const next = await watch();
  const shop = at.shop;
  await post(shop.url, PUSH);
  await shop.patch({ available: false });
  await shop.clock({ advanceMs: 5 });
  await shop.deleteRequests();
  await shop.delete();
  await post(`${at.mock.origin}/nowhere`, PUSH);
  await at.mock.reset();
  const events = await next(7);
  expect(events.map(({ id, type, slug }) => [id, type, slug])).toEqual([
    [1, 'request', 'shop'],
    [2, 'settings', 'shop'],
    [3, 'clock', 'shop'],
    [4, 'cleared', 'shop'],
    [5, 'forgotten', 'shop'],
    [6, 'unknown-path', null],
    [7, 'reset', null],
  ]);
  expect(events[0]?.data).toEqual({
    requestId: 'shop-1',
    receivedAt: '2026-11-24T12:00:00.000Z',
    outcome: 'accepted',
    status: 200,
    accepted: true,
    behaviour: 'accepted',
    fault: null,
    durationMs: 0,
  });
});

test('a quiet stream says now and then that it is there, until its watcher leaves', async () => {
  const request = get(`${at.mock.origin}/_mock/events`);
  const [stream] = (await once(request, 'response')) as [IncomingMessage];
  const next = async () => String((await once(stream, 'data'))[0]);
  expect(await next()).toBe(': watching\n\n');
  for (const _ of ['once', 'and again']) {
    at.clock.advance(15_000);
    expect(await next()).toBe(':\n\n');
  }
  request.destroy();
  await expect.poll(() => at.clock.timers).toBe(0);
});

test('Last-Event-ID goes on where the watcher left', async () => {
  for (const slug of ['a', 'b', 'a']) await post(at.mock.url(slug), PUSH);
  expect((await (await watch({ lastEventId: 1 }))(2)).map(({ id }) => id)).toEqual([2, 3]);
  expect((await (await watch({ lastEventId: 0, slug: 'b' }))(1)).map(({ id }) => id)).toEqual([2]);
});

test('a gap says how many events are no longer kept', async () => {
  await at.shop.patch({ rateLimit: null });
  for (let round = 0; round < 42; round += 1) {
    await Promise.all(Array.from({ length: 50 }, () => post(at.shop.url, PUSH)));
  }
  const [gap, next] = await (await watch({ lastEventId: 1 }))(2);
  expect(gap).toMatchObject({ type: 'gap', slug: null });
  expect(next?.id).toBe((gap?.id ?? 0) + 1);
  expect(gap?.data).toEqual({ missed: (gap?.id ?? 0) - 1 });
});

test('an integration that had to make room is told', async () => {
  for (const slug of ['a', 'b', 'a', 'c']) await post(at.mock.url(slug), PUSH);
  const events = await (await watch({ lastEventId: 0 }))(5);
  expect(events.at(3)).toMatchObject({ type: 'forgotten', slug: 'b', data: { reason: 'least-recently-used' } });
  expect((await at.mock.integrations()).map(({ slug }) => slug)).toEqual(['a', 'c']);
});

test('a watcher that reads late misses nothing', async () => {
  const events = await at.mock.events();
  await letGo();
  await post(at.shop.url, PUSH);
  for await (const event of events) {
    expect(event).toMatchObject({ id: 1, type: 'request' });
    return;
  }
  expect.unreachable('the stream ended');
});

test('who asks for the rest is told of the newest of requests that came together, and of all else', async () => {
  const events = await at.mock.events({ coalesce: true });
  const shop = at.mock.integration('a');
  await shop.patch({ rateLimit: null });
  await Promise.all(Array.from({ length: 300 }, () => post(shop.url, PUSH)));
  await shop.patch({ available: false });
  const told: MockEvent[] = [];
  for await (const event of events) {
    told.push(event);
    if (event.id === 302) break;
  }
  const ids = told.map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted((one, other) => one - other));
  expect(told.filter(({ type }) => type === 'settings')).toHaveLength(2);
  expect(ids.length).toBeLessThan(250);
});

test('the stream ends when the mock stops', async () => {
  const next = await watch();
  await at.mock.close();
  expect(await next(1)).toEqual([]);
});

test('what happens at about the same time is told in few writes, and nothing of it lost', async () => {
  const watched = get(`${at.mock.origin}/_mock/events?slug=shop`);
  const [stream] = (await once(watched, 'response')) as [IncomingMessage];
  const writes: string[] = [];
  stream.setEncoding('utf8').on('data', (write: string) => writes.push(write));
  const idsTold = () => [...writes.join('').matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  const beganMs = performance.now();
  await Promise.all(Array.from({ length: 100 }, () => post(at.shop.url, PUSH)));
  await expect.poll(idsTold).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  // One every 50 ms, however slow the machine is; each may come in two pieces.
  expect(writes.length).toBeLessThan(4 + (2 * (performance.now() - beganMs)) / 50);
  watched.destroy();
});

test('what happened just before the mock stops is told', async () => {
  const next = await watch();
  const shop = at.shop;
  for (let change = 0; change < 3; change += 1) await shop.patch({});
  await at.mock.close();
  expect((await next(3)).map(({ id }) => id)).toEqual([1, 2, 3]);
});

/** What nobody refers to is gone after this; of a response that is gone, the body is cancelled. */
async function letGo(): Promise<void> {
  // What a task looked at is kept until it ends.
  for (let turn = 0; turn < 3; turn += 1) {
    await setImmediate();
    collectGarbage();
  }
  await setImmediate();
}

/** Watches from now on; resolves to a function that gives the next so many events, fewer where the stream ends. */
async function watch(
  options: { lastEventId?: number; slug?: string } = {},
): Promise<(count: number) => Promise<MockEvent[]>> {
  const stop = new AbortController();
  const stream = await at.mock.events({ ...options, signal: stop.signal });
  return async (count) => {
    const events: MockEvent[] = [];
    for await (const event of stream) {
      events.push(event);
      if (events.length === count) break;
    }
    stop.abort();
    return events;
  };
}

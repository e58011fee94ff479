import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PushClient, type Transport, type WireResult } from 'imshop-push';
import { memoryRateLimitStore, type RateLimitStore } from 'imshop-push/pacing';
import { describe, expect, test } from 'vitest';
import { SimulatedClock } from '../bench/pacing/simulated-clock.js';
import { folderOfTest } from '../temp-folder.js';
import { acceptAll } from './simulated-client.js';

const PUSH = { userIds: ['1', '2', '3'], message: { title: 'Заказ', summary: 'в пути' } };
const URL = 'https://push.example/slug';
const ACCEPTING: Transport = { post: async () => acceptAll };

const never = <T>() => new Promise<T>(() => {});

/** A memory store that never answers one kind of call. */
function silentStore(clock: SimulatedClock, silent: 'acquire' | 'release'): RateLimitStore {
  const store = memoryRateLimitStore(clock);
  return {
    async acquire(key, options) {
      if (silent === 'acquire') return never();
      const lease = await store.acquire(key, options);
      return lease.type === 'acquired' ? { ...lease, release: () => never() } : lease;
    },
  };
}

describe('a rate-limit store that never answers', () => {
  test.each([
    { silent: 'acquire', counts: { accepted: 0, 'not-sent': 3 } },
    { silent: 'release', counts: { accepted: 1, 'not-sent': 2 } },
  ] as const)('halts the run, which reports the outcomes so far: $silent', async ({ silent, counts }) => {
    const clock = new SimulatedClock(0);
    const pacing = { store: silentStore(clock, silent) };
    const client = new PushClient({ url: URL, chunkSize: 1, clock, pacing, transport: ACCEPTING });
    const run = client.send(PUSH);
    let isOver = false;
    run.finally(() => {
      isOver = true;
    });
    await clock.passUntil(() => isOver);
    expect(isOver).toBe(true);
    const report = await run;
    expect(report.counts).toMatchObject(counts);
    expect(report.halted).toMatchObject({
      code: 'RATE_LIMIT_STORE_FAILED',
      message: expect.stringMatching(/within 30000 ms/),
    });
  });

  test('does not prevent closing the client', async () => {
    const clock = new SimulatedClock(0);
    const client = new PushClient({ url: URL, clock, pacing: { store: silentStore(clock, 'acquire') } });
    const run = client.send(PUSH);
    await client.close();
    expect((await run).counts['not-sent']).toBe(3);
  });
});

const BROKEN: readonly unknown[] = [
  undefined,
  'ok',
  { type: 'delivered' },
  { type: 'not-sent' },
  { type: 'answered', body: '{"success":true}' },
  { ...acceptAll, headers: {} },
  { ...acceptAll, body: { success: true } },
];

test.each(BROKEN)('an invalid result of a transport proves nothing: %j', async (result) => {
  const transport: Transport = { post: async () => result as WireResult };
  const clock = new SimulatedClock(0);
  const { outcomes, counts } = await new PushClient({ url: URL, clock, transport }).send(PUSH);
  expect(counts.unknown).toBe(3);
  expect(outcomes).toMatchObject([
    { error: { message: expect.stringContaining('the transport returned no valid result') } },
  ]);
});

test('a listener whose promise rejects does not end the run', async () => {
  const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
  const client = new PushClient({
    url: URL,
    clock: new SimulatedClock(0),
    transport: ACCEPTING,
    onEvent: async ({ type }) => {
      if (type === 'planned') throw new Error('a bug of the listener');
    },
  });
  expect((await client.send(PUSH)).complete).toBe(true);
  expect((await warned).message).toBe('a bug of the listener');
});

test.skipIf(process.platform === 'win32')('a journal has one writer, whatever links lead to it', async () => {
  const folder = folderOfTest();
  const [journal, link] = [join(folder, 'run.journal'), join(folder, 'latest')];
  symlinkSync(journal, link);
  let other: Promise<unknown> | undefined;
  const transport: Transport = {
    async post() {
      const client = new PushClient({ url: URL, transport: ACCEPTING });
      other ??= client.resume(link, { push: PUSH }).catch((error: unknown) => error);
      await other;
      return acceptAll;
    },
  };
  const report = await new PushClient({ url: URL, transport }).send(PUSH, { journal });
  expect(await other).toMatchObject({ code: 'JOURNAL_LOCKED' });
  expect(report.complete).toBe(true);
});

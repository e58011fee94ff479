import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileRateLimitStore, type Lease, type RateLimitStore, redisRateLimitStore } from 'imshop-push/pacing';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderOfTest } from '../temp-folder.js';
import { KEY, KINDS, stopRedis, type TimedStore } from './rate-limit-stores/kinds.js';

const OPTIONS = { leaseMs: 81_100, maxWaitMs: 900_000 };
const PENALTY = { level: 0, ageMs: 0 };
const COOLDOWN = { durationMs: 6_100, penalty: PENALTY };

afterAll(stopRedis);

async function leaseOf(store: RateLimitStore): Promise<Lease> {
  const lease = await store.acquire(KEY, OPTIONS);
  if (lease.type === 'denied') throw new Error(`no lease for ${lease.waitMs} ms`);
  return lease;
}

describe.each(KINDS)('a rate-limit store in $name', ({ open }) => {
  // Without a redis-server, the two kinds that need one are skipped; the gate has one.
  const it = test.skipIf(!open);
  let timed: TimedStore;
  beforeEach(async () => {
    if (open) timed = await open();
  });
  afterEach(() => (open ? timed.close() : undefined));
  const acquire = (options = OPTIONS) => timed.store.acquire(KEY, options);

  it('gives the first lease at once, and the next only after the cooldown', async () => {
    await (await leaseOf(timed.store)).release(COOLDOWN);
    await timed.pass(5_000);
    expect(await acquire()).toEqual({ type: 'denied', leased: false, waitMs: 1_100 });
    await timed.pass(1_099);
    expect(await acquire()).toEqual({ type: 'denied', leased: false, waitMs: 1 });
    await timed.pass(1);
    expect(await acquire()).toMatchObject({ type: 'acquired' });
  });

  it('remembers a cooldown of days, which a limit of one request a day needs', async () => {
    const [dayMs, options] = [86_400_000, { ...OPTIONS, maxWaitMs: 3 * 86_400_000 }];
    await (await leaseOf(timed.store)).release({ ...COOLDOWN, durationMs: 2 * dayMs });
    await timed.pass(1.9 * dayMs);
    expect(await acquire(options)).toEqual({ type: 'denied', leased: false, waitMs: 0.1 * dayMs });
    await timed.pass(0.1 * dayMs);
    expect(await acquire(options)).toMatchObject({ type: 'acquired' });
  });

  it('gives one lease to many that ask at once', async () => {
    const leases = await Promise.all(Array.from({ length: 20 }, () => acquire()));
    expect(leases.filter(({ type }) => type === 'acquired')).toHaveLength(1);
    expect(leases.filter((lease) => lease.type === 'denied' && lease.leased)).toHaveLength(19);
  });

  it('takes the lease from a sender that died when its request must have timed out', async () => {
    await leaseOf(timed.store);
    await timed.pass(OPTIONS.leaseMs - 1_000);
    expect(await acquire()).toEqual({ type: 'denied', leased: true, waitMs: 1_000 });
    await timed.pass(1_000);
    expect(await acquire()).toMatchObject({ type: 'acquired' });
  });

  it('lets a sender whose lease expired lengthen the wait, never shorten it', async () => {
    const expired = await leaseOf(timed.store);
    await timed.pass(OPTIONS.leaseMs);
    const current = await leaseOf(timed.store);
    await expired.release({ durationMs: 0, penalty: PENALTY });
    expect(await acquire()).toEqual({ type: 'denied', leased: true, waitMs: OPTIONS.leaseMs });
    await current.release({ durationMs: 1_000, penalty: PENALTY });
    await expired.release({ durationMs: 65_000, penalty: { level: 1, ageMs: 0 } });
    expect(await acquire()).toEqual({ type: 'denied', leased: false, waitMs: 65_000 });
  });

  it('shares the penalty and its age', async () => {
    await (await leaseOf(timed.store)).release({ durationMs: 0, penalty: { level: 2, ageMs: 500_000 } });
    await timed.pass(100_000);
    expect((await leaseOf(timed.store)).penalty).toEqual({ level: 2, ageMs: 600_000 });
  });

  it('ignores a wait longer than any can be, which comes from a clock that was set back', async () => {
    await (await leaseOf(timed.store)).release(COOLDOWN);
    await timed.pass(-3_600_000);
    expect(await acquire()).toEqual({ type: 'denied', leased: false, waitMs: OPTIONS.maxWaitMs });
    await timed.pass(OPTIONS.maxWaitMs);
    expect(await acquire()).toMatchObject({ type: 'acquired' });
  });

  it('keeps keys apart', async () => {
    await leaseOf(timed.store);
    expect(await timed.store.acquire('another', OPTIONS)).toMatchObject({ type: 'acquired' });
  });
});

describe('a rate-limit store in files', () => {
  test.each(['{"nextAtMs":"soon"}', 'nextAtMs: 0', ''])('names a file that it cannot read: %s', async (content) => {
    const folder = folderOfTest();
    await writeFile(join(folder, `${KEY}.json`), content);
    await expect(fileRateLimitStore(folder).acquire(KEY, OPTIONS)).rejects.toThrow(
      `${join(folder, KEY)}.json is not a rate-limit file`,
    );
  });

  test('leaves no lock behind', async () => {
    const folder = folderOfTest();
    await (await leaseOf(fileRateLimitStore(folder))).release(COOLDOWN);
    expect(await readdir(folder)).toEqual([`${KEY}.json`]);
  });
});

test('a reply that is not the script’s is an error, not a lease', async () => {
  const store = redisRateLimitStore(async () => 'OK');
  await expect(store.acquire(KEY, OPTIONS)).rejects.toThrow('Redis answered "OK"');
});

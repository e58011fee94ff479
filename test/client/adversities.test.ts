import type { Delivery, PushClient, Report } from 'imshop-push';
import { memoryRateLimitStore, type RateLimitStore } from 'imshop-push/pacing';
import { expect, test, vi } from 'vitest';
import { seeded } from '../bench/pacing/seeded.js';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';
import { FATES } from './journal/disk.js';
import { drawnScript } from './journal/scripts.js';
import { type Life, type LifeOptions, PUSH, World } from './journal/world.js';

const HISTORIES = howOften(3_000, 300);
const TIMEOUT_MS = 240_000;
const LIVES = 4;
const DAY_MS = 86_400_000;

/** What can befall a process, each at a moment that is drawn. */
const ADVERSITIES = ['crash', 'disk', 'close', 'abort', 'acquire', 'release', 'leap', 'none'] as const;

const MODES = ['at-most-once', 'at-least-once'] as const satisfies Delivery[];

test(
  `whatever befalls a run, and those that go on with it, promises are kept: ${HISTORIES} histories from seed ${SEED}`,
  async () => {
    // Of journals that cannot be closed.
    using _ = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const broken: unknown[] = [];
    const met = new Set<string>();
    for (let index = 0; index < HISTORIES && broken.length < 5; index += 1) {
      const history = await play(SEED + index);
      for (const adversity of history.befell) met.add(adversity);
      if (history.broken.length > 0) broken.push({ seed: SEED + index, ...history });
    }
    expect(broken).toEqual([]);
    expect([...met].sort()).toEqual([...ADVERSITIES].sort());
  },
  TIMEOUT_MS,
);

async function play(seed: number) {
  const random = seeded(seed);
  const one = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const deliveries = one([['at-most-once'], ['at-least-once'], MODES] as const satisfies Delivery[][]);
  const delivery = deliveries.at(-1) ?? 'at-most-once';
  const script = drawnScript(random);
  const world = new World({ script, delivery, seed, storeIds: random() < 0.5, resume: true });
  const befell: string[] = [];
  let leapt = false;
  let last: Life | undefined;
  for (let life = 0; life < LIVES; life += 1) {
    const adversity = life === LIVES - 1 ? 'none' : one(ADVERSITIES);
    befell.push(adversity);
    leapt ||= adversity === 'leap';
    const moment = 1 + Math.floor(random() * 20);
    last = await live(world, adversity, moment, random, one(deliveries));
    if (last.files.isCrashed) world.crash(one(FATES));
    else if (adversity !== 'none') world.interrupted();
  }
  world.vendor.recover();
  const end = await live(world, 'none', 0, random, one(deliveries));
  const broken = end.report ? world.broken(end.report) : [`threw ${end.error}`];
  return {
    befell,
    delivery,
    script: script.answers.join(),
    broken: broken.filter((one) => !leapt || !/^request/.test(one)),
  };
}

function live(
  world: World,
  adversity: string,
  moment: number,
  random: () => number,
  delivery: Delivery,
): Promise<Life> {
  const how = adversity === 'disk' ? 'fail' : random() < 0.5 ? 'crash-before' : 'crash-after';
  const misfortune = adversity === 'crash' || adversity === 'disk' ? ({ operation: moment, how } as const) : undefined;
  const abort = new AbortController();
  let client: PushClient | undefined;
  let left = moment;
  const clock = world.clock;
  let offsetMs = 0;
  const store = memoryRateLimitStore(clock);
  const fails = adversity === 'acquire' || adversity === 'release' ? adversity : undefined;
  const options: LifeOptions = {
    misfortune,
    delivery,
    pacing: { store: fails ? failingStore(store, fails, 1 + (moment % 6), random) : store },
    clock: {
      now: () => clock.now() + offsetMs,
      monotonic: () => clock.monotonic(),
      sleep: (ms, signal) => clock.sleep(ms, signal),
    },
    onEvent: () => {
      left -= 1;
      if (left !== 0) return;
      if (adversity === 'close') void client?.close();
      if (adversity === 'abort') abort.abort();
      if (adversity === 'leap') offsetMs = (random() < 0.5 ? -1 : 1) * random() * DAY_MS;
    },
  };
  return world.live((made, files): Promise<Report> => {
    client = made;
    const journal = { path: world.path, storeIds: true, resume: true, files };
    return made.send(PUSH, { journal, signal: abort.signal });
  }, options);
}

/** Fails at one call, or never answers it, before or after it took effect. */
function failingStore(
  store: RateLimitStore,
  call: 'acquire' | 'release',
  at: number,
  random: () => number,
): RateLimitStore {
  let left = at;
  const failing = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    left -= name === call ? 1 : 0;
    if (name !== call || left !== 0) return work();
    if (random() < 0.5) await work();
    if (random() < 0.3) return new Promise(() => {});
    throw new Error('the store went away');
  };
  return {
    acquire: (key, options) =>
      failing('acquire', async () => {
        const lease = await store.acquire(key, options);
        if (lease.type === 'denied') return lease;
        return { ...lease, release: (cooldown) => failing('release', () => lease.release(cooldown)) };
      }),
  };
}

import type { Delivery, PushClient, Report } from 'imshop-push';
import { memoryRateLimitStore, type RateLimitStore } from 'imshop-push/pacing';
import { expect, test, vi } from 'vitest';
import { seeded } from '../bench/pacing/seeded.js';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';
import { CRASH_EFFECTS } from './journal/disk.js';
import { type ProcessOptions, type ProcessResult, PUSH, Sandbox } from './journal/sandbox.js';
import { drawnScript } from './journal/scripts.js';

const HISTORIES = howOften(3_000, 300);
const TIMEOUT_MS = 240_000;
const PROCESSES = 4;
const DAY_MS = 86_400_000;

/** The failures of a process, each at a random moment. */
const FAILURES = ['crash', 'disk', 'close', 'abort', 'acquire', 'release', 'leap', 'none'] as const;

const MODES = ['at-most-once', 'at-least-once'] as const satisfies Delivery[];

test(
  `a run and those that resume it keep their guarantees under any failures: ${HISTORIES} histories from seed ${SEED}`,
  async () => {
    // Journals that cannot be closed emit warnings.
    using _ = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const broken: unknown[] = [];
    const met = new Set<string>();
    for (let index = 0; index < HISTORIES && broken.length < 5; index += 1) {
      const history = await play(SEED + index);
      for (const failure of history.failures) met.add(failure);
      if (history.broken.length > 0) broken.push({ seed: SEED + index, ...history });
    }
    expect(broken).toEqual([]);
    expect([...met].sort()).toEqual([...FAILURES].sort());
  },
  TIMEOUT_MS,
);

async function play(seed: number) {
  const random = seeded(seed);
  const one = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const deliveries = one([['at-most-once'], ['at-least-once'], MODES] as const satisfies Delivery[][]);
  const delivery = deliveries.at(-1) ?? 'at-most-once';
  const script = drawnScript(random);
  const sandbox = new Sandbox({ script, delivery, seed, storeIds: random() < 0.5, resume: true });
  const failures: string[] = [];
  let leapt = false;
  let last: ProcessResult | undefined;
  for (let index = 0; index < PROCESSES; index += 1) {
    const failure = index === PROCESSES - 1 ? 'none' : one(FAILURES);
    failures.push(failure);
    leapt ||= failure === 'leap';
    const moment = 1 + Math.floor(random() * 20);
    last = await runProcess(sandbox, failure, moment, random, one(deliveries));
    if (last.files.isCrashed) sandbox.crash(one(CRASH_EFFECTS));
    else if (failure !== 'none') sandbox.countInterruption();
  }
  sandbox.vendor.recover();
  const end = await runProcess(sandbox, 'none', 0, random, one(deliveries));
  const broken = end.report ? sandbox.violations(end.report) : [`threw ${end.error}`];
  return {
    failures,
    delivery,
    script: script.answers.join(),
    broken: broken.filter((one) => !leapt || !/^request/.test(one)),
  };
}

function runProcess(
  sandbox: Sandbox,
  failure: string,
  moment: number,
  random: () => number,
  delivery: Delivery,
): Promise<ProcessResult> {
  const type = failure === 'disk' ? 'fail' : random() < 0.5 ? 'crash-before' : 'crash-after';
  const fault = failure === 'crash' || failure === 'disk' ? ({ operation: moment, type } as const) : undefined;
  const abort = new AbortController();
  let client: PushClient | undefined;
  let left = moment;
  const clock = sandbox.clock;
  let offsetMs = 0;
  const store = memoryRateLimitStore(clock);
  const fails = failure === 'acquire' || failure === 'release' ? failure : undefined;
  const options: ProcessOptions = {
    fault,
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
      if (failure === 'close') void client?.close();
      if (failure === 'abort') abort.abort();
      if (failure === 'leap') offsetMs = (random() < 0.5 ? -1 : 1) * random() * DAY_MS;
    },
  };
  return sandbox.runProcess((made, files): Promise<Report> => {
    client = made;
    const journal = { path: sandbox.path, storeIds: true, resume: true, files };
    return made.send(PUSH, { journal, signal: abort.signal });
  }, options);
}

/** Fails at one call, or never answers it, before or after its effect. */
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

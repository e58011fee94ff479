import { memoryRateLimitStore, Pacer, type RateLimit, type RateLimitStore } from 'imshop-push/pacing';
import type { Sender, World } from './simulation.js';

const TEN_A_MINUTE: RateLimit = { requests: 10, windowMs: 60_000 };

/** Processes that share one store, as they would through files or Redis. */
export function pacedProcesses(count: number, limit = TEN_A_MINUTE): Sender {
  return (world) => {
    const store = memoryRateLimitStore(world.clock);
    return Promise.all(Array.from({ length: count }, () => runProcess(world, store, limit)));
  };
}

/** The process is killed, with or without a request in flight, and restarted at once with the same store. */
export const restarted: Sender = async (world) => {
  const store = memoryRateLimitStore(world.clock);
  const kill = new AbortController();
  const killed = runProcess(world, store, TEN_A_MINUTE, kill.signal).catch(() => {});
  await world.clock.sleep(240_000 + 120_000 * world.random());
  kill.abort();
  await Promise.all([killed, runProcess(world, store, TEN_A_MINUTE)]);
};

/** Another sender has just used up the limit, so that the first request is denied although it is paced. */
export const burned: Sender = (world) => {
  for (let request = 0; request < TEN_A_MINUTE.requests; request++) world.intrude();
  return pacedProcesses(1)(world);
};

/** The practice of most senders: the same gap, but counted from send to send, and without regard to 429s. */
export function fromSendToSend(gapMs: number): Sender {
  return async ({ clock, send }) => {
    for (;;) {
      void send();
      await clock.sleep(gapMs);
    }
  };
}

async function runProcess(
  world: World,
  store: RateLimitStore,
  limit: RateLimit,
  killed = new AbortController().signal,
): Promise<never> {
  const { clock, random } = world;
  const pacer = new Pacer({ store, limit, totalMs: 30_000, clock, random }, 'vendor');
  for (;;) {
    const lease = await pacer.acquire(() => {}, killed);
    const limited = await world.send();
    // A killed process never releases its lease.
    killed.throwIfAborted();
    await lease.release({ limited });
  }
}

import PQueue from 'p-queue';
import pThrottle from 'p-throttle';
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import type { Sender } from './simulation.js';

/** More than any of them sends in ten minutes. */
const BACKLOG = 150;

/** Popular libraries, set to 10 a minute. None of them learns of a 429. */
export const LIBRARIES: readonly (readonly [name: string, sender: Sender])[] = [
  ['p-queue 10 per 60 s', queued({ intervalCap: 10, interval: 60_000 })],
  ['p-queue 10 per 60 s, strict', queued({ intervalCap: 10, interval: 60_000, strict: true })],
  ['p-queue 1 per 6 s', queued({ intervalCap: 1, interval: 6_000 })],
  ['p-queue 1 per 6 s, one at a time', queued({ intervalCap: 1, interval: 6_000, concurrency: 1 })],
  ['p-throttle 10 per 60 s', throttled({ limit: 10, interval: 60_000 })],
  ['p-throttle 10 per 60 s, strict', throttled({ limit: 10, interval: 60_000, strict: true })],
  ['rate-limiter-flexible queue 10 per 60 s', limiterQueue],
];

function queued(options: ConstructorParameters<typeof PQueue>[0]): Sender {
  return async ({ send }) => {
    await new PQueue(options).addAll(backlog(() => send));
  };
}

function throttled(options: Parameters<typeof pThrottle>[0]): Sender {
  return async ({ send }) => {
    const throttledSend = pThrottle(options)(send);
    await Promise.all(backlog(() => throttledSend()));
  };
}

async function limiterQueue({ send }: Parameters<Sender>[0]): Promise<void> {
  const queue = new RateLimiterQueue(new RateLimiterMemory({ points: 10, duration: 60 }));
  await Promise.all(backlog(() => queue.removeTokens(1).then(send)));
}

function backlog<T>(item: () => T): T[] {
  return Array.from({ length: BACKLOG }, item);
}

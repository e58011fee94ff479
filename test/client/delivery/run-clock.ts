import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from 'imshop-push';

/** The total time-out of a request. No pause is as long, so that the clock can distinguish them. */
export const TOTAL_MS = 599_999;

const POLL_MS = 100;

/**
 * The clock of a run over real sockets. Pauses end at once. A request times out when the mock says that it will not answer, never because
 * the machine is slow.
 */
export class RunClock implements Clock {
  readonly #stuckRequests: (() => Promise<number>) | undefined;
  #passedMs = 0;
  #timeouts = 0;

  /** @param stuckRequests Counts the requests without an answer; `undefined` if all get one. */
  constructor(stuckRequests?: () => Promise<number>) {
    this.#stuckRequests = stuckRequests;
  }

  now(): number {
    return BEGIN_MS + this.#passedMs;
  }

  monotonic(): number {
    return this.#passedMs;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (ms === TOTAL_MS && signal) await this.#timeout(signal);
    this.#passedMs += ms;
  }

  async #timeout(answered: AbortSignal): Promise<void> {
    if (!this.#stuckRequests) return aborted(answered);
    do await sleep(POLL_MS, undefined, { signal: answered });
    while ((await this.#stuckRequests()) <= this.#timeouts);
    answered.throwIfAborted();
    this.#timeouts += 1;
  }
}

const BEGIN_MS = Date.UTC(2026, 10, 24, 12);

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

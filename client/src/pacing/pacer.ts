import type { Clock } from '../clock.js';
import { cooldownAfter, gapMs, MAX_PENALTY_LEVEL, type RateLimit, type RateLimitSignals } from './rate-limit.js';
import { MAX_RETRY_AFTER_MS } from './rate-limit-headers.js';
import type { Lease, LeaseOptions, RateLimitStore } from './rate-limit-store.js';

/** The reason for a wait: the gap or cooldown of the rate limit, or another sender's request without an answer yet. */
export type WaitReason = 'rate-limit' | 'lease';

/** The right to send one request. */
export interface PacedLease {
  /**
   * Releases the lease after the answer, or the failure.
   *
   * @returns Milliseconds during which no sender may send.
   */
  release(signals: RateLimitSignals): Promise<number>;
}

export interface PacerOptions {
  readonly store: RateLimitStore;
  readonly limit: RateLimit;
  /** The longest time of a request, in milliseconds. */
  readonly totalMs: number;
  readonly clock: Clock;
  readonly random: () => number;
}

type OnWait = (waitMs: number, reason: WaitReason) => void;

/** The longest interval at which a leased store is asked again. */
const MAX_POLL_MS = 250;

/** Milliseconds that a store has for an answer. Without the limit, a store that never answers would keep the run from ending. */
const STORE_TIMEOUT_MS = 30_000;

/** Admits one request at a time to one address, each a gap after the answer to the last. First come, first served. */
export class Pacer {
  readonly #options: PacerOptions;
  readonly #key: string;
  #queueEnd: Promise<void> = Promise.resolve();
  #queued = 0;

  /** @param key A hash of the address, see `RateLimitStore`. */
  constructor(options: PacerOptions, key: string) {
    this.#options = options;
    this.#key = key;
  }

  /**
   * Waits for the lease.
   *
   * @param onWait Called with each wait; for another sender's lease, with the longest possible one.
   * @throws The reason of `signal` when that is aborted; the errors of the store.
   */
  async acquire(onWait: OnWait, signal: AbortSignal): Promise<PacedLease> {
    const earlier = this.#queueEnd;
    this.#queued += 1;
    let leave = () => {};
    const left = new Promise<void>((resolve) => {
      leave = () => {
        this.#queued -= 1;
        resolve();
      };
    });
    this.#queueEnd = earlier.then(() => left);
    try {
      if (this.#queued > 1) onWait(this.#leaseMs, 'lease');
      await unlessAborted(earlier, signal);
      const lease = await this.#poll(onWait, signal);
      return { release: (signals) => this.#release(lease, signals).finally(leave) };
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** The longest possible wait for a lease. */
  get maxWaitMs(): number {
    const { limit } = this.#options;
    return Math.max(MAX_RETRY_AFTER_MS, 2 * limit.windowMs, gapMs(limit, MAX_PENALTY_LEVEL), this.#leaseMs);
  }

  async #poll(onWait: OnWait, signal: AbortSignal): Promise<Lease> {
    const { store, clock, limit } = this.#options;
    const options: LeaseOptions = { leaseMs: this.#leaseMs, maxWaitMs: this.maxWaitMs };
    const pollMs = Math.min(MAX_POLL_MS, gapMs(limit, 0) / 10);
    for (let reported: WaitReason | undefined; ; ) {
      signal.throwIfAborted();
      const lease = await withTimeout(store.acquire(this.#key, options), clock, signal);
      if (lease.type === 'acquired') return lease;
      const reason = lease.leased ? 'lease' : 'rate-limit';
      if (reason !== reported) onWait(lease.waitMs, reason);
      reported = reason;
      await clock.sleep(lease.leased ? Math.min(lease.waitMs, pollMs) : lease.waitMs, signal);
    }
  }

  async #release(lease: Lease, signals: RateLimitSignals): Promise<number> {
    const cooldown = cooldownAfter(lease.penalty, signals, this.#options.limit, this.#options.random);
    await withTimeout(lease.release(cooldown), this.#options.clock);
    return cooldown.durationMs;
  }

  /** The request of a sender that died may arrive until it would have timed out; then a gap follows. */
  get #leaseMs(): number {
    return this.#options.totalMs + gapMs(this.#options.limit, 0);
  }
}

function unlessAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
  });
}

/**
 * The answer of a store.
 *
 * @param signal Ends the wait; a lease that is acquired after that expires.
 * @throws If the store does not answer in time, or the reason of `signal`.
 */
async function withTimeout<T>(answer: Promise<T>, clock: Clock, signal?: AbortSignal): Promise<T> {
  const answered = new AbortController();
  const end = signal ? AbortSignal.any([answered.signal, signal]) : answered.signal;
  const timeout = clock.sleep(STORE_TIMEOUT_MS, end).then(() => {
    throw new Error(`no answer within ${STORE_TIMEOUT_MS} ms`);
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    // The text spares an error with a stack, which `abort()` would create at every call.
    answered.abort('answered');
  }
}

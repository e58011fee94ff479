import type { RateLimit } from '../api/integration-settings.js';
import { ADMITTED, type RateLimitDecision, type RateLimitStatus } from '../api/rate-limit.js';

/**
 * The times of the admitted requests: never more than the limit in any window, wherever it begins. With `countRejected` it
 * keeps those of refused requests too, so that a sender which never pauses is never admitted again. Only the latest times
 * decide, so no more than the limit are kept.
 */
export class SlidingLog {
  readonly #limit: RateLimit;
  #times: number[] = [];
  /** Times before this index have expired; they are cut off once they are the larger half. */
  #oldest = 0;

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  consume(nowMs: number): RateLimitDecision {
    const { requests, windowMs, countRejected } = this.#limit;
    this.#expire(nowMs - windowMs);
    if (this.#count < requests) {
      this.#times.push(nowMs);
      return ADMITTED;
    }
    if (countRejected) {
      this.#times.push(nowMs);
      this.#oldest += 1;
    }
    return { admitted: false, retryAfterMs: this.#resetMs(nowMs) };
  }

  status(nowMs: number): RateLimitStatus {
    const { requests: limit, windowMs } = this.#limit;
    this.#expire(nowMs - windowMs);
    return { limit, remaining: limit - this.#count, resetMs: this.#resetMs(nowMs) };
  }

  get #count(): number {
    return this.#times.length - this.#oldest;
  }

  #resetMs(nowMs: number): number {
    const oldest = this.#times[this.#oldest];
    return oldest === undefined ? 0 : oldest + this.#limit.windowMs - nowMs;
  }

  #expire(untilMs: number): void {
    while ((this.#times[this.#oldest] ?? Number.POSITIVE_INFINITY) <= untilMs) this.#oldest += 1;
    if (this.#oldest * 2 <= this.#times.length) return;
    this.#times = this.#times.slice(this.#oldest);
    this.#oldest = 0;
  }
}

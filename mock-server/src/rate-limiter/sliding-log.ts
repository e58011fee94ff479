import type { RateLimit } from '../api/integration-settings.js';
import { ADMITTED, type Admission, type Allowance, type RateWindow } from '../api/rate-window.js';

/**
 * The times of the requests let in: never more than the limit in any window, wherever it begins. With `countRejected` those of the
 * refused too, so that who never pauses is never let in again; only the latest decide, so no more than the limit are kept.
 */
class SlidingLog implements RateWindow {
  readonly #limit: RateLimit;
  #times: number[] = [];
  /** Times before this index no longer count; they are cut off once they are the larger half. */
  #oldest = 0;

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  take(nowMs: number): Admission {
    const { requests, windowMs, countRejected } = this.#limit;
    this.#forgetUntil(nowMs - windowMs);
    if (this.#counted < requests) {
      this.#times.push(nowMs);
      return ADMITTED;
    }
    if (countRejected) {
      this.#times.push(nowMs);
      this.#oldest += 1;
    }
    return { admitted: false, retryAfterMs: this.#resetMs(nowMs) };
  }

  allowance(nowMs: number): Allowance {
    const { requests: limit, windowMs } = this.#limit;
    this.#forgetUntil(nowMs - windowMs);
    return { limit, remaining: limit - this.#counted, resetMs: this.#resetMs(nowMs) };
  }

  get #counted(): number {
    return this.#times.length - this.#oldest;
  }

  #resetMs(nowMs: number): number {
    const oldest = this.#times[this.#oldest];
    return oldest === undefined ? 0 : oldest + this.#limit.windowMs - nowMs;
  }

  #forgetUntil(lastOutsideMs: number): void {
    while ((this.#times[this.#oldest] ?? Number.POSITIVE_INFINITY) <= lastOutsideMs) this.#oldest += 1;
    if (this.#oldest * 2 <= this.#times.length) return;
    this.#times = this.#times.slice(this.#oldest);
    this.#oldest = 0;
  }
}

export function slidingLog(limit: RateLimit): RateWindow {
  return new SlidingLog(limit);
}

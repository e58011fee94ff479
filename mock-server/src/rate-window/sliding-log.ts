import type { Rate } from '../options/rate.js';
import { ADMITTED, type Admission, type Allowance, type RateWindow } from './rate-window.js';

/** The times of the requests let in: never more than the limit in any window, wherever it begins. */
class SlidingLog implements RateWindow {
  readonly #rate: Rate;
  #times: number[] = [];
  /** Times before this index have left the window; they are cut off once they are the larger half. */
  #oldest = 0;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  take(nowMs: number): Admission {
    const { remaining, resetMs } = this.allowance(nowMs);
    if (remaining === 0) return { admitted: false, retryAfterMs: resetMs };
    this.#times.push(nowMs);
    return ADMITTED;
  }

  allowance(nowMs: number): Allowance {
    const { requests: limit, windowMs } = this.#rate;
    this.#forgetUntil(nowMs - windowMs);
    const oldest = this.#times[this.#oldest];
    const remaining = limit - (this.#times.length - this.#oldest);
    return { limit, remaining, resetMs: oldest === undefined ? 0 : oldest + windowMs - nowMs };
  }

  #forgetUntil(lastOutsideMs: number): void {
    while ((this.#times[this.#oldest] ?? Number.POSITIVE_INFINITY) <= lastOutsideMs) this.#oldest += 1;
    if (this.#oldest * 2 <= this.#times.length) return;
    this.#times = this.#times.slice(this.#oldest);
    this.#oldest = 0;
  }
}

export function slidingLog(rate: Rate): RateWindow {
  return new SlidingLog(rate);
}

import { ADMITTED, type Admission, type Allowance, type RateWindow } from '../api/rate-window.js';
import type { Rate } from '../api/settings.js';

/**
 * A count that starts anew with each window; `startOf` says where the window of a moment begins. What is refused could only raise a
 * count that is full, so `countRejected` makes no difference.
 */
class CountedWindow implements RateWindow {
  readonly #rate: Rate;
  readonly #startOf: (nowMs: number) => number;
  #startMs = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(rate: Rate, startOf: (nowMs: number) => number) {
    this.#rate = rate;
    this.#startOf = startOf;
  }

  take(nowMs: number): Admission {
    this.#open(nowMs);
    if (this.#count >= this.#rate.requests) return { admitted: false, retryAfterMs: this.#endMs() - nowMs };
    this.#count += 1;
    return ADMITTED;
  }

  allowance(nowMs: number): Allowance {
    const { requests: limit } = this.#rate;
    const used = nowMs < this.#endMs() ? this.#count : 0;
    return { limit, remaining: limit - used, resetMs: used === 0 ? 0 : this.#endMs() - nowMs };
  }

  #open(nowMs: number): void {
    if (nowMs < this.#endMs()) return;
    this.#startMs = this.#startOf(nowMs);
    this.#count = 0;
  }

  #endMs(): number {
    return this.#startMs + this.#rate.windowMs;
  }
}

/** A window that opens with the first request after the last one ended. */
export function fixedWindow(rate: Rate): RateWindow {
  return new CountedWindow(rate, (nowMs) => nowMs);
}

/** Windows that stand on the clock: with a minute, each begins at second 0. */
export function alignedWindow(rate: Rate): RateWindow {
  return new CountedWindow(rate, (nowMs) => nowMs - (nowMs % rate.windowMs));
}

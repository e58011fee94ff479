import { ADMITTED, type RateLimitDecision, type RateLimitStatus } from '../api/rate-limit.js';
import type { Rate } from '../api/settings.js';

/**
 * A count that starts at 0 with each window. A refused request could only raise a count that is full, so `countRejected`
 * makes no difference.
 */
class CountedWindow {
  readonly #rate: Rate;
  readonly #startOf: (nowMs: number) => number;
  #startMs = Number.NEGATIVE_INFINITY;
  #count = 0;

  /** @param startOf The start of the window that a moment is in. */
  constructor(rate: Rate, startOf: (nowMs: number) => number) {
    this.#rate = rate;
    this.#startOf = startOf;
  }

  consume(nowMs: number): RateLimitDecision {
    if (nowMs >= this.#endMs) {
      this.#startMs = this.#startOf(nowMs);
      this.#count = 0;
    }
    if (this.#count >= this.#rate.requests) return { admitted: false, retryAfterMs: this.#endMs - nowMs };
    this.#count += 1;
    return ADMITTED;
  }

  status(nowMs: number): RateLimitStatus {
    const { requests: limit } = this.#rate;
    const used = nowMs < this.#endMs ? this.#count : 0;
    return { limit, remaining: limit - used, resetMs: used === 0 ? 0 : this.#endMs - nowMs };
  }

  get #endMs(): number {
    return this.#startMs + this.#rate.windowMs;
  }
}

/** A window that opens with the first request after the last window ended. */
export function fixedWindow(rate: Rate): CountedWindow {
  return new CountedWindow(rate, (nowMs) => nowMs);
}

/** Windows aligned with the clock: windows of a minute begin at second 0. */
export function alignedWindow(rate: Rate): CountedWindow {
  return new CountedWindow(rate, (nowMs) => nowMs - (nowMs % rate.windowMs));
}

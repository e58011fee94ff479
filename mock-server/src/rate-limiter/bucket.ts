import type { RateLimit } from '../api/integration-settings.js';
import { ADMITTED, type RateLimitDecision, type RateLimitStatus } from '../api/rate-limit.js';

/**
 * A bucket of `requests` tokens that refills evenly over the window. It counts the tokens that are missing: a request adds
 * `windowMs` to the debt and each millisecond pays back `requests`. Whole numbers do not drift. With `countRejected` a
 * refused request adds to the debt too, which is capped at twice the bucket: a storm costs one window of waiting, not more.
 */
export class Bucket {
  readonly #limit: RateLimit;
  #debt = 0;
  #atMs = 0;

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  consume(nowMs: number): RateLimitDecision {
    const { requests, windowMs, countRejected } = this.#limit;
    const capacity = requests * windowMs;
    const debt = this.#debtAt(nowMs) + windowMs;
    if (debt <= capacity || countRejected) {
      this.#debt = Math.min(debt, 2 * capacity);
      this.#atMs = nowMs;
    }
    if (debt <= capacity) return ADMITTED;
    return { admitted: false, retryAfterMs: Math.ceil((this.#debtAt(nowMs) + windowMs - capacity) / requests) };
  }

  status(nowMs: number): RateLimitStatus {
    const { requests: limit, windowMs } = this.#limit;
    const debt = this.#debtAt(nowMs);
    const used = Math.min(limit, Math.ceil(debt / windowMs));
    return {
      limit,
      remaining: limit - used,
      resetMs: used === 0 ? 0 : Math.ceil((debt - (used - 1) * windowMs) / limit),
    };
  }

  #debtAt(nowMs: number): number {
    return Math.max(0, this.#debt - (nowMs - this.#atMs) * this.#limit.requests);
  }
}

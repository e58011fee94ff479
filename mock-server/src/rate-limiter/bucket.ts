import type { RateLimit } from '../api/integration-settings.js';
import { ADMITTED, type Admission, type Allowance, type RateWindow } from '../api/rate-window.js';

/**
 * A bucket of `requests` tokens that refills evenly over a window. Kept as what it lacks, of which a request adds `windowMs` and each
 * millisecond takes `requests` away: whole numbers, so nothing drifts however often it is asked. With `countRejected` a refused request
 * takes a token that is not there; the bucket owes at most as many as it holds, so a storm costs a window of waiting and no more.
 */
class Bucket implements RateWindow {
  readonly #limit: RateLimit;
  #lacking = 0;
  #atMs = 0;

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  take(nowMs: number): Admission {
    const { requests, windowMs, countRejected } = this.#limit;
    const whole = requests * windowMs;
    const lacking = this.#lackingAt(nowMs) + windowMs;
    if (lacking <= whole || countRejected) {
      this.#lacking = Math.min(lacking, 2 * whole);
      this.#atMs = nowMs;
    }
    if (lacking <= whole) return ADMITTED;
    return { admitted: false, retryAfterMs: Math.ceil((this.#lackingAt(nowMs) + windowMs - whole) / requests) };
  }

  allowance(nowMs: number): Allowance {
    const { requests: limit, windowMs } = this.#limit;
    const lacking = this.#lackingAt(nowMs);
    const taken = Math.min(limit, Math.ceil(lacking / windowMs));
    return {
      limit,
      remaining: limit - taken,
      resetMs: taken === 0 ? 0 : Math.ceil((lacking - (taken - 1) * windowMs) / limit),
    };
  }

  #lackingAt(nowMs: number): number {
    return Math.max(0, this.#lacking - (nowMs - this.#atMs) * this.#limit.requests);
  }
}

export function bucket(limit: RateLimit): RateWindow {
  return new Bucket(limit);
}

import type { RateLimit } from '../options/config.js';
import { ADMITTED, type Admission, type Allowance, type Marks, type RateWindow } from './rate-window.js';

/**
 * A bucket of `requests` tokens that refills evenly over a window. Kept as the moment at which it would be full again
 * (the generic cell rate algorithm), so nothing drifts however often it is asked. With `countRejected` a refused request takes a
 * token that is not there; the bucket owes at most as many as it holds, so a storm costs a window of waiting and no more.
 */
class Bucket implements RateWindow {
  readonly #limit: RateLimit;
  readonly #msPerToken: number;
  #fullAtMs: number;

  constructor(limit: RateLimit, [fullAtMs = Number.NEGATIVE_INFINITY]: Marks) {
    this.#limit = limit;
    this.#fullAtMs = fullAtMs;
    this.#msPerToken = limit.windowMs / limit.requests;
  }

  get marks(): Marks {
    return [this.#fullAtMs];
  }

  take(nowMs: number): Admission {
    const { windowMs, countRejected } = this.#limit;
    const fullAtMs = Math.max(this.#fullAtMs, nowMs) + this.#msPerToken;
    if (fullAtMs - nowMs - windowMs <= ROUNDING_MS) {
      this.#fullAtMs = fullAtMs;
      return ADMITTED;
    }
    if (countRejected) this.#fullAtMs = Math.min(fullAtMs, nowMs + 2 * windowMs);
    const excessMs = this.#fullAtMs + this.#msPerToken - nowMs - windowMs;
    return { admitted: false, retryAfterMs: Math.ceil(excessMs - ROUNDING_MS) };
  }

  allowance(nowMs: number): Allowance {
    const missingMs = Math.max(0, this.#fullAtMs - nowMs);
    const { requests: limit } = this.#limit;
    const taken = Math.min(limit, Math.ceil((missingMs - ROUNDING_MS) / this.#msPerToken));
    return {
      limit,
      remaining: limit - taken,
      resetMs: taken === 0 ? 0 : Math.ceil(missingMs - (taken - 1) * this.#msPerToken - ROUNDING_MS),
    };
  }
}

/** Sums of a window's fraction may miss the whole by a rounding error; times are whole milliseconds. */
const ROUNDING_MS = 1e-3;

export function bucket(limit: RateLimit, marks: Marks): RateWindow {
  return new Bucket(limit, marks);
}

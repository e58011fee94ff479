import type { Rate } from '../options/rate.js';
import { ADMITTED, type Admission, type Allowance, type RateWindow } from './rate-window.js';

/**
 * A bucket of `requests` tokens that refills evenly over a window. Kept as the moment at which it would be full again
 * (the generic cell rate algorithm), so nothing drifts however often it is asked.
 */
class Bucket implements RateWindow {
  readonly #rate: Rate;
  readonly #msPerToken: number;
  #fullAtMs = Number.NEGATIVE_INFINITY;

  constructor(rate: Rate) {
    this.#rate = rate;
    this.#msPerToken = rate.windowMs / rate.requests;
  }

  take(nowMs: number): Admission {
    const fullAtMs = Math.max(this.#fullAtMs, nowMs) + this.#msPerToken;
    const excessMs = fullAtMs - nowMs - this.#rate.windowMs;
    if (excessMs > ROUNDING_MS) return { admitted: false, retryAfterMs: Math.ceil(excessMs - ROUNDING_MS) };
    this.#fullAtMs = fullAtMs;
    return ADMITTED;
  }

  allowance(nowMs: number): Allowance {
    const missing = Math.max(0, this.#fullAtMs - nowMs) / this.#msPerToken;
    const taken = Math.ceil(missing - ROUNDING_MS);
    const { requests: limit } = this.#rate;
    return {
      limit,
      remaining: limit - taken,
      resetMs: taken === 0 ? 0 : Math.ceil((missing - (taken - 1)) * this.#msPerToken - ROUNDING_MS),
    };
  }
}

/** Sums of a window's fraction may miss the whole by a rounding error; times are whole milliseconds. */
const ROUNDING_MS = 1e-3;

export function bucket(rate: Rate): RateWindow {
  return new Bucket(rate);
}

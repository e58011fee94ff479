import type { RateLimit } from '../../src/api/integration-settings.js';
import type { RateLimitStatus as Allowance } from '../../src/api/rate-limit.js';

/** Where a limit stands some time after the mock told of it, as far as that can be known without asking again. */
export interface LimitStanding {
  readonly limit: number;
  readonly remaining: number;
  /** Whether more may be free than `remaining`: of a sliding window we were told only when its oldest request leaves it. */
  readonly isAtLeast: boolean;
  /** How long until `remaining` grows; `undefined` where all is free, or where only the mock knows. */
  readonly nextSlotMs: number | undefined;
}

export function standingAfter(told: Allowance, rateLimit: RateLimit, elapsedMs: number): LimitStanding {
  const { limit, remaining, resetMs } = told;
  const leftMs = resetMs - elapsedMs;
  if (remaining >= limit) return free(limit);
  if (leftMs > 0) return { limit, remaining, isAtLeast: false, nextSlotMs: leftMs };
  if (rateLimit.algorithm === 'bucket') return refilled(told, rateLimit, -leftMs);
  if (rateLimit.algorithm !== 'sliding' || remaining + 1 >= limit || elapsedMs >= rateLimit.windowMs)
    return free(limit);
  return { limit, remaining: remaining + 1, isAtLeast: true, nextSlotMs: undefined };
}

function free(limit: number): LimitStanding {
  return { limit, remaining: limit, isAtLeast: false, nextSlotMs: undefined };
}

/** A bucket gets a token at `resetMs` and one after each even share of the window from then on. */
function refilled({ limit, remaining }: Allowance, rateLimit: RateLimit, sinceResetMs: number): LimitStanding {
  const msPerToken = msPerTokenOf(rateLimit);
  const now = remaining + 1 + Math.floor(sinceResetMs / msPerToken);
  if (now >= limit) return free(limit);
  return { limit, remaining: now, isAtLeast: false, nextSlotMs: msPerToken - (sinceResetMs % msPerToken) };
}

export function msPerTokenOf({ windowMs, requests }: RateLimit): number {
  return windowMs / requests;
}

import type { RateLimit } from '../../src/api/integration-settings.js';
import type { RateLimitStatus } from '../../src/api/rate-limit.js';

/** The state of a rate limit at a moment, computed from the last report of the mock. */
export interface LimitStatus {
  readonly limit: number;
  readonly remaining: number;
  /** True where more than `remaining` may be left: for a sliding window the mock reports only when its oldest request leaves. */
  readonly isLowerBound: boolean;
  /** Time until `remaining` grows; `undefined` where nothing is used, or where only the mock knows. */
  readonly nextSlotMs: number | undefined;
}

export function limitStatusAfter(reported: RateLimitStatus, rateLimit: RateLimit, elapsedMs: number): LimitStatus {
  const { limit, remaining, resetMs } = reported;
  const untilResetMs = resetMs - elapsedMs;
  if (remaining >= limit) return unused(limit);
  if (untilResetMs > 0) return { limit, remaining, isLowerBound: false, nextSlotMs: untilResetMs };
  if (rateLimit.algorithm === 'bucket') return refilled(reported, rateLimit, -untilResetMs);
  if (rateLimit.algorithm !== 'sliding' || remaining + 1 >= limit || elapsedMs >= rateLimit.windowMs)
    return unused(limit);
  return { limit, remaining: remaining + 1, isLowerBound: true, nextSlotMs: undefined };
}

function unused(limit: number): LimitStatus {
  return { limit, remaining: limit, isLowerBound: false, nextSlotMs: undefined };
}

/** A bucket gets one token at `resetMs`, then one per `msPerToken`. */
function refilled({ limit, remaining }: RateLimitStatus, rateLimit: RateLimit, sinceResetMs: number): LimitStatus {
  const tokenMs = msPerToken(rateLimit);
  const now = remaining + 1 + Math.floor(sinceResetMs / tokenMs);
  if (now >= limit) return unused(limit);
  return { limit, remaining: now, isLowerBound: false, nextSlotMs: tokenMs - (sinceResetMs % tokenMs) };
}

export function msPerToken({ windowMs, requests }: RateLimit): number {
  return windowMs / requests;
}

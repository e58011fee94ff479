import type { Algorithm } from 'imshop-contracts';
import type { RateLimit } from '../api/integration-settings.js';
import type { RateLimitDecision, RateLimitStatus } from '../api/rate-limit.js';
import { Bucket } from './bucket.js';
import { alignedWindow, fixedWindow } from './counted-window.js';
import { SlidingLog } from './sliding-log.js';

/** Limits requests to a number in a time. Time is an argument and never goes back. */
export interface RateLimiter {
  /** Counts a request that is admitted; one over the limit costs nothing, unless the limit counts these too. */
  consume(nowMs: number): RateLimitDecision;
  status(nowMs: number): RateLimitStatus;
}

const LIMITERS: Readonly<Record<Algorithm, (limit: RateLimit) => RateLimiter>> = {
  fixed: fixedWindow,
  aligned: alignedWindow,
  sliding: (limit) => new SlidingLog(limit),
  bucket: (limit) => new Bucket(limit),
};

/** A limiter that has counted nothing yet. */
export function createLimiter(limit: RateLimit): RateLimiter {
  return LIMITERS[limit.algorithm](limit);
}

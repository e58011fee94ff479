import { RATE_LIMIT_REQUESTS, RATE_LIMIT_WINDOW_MS } from '../limits.js';
import type { Terms } from './vendor.js';

/** Short enough to wait for, long enough that a burst on a busy machine is still one. */
const QUICK_WINDOW_MS = 2000;
const QUICK_TIMEOUT_MS = 3000;
const REAL_TIMEOUT_MS = 75_000;

/** What a run takes: the vendor's own limit, or one that passes quickly for a sender that reads it. */
export function termsOf(
  pace: 'quick' | 'real-time',
  { requests, windowMs }: { readonly requests: number; readonly windowMs: number } = rateOf(pace),
): Terms {
  return {
    requests,
    windowMs,
    timeoutMs: pace === 'quick' ? QUICK_TIMEOUT_MS : REAL_TIMEOUT_MS,
    retryAfterS: Math.floor(windowMs / 1000) + 1,
  };
}

function rateOf(pace: 'quick' | 'real-time') {
  return { requests: RATE_LIMIT_REQUESTS, windowMs: pace === 'quick' ? QUICK_WINDOW_MS : RATE_LIMIT_WINDOW_MS };
}

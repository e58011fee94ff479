/** How the rate limiter treats one request, and when it would accept the next. */
export type RateLimitDecision =
  | { readonly admitted: true }
  | { readonly admitted: false; readonly retryAfterMs: number };

/** How much of the limit is left. */
export interface RateLimitStatus {
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds until `remaining` grows next; 0 where nothing is used. */
  readonly resetMs: number;
}

export const ADMITTED: RateLimitDecision = { admitted: true };

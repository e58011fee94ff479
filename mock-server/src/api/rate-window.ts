/** Whether the limiter lets a request in, and when the next one would be. */
export type Admission = { readonly admitted: true } | { readonly admitted: false; readonly retryAfterMs: number };

/** How much of the window is left. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds until `remaining` next grows; 0 where the window is untouched. */
  readonly resetMs: number;
}

/** One shape of "so many requests in so many milliseconds". Time is an argument and never goes back. */
export interface RateWindow {
  /** Counts a request that is let in; one over the limit costs nothing, unless the limit counts those too. */
  take(nowMs: number): Admission;
  /** Looks without counting. */
  allowance(nowMs: number): Allowance;
}

export const ADMITTED: Admission = { admitted: true };

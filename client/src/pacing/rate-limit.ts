/** So many requests in so many milliseconds, whatever the shape of the window. */
export interface RateLimit {
  readonly requests: number;
  readonly windowMs: number;
}

/** A sixtieth more than the limit asks for: 6.1 s instead of 6. */
const MARGIN = 61 / 60;

/** Where one more 429 would not help any more: 20 s at 10 a minute. */
const WIDEST_IN_EVEN_GAPS = 10 / 3;

/** How much wider the gap grows with every further strike. */
const GROWTH = 1.25;

/** Strikes after which the gap is at its widest. */
export const MAX_STRIKES = 6;

/**
 * Milliseconds from an answer to the next request.
 *
 * Counted from the answer, because it proves that the request had arrived: two arrivals are then at least this far apart under any
 * jitter. The even gap serves every window and bucket; after one strike the gap also serves a strict sliding counter, which
 * lets through one request less.
 *
 * @param strikes How many 429s came although we kept the gap.
 */
export function gapMs({ requests, windowMs }: RateLimit, strikes: number): number {
  const even = windowMs / requests;
  if (strikes === 0) return even * MARGIN;
  const oneLess = requests > 1 ? windowMs / (requests - 1) : even * GROWTH;
  return Math.min(oneLess * MARGIN * GROWTH ** (strikes - 1), Math.max(even * WIDEST_IN_EVEN_GAPS, oneLess * MARGIN));
}

import { MAX_RETRY_AFTER_MS } from './rate-limit-headers.js';

/** The vendor's limit, whatever the shape of its window. */
export interface RateLimit {
  readonly requests: number;
  readonly windowMs: number;
}

/** The part of the gap that is wider after 429s. Shared by all senders to one address. */
export interface Penalty {
  /** Number of 429s although the gap was kept, less those that have expired. */
  readonly level: number;
  /** Milliseconds since `level` changed. */
  readonly ageMs: number;
}

export const NO_PENALTY: Penalty = { level: 0, ageMs: 0 };

/** The level at which the gap is widest. */
export const MAX_PENALTY_LEVEL = 6;

/** A sixtieth more than the limit asks for: 6.1 s instead of 6. */
const MARGIN = 61 / 60;

/** The widest gap in even gaps, beyond which another 429 would not help: 20 s at 10 a minute. */
const WIDEST_IN_EVEN_GAPS = 10 / 3;

/** The factor by which the gap widens with each further level. */
const GROWTH = 1.25;

/**
 * Milliseconds from an answer to the next request.
 *
 * Counted from the answer, because it proves that the request had arrived: two arrivals are then at least this far apart under any
 * jitter. The even gap satisfies every window and bucket; the gap of the first level also satisfies a strict sliding counter, which
 * admits one request less.
 */
export function gapMs({ requests, windowMs }: RateLimit, penaltyLevel: number): number {
  const even = windowMs / requests;
  if (penaltyLevel === 0) return even * MARGIN;
  const oneLess = (requests > 1 ? windowMs / (requests - 1) : even * GROWTH) * MARGIN;
  return Math.min(oneLess * GROWTH ** (penaltyLevel - 1), Math.max(even * WIDEST_IN_EVEN_GAPS, oneLess));
}

/** The vendor's limit as far as one answer, or its absence, shows it. */
export interface RateLimitSignals {
  /** True for a 429. */
  readonly limited: boolean;
  /** Milliseconds that `Retry-After` asks to wait. */
  readonly retryAfterMs?: number | undefined;
  /** Milliseconds until the window has room, if a RateLimit field says that it has none. */
  readonly exhaustedForMs?: number | undefined;
  /** The gap that a RateLimit-Policy field asks for. */
  readonly policyGapMs?: number | undefined;
}

/** The pause after a request, for all senders to one address. */
export interface Cooldown {
  /** Milliseconds during which no sender may send. */
  readonly durationMs: number;
  readonly penalty: Penalty;
}

/** Windows after which one level of the penalty expires: half an hour at 10 a minute. */
const PENALTY_WINDOWS = 30;

/** The largest part of a window by which the pause after a 429 is longer, so that waiting processes do not all resume at once. */
const JITTER = 1 / 12;

/** The pause that follows an answer. */
export function cooldownAfter(
  penalty: Penalty,
  signals: RateLimitSignals,
  limit: RateLimit,
  random: () => number,
): Cooldown {
  const next = nextPenalty(penalty, signals.limited, limit);
  const advisedMs = Math.max(signals.retryAfterMs ?? 0, signals.exhaustedForMs ?? 0, signals.policyGapMs ?? 0);
  // A full window: some limiters also count denied requests, so retrying earlier would keep the limit exhausted.
  const limitedMs = signals.limited ? limit.windowMs * (1 + random() * JITTER) : 0;
  const durationMs = Math.max(gapMs(limit, next.level), Math.min(advisedMs, MAX_RETRY_AFTER_MS), limitedMs);
  return { durationMs: Math.ceil(durationMs), penalty: next };
}

function nextPenalty(penalty: Penalty, limited: boolean, { windowMs }: RateLimit): Penalty {
  const { level, ageMs } = penalty;
  if (limited) return { level: Math.min(level + 1, MAX_PENALTY_LEVEL), ageMs: 0 };
  return level > 0 && ageMs >= PENALTY_WINDOWS * windowMs ? { level: level - 1, ageMs: 0 } : penalty;
}

import type { RateLimit } from '../../src/api/integration-settings.js';
import { type LimitStanding, msPerTokenOf } from './standing.js';

/** The window of a limit as a stretch of time. All in milliseconds from now; what is past is negative. */
export interface WindowAxis {
  readonly beginMs: number;
  readonly endMs: number;
  /** What counts, or counts down, on this axis. */
  readonly window: { readonly beginMs: number; readonly endMs: number };
  /** When slots become free. */
  readonly slotsMs: readonly number[];
}

/** More marks than these are told apart by nobody. */
const MAX_MARKS = 30;

/** `undefined` where no window is open: one that is counted anew opens with the next request. */
export function windowAxis(standing: LimitStanding, rateLimit: RateLimit): WindowAxis | undefined {
  const { algorithm, windowMs } = rateLimit;
  const { nextSlotMs } = standing;
  if (algorithm === 'fixed' || algorithm === 'aligned') {
    if (nextSlotMs === undefined) return undefined;
    const window = { beginMs: nextSlotMs - windowMs, endMs: nextSlotMs };
    return { ...window, window, slotsMs: [nextSlotMs] };
  }
  // As much of what comes as of what was: so now stands still, and the marks move.
  return {
    beginMs: -windowMs,
    endMs: windowMs,
    window: { beginMs: -windowMs, endMs: 0 },
    slotsMs: algorithm === 'bucket' ? refills(standing, rateLimit) : [nextSlotMs].filter((ms) => ms !== undefined),
  };
}

function refills({ limit, remaining, nextSlotMs }: LimitStanding, rateLimit: RateLimit): readonly number[] {
  if (nextSlotMs === undefined) return [];
  const count = Math.min(limit - remaining, MAX_MARKS);
  return Array.from({ length: count }, (_, index) => nextSlotMs + index * msPerTokenOf(rateLimit));
}

/** Where a moment is on the axis, from 0 to 1; what is beyond its ends stands at them. */
export function placeOn({ beginMs, endMs }: WindowAxis, atMs: number): number {
  return Math.min(1, Math.max(0, (atMs - beginMs) / (endMs - beginMs)));
}

import { setTimeout as timer } from 'node:timers/promises';

/**
 * From an answer to the next question, in milliseconds: at most 9 questions in any minute, below the 10 that the page
 * allows, so that one request of somebody else's is not refused.
 */
export const PROBE_INTERVAL_MS = 6_700;

/** Where time comes from. Tests inject their own. */
export interface ProbeClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many milliseconds; rejects when the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

/** The machine's clock; a pause keeps the process alive. */
export const probeClock: ProbeClock = {
  now: Date.now,
  pause: (ms, signal) => timer(ms, undefined, { signal }),
};

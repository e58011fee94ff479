import type { Clock } from 'imshop-mock';

/** Starts at noon of a fixed day. A pause is recorded and is over at once. */
export function recordingClock(): Clock & { readonly pausesMs: number[] } {
  let nowMs = Date.parse('2026-05-01T12:00:00Z');
  const pausesMs: number[] = [];
  return {
    pausesMs,
    now: () => nowMs,
    after(delayMs, callback) {
      pausesMs.push(delayMs);
      nowMs += delayMs;
      const immediate = setImmediate(callback);
      return () => clearImmediate(immediate);
    },
  };
}

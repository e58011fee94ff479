import type { Clock, ProbeClock } from 'imshop-mock';

/** From noon of a day, for a probe and a mock alike: a pause is noted, and over at once. */
export function notingClock(): ProbeClock & Clock & { readonly pausesMs: number[] } {
  let nowMs = Date.parse('2026-05-01T12:00:00Z');
  const pausesMs: number[] = [];
  return {
    pausesMs,
    now: () => nowMs,
    after: () => () => {},
    async pause(ms) {
      pausesMs.push(ms);
      nowMs += ms;
    },
  };
}

/** How a language abbreviates the units of time. */
export interface UnitWords {
  readonly hours: string;
  readonly minutes: string;
  readonly seconds: string;
  readonly milliseconds: string;
}

const UNITS = [
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
  ['milliseconds', 1],
] as const;

/** A duration in its two largest units: `1 min 30 s`. The space between a number and its unit does not break. */
export function durationText(durationMs: number, words: UnitWords): string {
  const largest = UNITS.findIndex(([, unitMs]) => durationMs >= unitMs);
  if (largest < 0) return `0\u00a0${words.seconds}`;
  let restMs = durationMs;
  const parts = UNITS.slice(largest, largest + 2).map(([unit, unitMs]) => {
    const n = Math.floor(restMs / unitMs);
    restMs -= n * unitMs;
    return n === 0 ? '' : `${n}\u00a0${words[unit]}`;
  });
  return parts.filter((part) => part !== '').join(' ');
}

/** What is left of a wait, for a clock that moves once a second: never less than it is. */
export function inWholeSeconds(waitMs: number): number {
  return Math.ceil(waitMs / 1000) * 1000;
}

import type { Kind } from './kinds.js';

/** So many requests in so many milliseconds. */
export interface Rate {
  readonly requests: number;
  readonly windowMs: number;
}

/** A rate as people write it. */
export type RateInput = Rate | `${number}/${string}` | 'off' | null;

/** Most requests a window may allow, and the longest window (a day): beyond them a limit means a typing error. */
export const MAX_RATE_REQUESTS = 1_000_000;
export const MAX_RATE_WINDOW_MS = 86_400_000;

const UNIT_MS = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** `10/1m`, `{requests, windowMs}`, or no limit: `off`, `null`. */
export const rate: Kind<Rate | null> = {
  allowed: 'off, or a rate such as 10/1m (units ms, s, m, h; a window of at most a day)',
  parse(value) {
    if (value === 'off' || value === null) return null;
    const parsed = typeof value === 'string' ? fromText(value) : fromObject(value);
    return parsed && isRate(parsed) ? parsed : undefined;
  },
};

function fromText(value: string): Rate | undefined {
  const match = /^(\d{1,7})\/(\d{1,8})?(ms|s|m|h)$/.exec(value);
  const unitMs = UNIT_MS.get(match?.[3] ?? '');
  return match && unitMs ? { requests: Number(match[1]), windowMs: Number(match[2] ?? 1) * unitMs } : undefined;
}

function fromObject(value: unknown): Rate | undefined {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2) return undefined;
  const { requests, windowMs } = value as Record<keyof Rate, unknown>;
  return typeof requests === 'number' && typeof windowMs === 'number' ? { requests, windowMs } : undefined;
}

function isRate({ requests, windowMs }: Rate): boolean {
  return within(requests, MAX_RATE_REQUESTS) && within(windowMs, MAX_RATE_WINDOW_MS);
}

function within(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= max;
}

import type { Rate } from '../api/settings.js';
import type { Kind } from './kinds.js';

/** A rate limit as a program may write it. */
export type RateInput = Rate | `${number}/${string}` | 'off' | null;

/** Upper bounds of a rate limit: a larger one is a typing error. The window is a day at most. */
export const MAX_RATE_REQUESTS = 1_000_000;
export const MAX_RATE_WINDOW_MS = 86_400_000;

const UNIT_MS: ReadonlyMap<string | undefined, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** `10s`, in milliseconds. */
export const duration: Kind<number> = {
  allowed: 'a duration such as 10s (units ms, s, m)',
  argument: 'DURATION',
  parse(value) {
    const [, amount, unit] = /^(\d{1,6})(ms|s|m)$/.exec(String(value)) ?? [];
    return inMs(amount, unit);
  },
};

/** `10/1m`, `{requests, windowMs}`, or no limit: `off`, `null`. */
export const rate: Kind<Rate | null> = {
  allowed: 'off, or a rate such as 10/1m (units ms, s, m, h; a window of at most a day)',
  argument: 'RATE',
  parse(value) {
    if (value === 'off' || value === null) return null;
    const parsed = typeof value === 'string' ? rateFromText(value) : rateFromObject(value);
    return parsed && isRate(parsed) ? parsed : undefined;
  },
  format(value) {
    if (value === null) return 'off';
    const [unit, unitMs] = [...UNIT_MS].findLast(([, ms]) => value.windowMs % ms === 0) ?? ['ms', 1];
    return `${value.requests}/${value.windowMs / unitMs}${unit}`;
  },
};

function rateFromText(value: string): Rate | undefined {
  const [, requests, amount = '1', unit] = /^(\d{1,7})\/(\d{1,8})?(ms|s|m|h)$/.exec(value) ?? [];
  const windowMs = inMs(amount, unit);
  return windowMs === undefined ? undefined : { requests: Number(requests), windowMs };
}

function inMs(amount: string | undefined, unit: string | undefined): number | undefined {
  const unitMs = UNIT_MS.get(unit);
  return unitMs === undefined ? undefined : Number(amount) * unitMs;
}

function rateFromObject(value: unknown): Rate | undefined {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2) return undefined;
  const { requests, windowMs } = value as Record<keyof Rate, unknown>;
  return typeof requests === 'number' && typeof windowMs === 'number' ? { requests, windowMs } : undefined;
}

function isRate({ requests, windowMs }: Rate): boolean {
  return isWithin(requests, MAX_RATE_REQUESTS) && isWithin(windowMs, MAX_RATE_WINDOW_MS);
}

function isWithin(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= max;
}

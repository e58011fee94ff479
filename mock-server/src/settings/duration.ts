import type { Kind } from './kinds.js';

const UNIT_MS = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
]);

/** `10s`, in milliseconds. */
export const duration: Kind<number> = {
  allowed: 'a duration such as 10s (units ms, s, m)',
  parse(value) {
    const [, amount, unit = ''] = /^(\d{1,6})(ms|s|m)$/.exec(String(value)) ?? [];
    const unitMs = UNIT_MS.get(unit);
    return amount === undefined || unitMs === undefined ? undefined : Number(amount) * unitMs;
  },
};

import { isObject } from 'imshop-contracts';
import type { Difference } from '../api/reports.js';

/**
 * The places where `actual` lacks something of `expected`. Objects may hold more keys than expected; arrays and everything
 * else must be equal.
 */
export function differencesOf(expected: unknown, actual: unknown, path: string): Difference[] {
  if (isObject(expected) && isObject(actual)) {
    return Object.entries(expected).flatMap(([key, value]) =>
      differencesOf(value, Object.hasOwn(actual, key) ? actual[key] : undefined, join(path, key)),
    );
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((value, index) => differencesOf(value, actual[index], `${path}[${index}]`));
  }
  return Object.is(expected, actual) ? [] : [{ path, expected, actual: actual ?? null }];
}

function join(path: string, key: string): string {
  const step = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  return path === '' && step.startsWith('.') ? key : `${path}${step}`;
}

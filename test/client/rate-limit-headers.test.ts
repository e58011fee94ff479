import { readRateLimitFields, retryAfterMs } from 'imshop-push/pacing';
import { describe, expect, test } from 'vitest';

/** Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110. */
const THEN_MS = Date.UTC(1994, 10, 6, 8, 49, 37);
const HOUR_MS = 3_600_000;

describe('Retry-After', () => {
  const ROWS: readonly (readonly [name: string, value: string | undefined, waitMs: number | undefined])[] = [
    ['is not there', undefined, undefined],
    ['seconds', '120', 120_000],
    ['nothing to wait', '0', 0],
    ['spaces around', ' 7 ', 7_000],
    ['the largest number read', '999999999', 999_999_999_000],
    ['too many digits', '9999999999', undefined],
    ['a sign', '-5', undefined],
    ['a fraction', '1.5', undefined],
    ['an exponent', '1e3', undefined],
    ['hexadecimal', '0x10', undefined],
    ['a list', '5, 10', undefined],
    ['empty', '', undefined],
    ['a word', 'soon', undefined],
    ['IMF-fixdate', 'Sun, 06 Nov 1994 09:49:37 GMT', HOUR_MS],
    ['RFC 850', 'Sunday, 06-Nov-94 09:49:37 GMT', HOUR_MS],
    ['asctime', 'Sun Nov  6 09:49:37 1994', HOUR_MS],
    ['a leap second', 'Sun, 06 Nov 1994 08:49:60 GMT', 23_000],
    ['a date that has passed', 'Sun, 06 Nov 1994 07:49:37 GMT', 0],
    ['a date without its zone', 'Sun, 06 Nov 1994 09:49:37', undefined],
    ['a date of another zone', 'Sun, 06 Nov 1994 09:49:37 +0300', undefined],
    ['a day that does not exist', 'Wed, 31 Feb 1994 09:49:37 GMT', undefined],
    ['an hour that does not exist', 'Sun, 06 Nov 1994 24:49:37 GMT', undefined],
    ['ISO 8601, of which others read the year as seconds', '1994-11-06T09:49:37Z', undefined],
  ];
  test.each(ROWS)('%s', (_, value, waitMs) => {
    expect(retryAfterMs(new Headers(value === undefined ? {} : { 'retry-after': value }), THEN_MS)).toBe(waitMs);
  });

  test('a date counts from the Date of the answer, whatever the local clock says', () => {
    const headers = new Headers({
      'retry-after': 'Sun, 06 Nov 1994 08:50:37 GMT',
      date: 'Sun, 06 Nov 1994 08:49:37 GMT',
    });
    expect(retryAfterMs(headers, THEN_MS - 5 * HOUR_MS)).toBe(60_000);
  });

  test('two digits of a year mean the nearest one that is at most 50 years ahead', () => {
    const headers = new Headers({ 'retry-after': 'Sunday, 06-Nov-77 08:49:37 GMT' });
    expect(retryAfterMs(headers, Date.UTC(2026, 10, 24))).toBe(0);
    const ahead = new Headers({ 'retry-after': 'Tuesday, 24-Nov-26 00:01:00 GMT' });
    expect(retryAfterMs(ahead, Date.UTC(2026, 10, 24))).toBe(60_000);
  });
});

describe('RateLimit fields slow down, and never speed up', () => {
  const ROWS: readonly (readonly [name: string, fields: Record<string, string>, advice: object])[] = [
    ['none', {}, {}],
    ['nothing left', { ratelimit: '"default";r=0;t=20' }, { exhaustedForMs: 20_000 }],
    ['something left', { ratelimit: '"default";r=3;t=20' }, {}],
    ['the longest of several', { ratelimit: '"a";r=0;t=5, "b";r=0;t=50' }, { exhaustedForMs: 50_000 }],
    ['a policy', { 'ratelimit-policy': '"p";q=5;w=60' }, { policyGapMs: 12_000 }],
    ['a policy with more parameters', { 'ratelimit-policy': '"p";q=5;w=60;pk=:8J+YgA==:' }, {}],
    ['a policy in tokens', { 'ratelimit-policy': 'burst;q=10;w=1, daily;q=1000;w=86400' }, { policyGapMs: 86_400 }],
    ['a quota of nothing', { 'ratelimit-policy': '"p";q=0;w=60' }, {}],
    ['no window', { 'ratelimit-policy': '"p";q=5' }, {}],
    ['a comma in a name', { ratelimit: '"a,b";r=0;t=5' }, { exhaustedForMs: 5_000 }],
    ['the old form', { ratelimit: 'limit=10, remaining=0, reset=20' }, {}],
    ['one malformed member spoils the field', { ratelimit: '"a";r=0;t=5, ;;' }, {}],
    ['a negative time', { ratelimit: '"a";r=0;t=-5' }, {}],
    ['longer than any is', { ratelimit: `${'"a";r=0;t=5,'.repeat(100)}"a";r=0;t=5` }, {}],
  ];
  test.each(ROWS)('%s', (_, fields, advice) => {
    expect(readRateLimitFields(new Headers(fields))).toEqual(advice);
  });
});

import { doesNotHammer, everyoneOnce, honest, waitsAsTold, withoutA429 } from '../expectations/index.js';
import { jobFor } from '../job.js';
import { limitUsedByOthers, twoAtOnce } from '../play.js';
import type { Scenario } from '../scenario.js';
import { ALGORITHMS, type Assumptions, type Terms } from '../vendor.js';

const PACED = {
  level: 'MUST',
  reason: 'The page says "10 requests a minute" and not which minute; a sender is safe that is safe under each.',
  row: 'window-shape',
  expect: [everyoneOnce, withoutA429],
} as const satisfies Partial<Scenario>;

const WINDOWS: Readonly<Record<Assumptions['algorithm'], string>> = {
  fixed: 'a window from the first request on',
  aligned: 'a window by the clock',
  sliding: 'a sliding window',
  bucket: 'a bucket',
};

/**
 * A burst may fall astride two windows of the clock, and a bucket refills while it lasts: more than twice the limit is seen in
 * any case.
 */
const BATCHES: Readonly<Record<Assumptions['algorithm'], number>> = { fixed: 12, aligned: 22, sliding: 12, bucket: 22 };

const paced = (algorithm: Assumptions['algorithm']): Scenario => ({
  ...PACED,
  id: `pace-${algorithm}`,
  title: `sends ${BATCHES[algorithm]} batches within the limit of ${WINDOWS[algorithm]}`,
  job: jobFor(BATCHES[algorithm] * 1000),
  vendor: () => ({ assumptions: { algorithm } }),
});

/** The same under whatever shape a matrix assumes. */
export const PACE: Scenario = {
  ...PACED,
  id: 'pace',
  title: 'sends 22 batches within the limit',
  job: jobFor(22_000),
  assumes: ['algorithm'],
};

/** Refused once over the limit, whatever was counted. */
const told = (
  name: string,
  title: string,
  retryAfter: (terms: Terms) => { readonly retryAfter?: number | string; readonly retryAfterForm?: 'date' | 'off' },
  expect: Scenario['expect'],
): Scenario => ({
  id: `retry-after-${name}`,
  level: 'MUST',
  title,
  reason: 'A 429 was not processed: to give up loses the push, to insist keeps the limit shut.',
  row: 'retry-after',
  job: jobFor(1),
  vendor: (terms) => ({ faults: [{ fault: { type: 'rate-limited', ...retryAfter(terms) }, when: { first: 1 } }] }),
  expect,
});

/** How a sender keeps to the limit, and what it makes of a 429. */
export const RATE_LIMIT: readonly Scenario[] = [
  ...ALGORITHMS.map(paced),
  told(
    'seconds',
    'waits as many seconds as Retry-After says, then sends again',
    ({ retryAfterS }) => ({ retryAfter: retryAfterS }),
    [everyoneOnce, waitsAsTold],
  ),
  told(
    'date',
    'waits until the date that Retry-After names, then sends again',
    ({ retryAfterS }) => ({ retryAfter: retryAfterS, retryAfterForm: 'date' }),
    [everyoneOnce, waitsAsTold],
  ),
  told('absent', 'waits by itself after a 429 without Retry-After', () => ({ retryAfterForm: 'off' }), [
    everyoneOnce,
    doesNotHammer,
  ]),
  told('nonsense', 'takes a Retry-After that is none for an absent one', () => ({ retryAfter: 'soon' }), [
    everyoneOnce,
    doesNotHammer,
  ]),
  told('zero', 'waits although Retry-After says 0', () => ({ retryAfter: 0 }), [everyoneOnce, doesNotHammer]),
  told('past', 'waits although Retry-After names a date long past', () => ({ retryAfter: LONG_PAST }), [
    everyoneOnce,
    doesNotHammer,
  ]),
  told(
    'huge',
    'neither hammers nor sleeps for ever where Retry-After says 30 years',
    () => ({ retryAfter: 999_999_999 }),
    [honest, doesNotHammer],
  ),
  {
    id: 'limit-used-by-others',
    level: 'MUST',
    title: 'recovers where somebody else has used up the limit',
    reason: 'The limit is of the shop, not of the sender: another job may send at the same time.',
    row: 'over-the-limit',
    job: jobFor(5000),
    assumes: ['algorithm', 'countRejected', 'retryAfter', 'envelope'],
    play: limitUsedByOthers,
    expect: [everyoneOnce, waitsAsTold, doesNotHammer],
  },
  {
    id: 'two-at-once',
    level: 'SHOULD',
    title: 'shares the limit with another one of itself',
    reason: 'Two jobs that overlap are one shop to the vendor.',
    row: 'rate-limit',
    job: jobFor(8000),
    play: twoAtOnce,
    expect: [everyoneOnce, withoutA429],
  },
];

const LONG_PAST = 'Thu, 01 Jan 1970 00:00:00 GMT';

import { ALGORITHMS, type Algorithm } from '../../assumptions.js';
import { deliveredToAllOnce, reportsTruthfully } from '../expectations/outcome.js';
import { respectsRetryAfter, slowsDown, staysWithinLimit } from '../expectations/requests.js';
import { jobFor } from '../job.js';
import type { FaultRule, RunLimits } from '../mock.js';
import { exhaustLimit, runTwoAtOnce } from '../procedures.js';
import type { Scenario } from '../scenario.js';

const PACED = {
  level: 'MUST',
  reason:
    'The page says "10 requests a minute" but not how they are counted; a safe sender stays within the limit however they are.',
  row: 'window-shape',
  expect: [deliveredToAllOnce, staysWithinLimit],
} as const satisfies Partial<Scenario>;

const WINDOWS: Readonly<Record<Algorithm, string>> = {
  fixed: 'a window that starts with the first request',
  aligned: 'a window aligned to the clock',
  sliding: 'a sliding window',
  bucket: 'a token bucket',
};

/** A burst may span two aligned windows, and a bucket refills during it: more than twice the limit exceeds both. */
const PACED_BATCHES: Readonly<Record<Algorithm, number>> = { fixed: 12, aligned: 22, sliding: 12, bucket: 22 };

const paced = (algorithm: Algorithm): Scenario => ({
  ...PACED,
  id: `pace-${algorithm}`,
  title: `sends ${PACED_BATCHES[algorithm]} batches within the limit of ${WINDOWS[algorithm]}`,
  job: jobFor(PACED_BATCHES[algorithm] * 1000),
  setup: () => ({ assumptions: { algorithm } }),
});

/** The same for the algorithm of a matrix. */
export const PACE: Scenario = {
  ...PACED,
  id: 'pace',
  title: 'sends 22 batches within the limit',
  job: jobFor(22_000),
  dependsOn: ['algorithm'],
};

type RateLimited = Omit<Extract<FaultRule['fault'], { readonly type: 'rate-limited' }>, 'type'>;

/** The first request gets a 429. */
const limitedOnce = (
  name: string,
  title: string,
  retryAfter: (limits: RunLimits) => RateLimited,
  expect: Scenario['expect'],
): Scenario => ({
  id: `retry-after-${name}`,
  level: 'MUST',
  title,
  reason: 'A 429 was not processed: giving up loses the push; retrying at once keeps the limit exhausted.',
  row: 'retry-after',
  job: jobFor(1),
  setup: (limits) => ({ faults: [{ fault: { type: 'rate-limited', ...retryAfter(limits) }, when: { first: 1 } }] }),
  expect,
});

const LONG_PAST = 'Thu, 01 Jan 1970 00:00:00 GMT';

/** Pace of the requests, before and after a 429. */
export const RATE_LIMIT: readonly Scenario[] = [
  ...ALGORITHMS.map(paced),
  limitedOnce(
    'seconds',
    'waits for the seconds of Retry-After, then sends again',
    ({ retryAfterS }) => ({ retryAfter: retryAfterS }),
    [deliveredToAllOnce, respectsRetryAfter],
  ),
  limitedOnce(
    'date',
    'waits until the date of Retry-After, then sends again',
    ({ retryAfterS }) => ({ retryAfter: retryAfterS, retryAfterForm: 'date' }),
    [deliveredToAllOnce, respectsRetryAfter],
  ),
  limitedOnce('absent', 'waits after a 429 without Retry-After', () => ({ retryAfterForm: 'off' }), [
    deliveredToAllOnce,
    slowsDown,
  ]),
  limitedOnce('nonsense', 'treats an invalid Retry-After as missing', () => ({ retryAfter: 'soon' }), [
    deliveredToAllOnce,
    slowsDown,
  ]),
  limitedOnce('zero', 'waits even if Retry-After is 0', () => ({ retryAfter: 0 }), [deliveredToAllOnce, slowsDown]),
  limitedOnce('past', 'waits even if Retry-After is a date in the past', () => ({ retryAfter: LONG_PAST }), [
    deliveredToAllOnce,
    slowsDown,
  ]),
  limitedOnce(
    'huge',
    'neither retries at once nor waits for ever when Retry-After is 30 years',
    () => ({ retryAfter: 999_999_999 }),
    [reportsTruthfully, slowsDown],
  ),
  {
    id: 'limit-used-by-others',
    level: 'MUST',
    title: 'recovers after another sender has used up the limit',
    reason: 'The limit belongs to the shop, not to the sender: another job may send at the same time.',
    row: 'over-the-limit',
    job: jobFor(5000),
    dependsOn: ['algorithm', 'countRejected', 'retryAfter', 'envelope'],
    procedure: exhaustLimit,
    expect: [deliveredToAllOnce, respectsRetryAfter, slowsDown],
  },
  {
    id: 'two-at-once',
    level: 'SHOULD',
    title: 'shares the limit with a second instance of itself',
    reason: 'Two jobs at the same time share the one limit of the shop.',
    row: 'rate-limit',
    job: jobFor(8000),
    procedure: runTwoAtOnce,
    expect: [deliveredToAllOnce, staysWithinLimit],
  },
];

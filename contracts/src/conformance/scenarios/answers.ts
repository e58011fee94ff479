import { deliveredToAllOnce, reportsFailure } from '../expectations/outcome.js';
import { doesNotRepeat, followsNoRedirect, prints } from '../expectations/requests.js';
import { jobFor } from '../job.js';
import { type Fault, REDIRECT_TARGETS } from '../mock.js';
import type { Scenario } from '../scenario.js';

const ONE = jobFor(1);
/** `bad-request` sends three ids to a vendor that takes two. */
const THREE = jobFor(3);
const TWO = 2;

/** The vendor accepts the push with an unusual answer. */
const unusualSuccess = (id: string, title: string, reason: string, fault: Fault, customers = 1): Scenario => ({
  id,
  level: 'MUST',
  title,
  reason,
  row: 'accepted',
  job: jobFor(customers),
  setup: () => ({ faults: [{ fault, when: { first: 1 } }] }),
  expect: [deliveredToAllOnce],
});

const redirect = (id: string, title: string, status: 302 | 307, location: string): Scenario => ({
  id,
  level: 'MUST',
  title,
  reason: 'Ids and texts would go to an address that was not configured, and a page there is not a success.',
  row: 'no-authentication',
  job: ONE,
  setup: () => ({ faults: [{ fault: { type: 'redirect', status, location } }] }),
  expect: [reportsFailure, followsNoRedirect],
});

/** Answers that arrive completely. */
export const ANSWERS: readonly Scenario[] = [
  {
    id: 'success-false',
    level: 'MUST',
    title: 'treats "success": false with status 200 as a failure',
    reason: 'The vendor answers this when the integration is not live: no customer receives the push.',
    row: 'unavailable',
    job: ONE,
    setup: () => ({ available: false }),
    dependsOn: ['unavailableStatus', 'envelope'],
    expect: [reportsFailure],
  },
  {
    id: 'bad-request',
    level: 'MUST',
    title: "does not repeat a request that got a 400, and prints the vendor's message",
    reason: 'The same body is refused every time, and only the message says what to correct.',
    row: 'bad-request-body',
    job: THREE,
    setup: () => ({ maxUserIds: TWO }),
    dependsOn: ['envelope'],
    expect: [reportsFailure, doesNotRepeat, prints(`must contain less than or equal to ${TWO} items`)],
  },
  unusualSuccess('extra-keys', 'accepts a success with undocumented keys', 'The vendor may add keys at any time.', {
    type: 'extra-keys',
  }),
  unusualSuccess(
    'gzip-answer',
    'reads a compressed answer, or does not ask for one',
    'A proxy compresses answers to a client that sends Accept-Encoding.',
    { type: 'gzip-body' },
  ),
  unusualSuccess(
    'slow-answer',
    'waits for a slow answer',
    'A sender that stops waiting too early does not know the result of the push.',
    { type: 'latency', ms: 800 },
  ),
  unusualSuccess(
    'slow-body',
    'reads an answer that arrives one byte at a time',
    'An answer may arrive in pieces of any size.',
    { type: 'slow-body', intervalMs: 20 },
  ),
  unusualSuccess(
    'stale-connection',
    'recovers from a connection that was closed after an answer',
    'Servers close idle connections without notice; the next request on such a connection is lost.',
    { type: 'stale-connection' },
    1001,
  ),
  redirect('redirect', 'does not send the push to the target of a redirect', 307, `/${REDIRECT_TARGETS.push}/push`),
  redirect('redirect-to-a-page', 'does not treat a page behind a redirect as a success', 302, REDIRECT_TARGETS.page),
];

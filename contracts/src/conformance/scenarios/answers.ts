import { everyoneOnce, nothingElsewhere, notSentAgain, reportsFailure, shows } from '../expectations/index.js';
import { jobFor } from '../job.js';
import type { Scenario } from '../scenario.js';
import { ELSEWHERE, type Fault } from '../vendor.js';

const ONE = jobFor(1);
/** One customer fewer than this job names is too many for the vendor of `bad-request`. */
const THREE = jobFor(3);
const TWO = 2;

/** The push is accepted, and the answer is a little out of the ordinary. */
const accepted = (id: string, title: string, reason: string, fault: Fault['fault'], customers = 1): Scenario => ({
  id,
  level: 'MUST',
  title,
  reason,
  row: 'accepted',
  job: jobFor(customers),
  vendor: () => ({ faults: [{ fault, when: { first: 1 } }] }),
  expect: [everyoneOnce],
});

const redirect = (id: string, title: string, status: 302 | 307, location: string): Scenario => ({
  id,
  level: 'MUST',
  title,
  reason: 'Ids and texts would go to an address that nobody gave, and a page there is no success.',
  row: 'no-authentication',
  job: ONE,
  vendor: () => ({ faults: [{ fault: { type: 'redirect', status, location } }] }),
  expect: [reportsFailure, nothingElsewhere],
});

/** What a sender makes of an answer that came whole. */
export const ANSWERS: readonly Scenario[] = [
  {
    id: 'success-false',
    level: 'MUST',
    title: 'takes "success": false at status 200 for a failure',
    reason: 'The page shows it for an integration that is not live: nobody was pushed.',
    row: 'unavailable',
    job: ONE,
    vendor: () => ({ available: false }),
    assumes: ['unavailableStatus', 'envelope'],
    expect: [reportsFailure],
  },
  {
    id: 'bad-request',
    level: 'MUST',
    title: "does not send again what a 400 refused, and shows the vendor's words",
    reason: 'The same body is refused for ever, and only the words say what to mend.',
    row: 'bad-request-body',
    job: THREE,
    vendor: () => ({ maxUserIds: TWO }),
    assumes: ['envelope'],
    expect: [reportsFailure, notSentAgain, shows(`must contain less than or equal to ${TWO} items`)],
  },
  accepted('extra-keys', 'takes a success with keys that nobody documented', 'The vendor may add keys any day.', {
    type: 'extra-keys',
  }),
  accepted(
    'gzip-answer',
    'reads a compressed answer, or does not ask for one',
    'A proxy compresses for whoever says that it may.',
    {
      type: 'gzip-body',
    },
  ),
  accepted(
    'slow-answer',
    'waits for an answer that takes its time',
    'Whoever gives up early does not know what became of the push.',
    {
      type: 'latency',
      ms: 800,
    },
  ),
  accepted('slow-body', 'reads an answer that comes a byte at a time', 'Answers come in pieces of any size.', {
    type: 'slow-body',
    intervalMs: 20,
  }),
  accepted(
    'stale-connection',
    'survives a connection that was closed after an answer',
    'Servers drop kept connections without a word; the next request on it is lost.',
    { type: 'stale-connection' },
    1001,
  ),
  redirect('redirect', 'does not post the push to where a redirect leads', 307, `/${ELSEWHERE.push}/push`),
  redirect('redirect-to-a-page', 'does not take a page behind a redirect for a success', 302, ELSEWHERE.page),
];

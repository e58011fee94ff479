import { everyoneOnce, inDoubt, reportsFailure, unknownOutcome, waitsAsTold } from '../expectations/index.js';
import { jobFor } from '../job.js';
import { refused, refusedAtFirst } from '../play.js';
import type { Scenario } from '../scenario.js';
import type { Fault, Terms } from '../vendor.js';

const ONE = jobFor(1);

/** The first request fails and nobody is pushed, but the sender cannot know that. */
const failed = (
  id: string,
  title: string,
  reason: string,
  fault: Fault['fault'] | ((terms: Terms) => Fault['fault']),
  more: Scenario['expect'] = [],
): Scenario => ({
  id,
  level: 'MUST',
  title,
  reason,
  row: 'simulated-fault',
  job: ONE,
  vendor: (terms) => ({
    faults: [{ fault: typeof fault === 'function' ? fault(terms) : fault, when: { first: 1 } }],
  }),
  expect: [unknownOutcome, ...more],
});

/** The first request is accepted, and its answer lost. */
const lost = (id: string, title: string, fault: Fault['fault']): Scenario => ({
  id: `accepted-then-${id}`,
  level: 'MUST',
  title,
  reason: 'There is no key by which the vendor would know a repetition: sent again, it is shown again.',
  row: 'no-idempotency',
  job: ONE,
  vendor: () => ({ faults: [{ fault, when: { first: 1 }, accepted: true }] }),
  expect: [inDoubt],
});

const NO_SUCCESS = 'Only "success": true in an answer that came whole says that the push was accepted.';
const NO_STATUS = 'Without an answer nothing is known; to say "sent" is a lie and to wait for ever is none.';
const GATEWAY = 'A gateway answers in place of the vendor, with a page that is no JSON.';

/** What a sender makes of a request of which it cannot know what became. */
export const UNKNOWN: readonly Scenario[] = [
  failed('malformed-json', 'does not take JSON that breaks off for a success', NO_SUCCESS, { type: 'malformed-json' }),
  failed('truncated-body', 'does not take a body cut short for a success', NO_SUCCESS, { type: 'truncated-body' }),
  failed('html-with-200', 'does not take a page with status 200 for a success', NO_SUCCESS, {
    type: 'wrong-content-type',
  }),
  failed('empty-with-200', 'does not take an empty answer for a success', NO_SUCCESS, {
    type: 'status',
    status: 200,
    body: 'empty',
  }),
  failed('not-http', 'survives an answer that is no HTTP', NO_STATUS, { type: 'garbage' }),
  ...[500, 502, 503].map((status) =>
    failed(`status-${status}`, `does not take a page with status ${status} for a success`, GATEWAY, {
      type: 'status',
      status,
      body: 'html',
    }),
  ),
  failed(
    'status-503-retry-after',
    'does not come back before a 503 allows it',
    'Whoever sends again has to wait as told; whoever does not is right too.',
    ({ retryAfterS: retryAfter }) => ({ type: 'status', status: 503, retryAfter }),
    [waitsAsTold],
  ),
  failed('reset', 'does not take a connection that is reset for a success', NO_STATUS, { type: 'reset' }),
  failed('empty-reply', 'does not take a connection that is closed for a success', NO_STATUS, { type: 'empty-reply' }),
  failed('no-answer', 'gives up waiting some day', NO_STATUS, { type: 'hang' }),
  lost('reset', 'does not push twice where the connection is reset after the push', { type: 'reset' }),
  lost('no-answer', 'does not push twice where the answer never comes', { type: 'hang' }),
  lost('empty-reply', 'does not push twice where the connection ends without an answer', { type: 'empty-reply' }),
  lost('status-502', 'does not push twice where a gateway gives up', { type: 'status', status: 502, body: 'html' }),
  {
    id: 'connection-refused',
    level: 'MUST',
    title: 'says so where nobody listens, and ends',
    reason: 'Nobody was pushed, and only the sender can say so.',
    row: 'simulated-fault',
    job: ONE,
    play: refused,
    expect: [reportsFailure],
  },
  {
    id: 'connection-refused-at-first',
    level: 'SHOULD',
    title: 'tries again where nobody listened',
    reason: 'Nothing was sent, so nothing can be sent twice.',
    row: 'simulated-fault',
    job: ONE,
    play: refusedAtFirst,
    expect: [everyoneOnce],
  },
];

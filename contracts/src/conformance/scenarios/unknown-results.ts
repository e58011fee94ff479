import {
  deliveredToAllOnce,
  deliversOrReports,
  handlesUnknown,
  reportsFailure,
  reportsTruthfully,
} from '../expectations/outcome.js';
import { respectsRetryAfter } from '../expectations/requests.js';
import { jobFor } from '../job.js';
import type { Fault, RunLimits } from '../mock.js';
import { killAndRestart, refuseConnections, refuseConnectionsAtFirst, terminateAndRestart } from '../procedures.js';
import type { Scenario } from '../scenario.js';

const ONE = jobFor(1);

/** The first request fails without a delivery, which the sender cannot know. */
const failedRequest = (
  id: string,
  title: string,
  reason: string,
  fault: Fault | ((limits: RunLimits) => Fault),
  more: Scenario['expect'] = [],
): Scenario => ({
  id,
  level: 'MUST',
  title,
  reason,
  row: 'simulated-fault',
  job: ONE,
  setup: (limits) => ({
    faults: [{ fault: typeof fault === 'function' ? fault(limits) : fault, when: { first: 1 } }],
  }),
  expect: [deliversOrReports, ...more],
});

/** The first request is accepted, and its answer is lost. */
const lostAnswer = (id: string, title: string, fault: Fault): Scenario => ({
  id: `accepted-then-${id}`,
  level: 'MUST',
  title,
  reason: 'The vendor has no idempotency key: a repeated request is delivered again.',
  row: 'no-idempotency',
  job: ONE,
  setup: () => ({ faults: [{ fault, when: { first: 1 }, accepted: true }] }),
  expect: [handlesUnknown],
});

const NOT_ACCEPTED = 'Only "success": true in a complete answer means that the push was accepted.';
const NO_ANSWER = 'Without an answer the result is unknown: do not report success and do not wait for ever.';
const GATEWAY = 'A gateway answers in place of the vendor, with a page that is not JSON.';

/** Requests whose result the sender cannot know. */
export const UNKNOWN_RESULTS: readonly Scenario[] = [
  failedRequest('malformed-json', 'does not treat incomplete JSON as a success', NOT_ACCEPTED, {
    type: 'malformed-json',
  }),
  failedRequest('truncated-body', 'does not treat a truncated body as a success', NOT_ACCEPTED, {
    type: 'truncated-body',
  }),
  failedRequest('html-with-200', 'does not treat a page with status 200 as a success', NOT_ACCEPTED, {
    type: 'wrong-content-type',
  }),
  failedRequest('empty-with-200', 'does not treat an empty answer with status 200 as a success', NOT_ACCEPTED, {
    type: 'status',
    status: 200,
    body: 'empty',
  }),
  failedRequest('not-http', 'survives an answer that is not HTTP', NO_ANSWER, { type: 'garbage' }),
  ...[500, 502, 503].map((status) =>
    failedRequest(`status-${status}`, `does not treat a page with status ${status} as a success`, GATEWAY, {
      type: 'status',
      status,
      body: 'html',
    }),
  ),
  failedRequest(
    'status-503-retry-after',
    'does not send again before the Retry-After of a 503 allows it',
    'A sender that repeats the request must wait; one that does not repeat it passes too.',
    ({ retryAfterS: retryAfter }) => ({ type: 'status', status: 503, retryAfter }),
    [respectsRetryAfter],
  ),
  failedRequest('reset', 'does not treat a connection reset as a success', NO_ANSWER, { type: 'reset' }),
  failedRequest('empty-reply', 'does not treat a closed connection as a success', NO_ANSWER, { type: 'empty-reply' }),
  failedRequest('no-answer', 'stops waiting for an answer that never comes', NO_ANSWER, { type: 'hang' }),
  lostAnswer('reset', 'does not deliver twice when the connection is reset after the push', { type: 'reset' }),
  lostAnswer('no-answer', 'does not deliver twice when the answer never comes', { type: 'hang' }),
  lostAnswer('empty-reply', 'does not deliver twice when the connection closes without an answer', {
    type: 'empty-reply',
  }),
  lostAnswer('status-502', 'does not deliver twice when a gateway answers 502', {
    type: 'status',
    status: 502,
    body: 'html',
  }),
  {
    id: 'connection-refused',
    level: 'MUST',
    title: 'reports a refused connection, and exits',
    reason: 'No customer receives the push, and only the sender can report it.',
    row: 'simulated-fault',
    job: ONE,
    procedure: refuseConnections,
    expect: [reportsFailure],
  },
  {
    id: 'connection-refused-at-first',
    level: 'SHOULD',
    title: 'tries again after a refused connection',
    reason: 'No request was sent, so the push cannot be delivered twice.',
    row: 'simulated-fault',
    job: ONE,
    procedure: refuseConnectionsAtFirst,
    expect: [deliveredToAllOnce],
  },
];

/** The memory of a sender across a restart. */
export const RESTARTS: readonly Scenario[] = [
  {
    id: 'ended-and-started-again',
    level: 'MUST',
    title: 'delivers to no customer twice when it is terminated halfway and started again',
    reason: 'Machines restart and deployments replace processes; the vendor does not recognise a repeated request.',
    row: 'no-idempotency',
    job: jobFor(5000),
    procedure: terminateAndRestart,
    expect: [reportsTruthfully],
  },
  {
    id: 'killed-and-started-again',
    level: 'MUST',
    title: 'does not deliver twice when it is killed while it waits, and started again',
    reason: 'A request without an answer may have been accepted: record each request before it is sent.',
    row: 'no-idempotency',
    job: jobFor(1),
    setup: () => ({ faults: [{ fault: { type: 'hang' }, when: { first: 1 }, accepted: true }] }),
    procedure: killAndRestart,
    expect: [handlesUnknown],
  },
];

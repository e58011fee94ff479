import { MAX_LIMIT } from '../../schemas.js';
import { bodyOf, DONE, ok, type Paths } from '../answers.js';
import { COMPLIANCE, EXPECTATIONS, LEDGER, VERIFICATIONS } from '../examples/reports.js';
import { INBOX, LINE, RECORD } from '../examples/requests.js';
import { query, REQUEST_ID, SLUG, USER_ID } from '../parameters.js';
import { BODY_REFUSALS, refusals, UNKNOWN_REQUEST } from '../refusals.js';
import { nonEmpty, ref, whole } from '../schema.js';

const tags = ['requests'];

const FILTERS = [
  query('outcome', 'How the request ended.', ref('Outcome'), 'accepted'),
  query('status', 'Status of the answer.', ref('Status'), 200),
  query('userId', 'Requests whose body names this customer.', nonEmpty(), '79999999999'),
  query(
    'text',
    'Found, in capitals or not, in title, summary or deeplink of the body, or in the text of the answer.',
    nonEmpty(),
    'order',
  ),
  query('after', 'Requests that came after the one with this id.', nonEmpty(), RECORD.id),
  query('limit', 'The newest so many.', whole(undefined, { minimum: 1, maximum: MAX_LIMIT }), 10),
];

/** What came in, and what can be said of it. */
export const REQUEST_PATHS: Paths = {
  '/integrations/{slug}/requests': {
    parameters: [SLUG],
    get: {
      operationId: 'listRequests',
      summary: 'The journal, newest last; everything given must hold',
      tags,
      parameters: FILTERS,
      responses: {
        ...ok('The requests that match.', 'RequestList', {
          accepted: { requests: [RECORD], evicted: 0, bodiesCut: 0 },
        }),
        ...refusals(400, 401),
      },
    },
    delete: {
      operationId: 'deleteRequests',
      summary: 'Empty the journal, and with it inbox, ledger and compliance; settings, clock and limiter stay',
      tags,
      responses: { ...DONE, ...refusals(400, 401) },
    },
  },
  '/integrations/{slug}/requests/{id}': {
    parameters: [SLUG, REQUEST_ID],
    get: {
      operationId: 'getRequest',
      summary: 'One request',
      tags,
      responses: {
        ...ok('The request.', 'RequestRecord', { accepted: RECORD }),
        ...refusals(400, 401),
        ...UNKNOWN_REQUEST,
      },
    },
  },
  '/integrations/{slug}/summaries': {
    parameters: [SLUG],
    get: {
      operationId: 'listSummaries',
      summary: 'The journal with each request in a line, newest last; everything given must hold',
      tags,
      parameters: FILTERS,
      responses: {
        ...ok('The requests that match.', 'SummaryList', { accepted: { summaries: [LINE], evicted: 0, bodiesCut: 0 } }),
        ...refusals(400, 401),
      },
    },
  },
  '/integrations/{slug}/inbox/{userId}': {
    parameters: [SLUG, USER_ID],
    get: {
      operationId: 'getInbox',
      summary: "The notifications this customer's phone would show, oldest first",
      tags,
      responses: { ...ok('The inbox.', 'Inbox', { 'one-push': INBOX }), ...refusals(400, 401) },
    },
  },
  '/integrations/{slug}/ledger': {
    parameters: [SLUG],
    get: {
      operationId: 'getLedger',
      summary: 'How often the same push was accepted for the same customer',
      description: 'Two pushes are the same where title, summary and deeplink are.',
      tags,
      responses: { ...ok('The ledger.', 'LedgerReport', { 'one-duplicate': LEDGER }), ...refusals(400, 401) },
    },
  },
  '/integrations/{slug}/compliance': {
    parameters: [SLUG],
    get: {
      operationId: 'getCompliance',
      summary: 'How well the sender kept to the limits',
      tags,
      responses: { ...ok('The verdict.', 'Compliance', { 'too-many-calls': COMPLIANCE }), ...refusals(400, 401) },
    },
  },
  '/integrations/{slug}/verify': {
    parameters: [SLUG],
    post: {
      operationId: 'verify',
      summary: 'Whether the requests are what a test expects; waits until they are, waitMs at most',
      tags,
      requestBody: bodyOf('Expectation', EXPECTATIONS),
      responses: { ...ok('What was found.', 'Verification', VERIFICATIONS), ...BODY_REFUSALS },
    },
  },
};

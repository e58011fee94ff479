import { OUTCOMES } from '../../../api/outcome.js';
import type {
  Compliance,
  Difference,
  Duplicated,
  Expectation,
  LedgerReport,
  NearMiss,
  Verification,
} from '../../../api/reports.js';
import { MAX_LIMIT, MAX_WAIT_MS } from '../../schemas.js';
import {
  anything,
  type Components,
  closed,
  eachOf,
  flag,
  listOf,
  nonEmpty,
  oneOf,
  optional,
  ref,
  text,
  whole,
} from '../schema.js';

/** What can be said of the requests that came in. */
export const REPORT_SCHEMAS: Components = {
  LedgerReport: closed<LedgerReport>({
    once: whole('Customers who got their push exactly once; one who got two different pushes counts for each.'),
    duplicated: listOf(ref('Duplicated')),
    requests: whole(),
    acceptedRequests: whole(),
    forgotten: whole('Deliveries too old to be remembered; duplicates of them go unseen.'),
  }),
  Duplicated: closed<Duplicated>({
    userId: text(),
    times: whole('How often the push was accepted for this customer.', { minimum: 2 }),
    message: ref('PushMessage'),
    deeplink: optional(nonEmpty()),
  }),
  Compliance: closed<Compliance>({
    requests: whole(),
    acceptedRequests: whole(),
    mostInWindow: closed<Compliance['mostInWindow']>({
      requests: whole("Requests in the fullest window of the limit's length, wherever it begins."),
      windowMs: whole(undefined, { minimum: 1 }),
      limit: whole(undefined, { minimum: 1 }),
      kept: flag('Whether the limit was kept.'),
    }),
    insideRetryAfter: whole('Requests that came before a 429 said they might.'),
    wastedCalls: whole('Requests that delivered nothing.'),
    batching: closed<Compliance['batching']>({
      userIds: whole(),
      actualRequests: whole(),
      optimalRequests: whole(),
      score: {
        type: 'number',
        minimum: 0,
        description: 'The fewest requests that would have done, by those made; 1 is best.',
      },
    }),
    drain: closed<Compliance['drain']>({
      actualMs: whole('From the first request to the last accepted one.'),
      optimalMs: whole('The least the limit allows for as many customers.'),
    }),
    evicted: whole('Requests the journal had to let go; they are not counted.'),
    bodiesCut: whole('Accepted pushes of whose bodies only parts are kept; batching does not count them.'),
  }),
  Expectation: {
    ...closed<Expectation>({
      count: optional(
        whole('Exactly so many; excludes atLeast and atMost. Without any of the three: at least one.', {
          maximum: MAX_LIMIT,
        }),
      ),
      atLeast: optional(whole(undefined, { maximum: MAX_LIMIT })),
      atMost: optional(whole(undefined, { maximum: MAX_LIMIT })),
      userIds: optional({ ...listOf(nonEmpty()), description: 'Customers the request must name, all of them.' }),
      match: optional({ type: 'object', description: 'What the body must hold; objects may hold more.' }),
      outcome: optional(oneOf(['any', ...OUTCOMES], 'How a request must have ended to count; accepted unless given.')),
      waitMs: optional(
        whole(
          "How long to wait for the expectation to come true, by the integration's clock; not at all unless given.",
          {
            maximum: MAX_WAIT_MS,
          },
        ),
      ),
    }),
    dependentSchemas: { count: { properties: { atLeast: false, atMost: false } } },
  },
  Verification: closed<Verification>({
    result: eachOf<Verification['result']>(
      { pass: true, fail: true, inconclusive: true },
      'inconclusive where a request that the journal no longer holds, or holds in part, could change the answer.',
    ),
    found: whole('Requests that count.'),
    nearest: {
      ...listOf(ref('NearMiss')),
      description: 'On anything but pass: requests that do not count, the closest first.',
    },
  }),
  NearMiss: closed<NearMiss>({ requestId: text(), differences: { ...listOf(ref('Difference')), minItems: 1 } }),
  Difference: closed<Difference>({
    path: text(
      "Where, from the body's root, e.g. message.title; (outcome) for how the request ended, (body) where too little of it is kept to tell.",
    ),
    expected: anything('What was expected.'),
    actual: anything('What was found; null where nothing was.'),
  }),
};

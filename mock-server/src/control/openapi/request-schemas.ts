import { MAX_USER_IDS } from 'imshop-contracts';
import { requestSchema } from 'imshop-contracts/schema';
import { ADVISORY_CODES, type Advisory } from '../../api/advisory.js';
import type { RequestSummary } from '../../api/events.js';
import { OUTCOMES } from '../../api/outcome.js';
import type { Compliance, Difference, Duplicated, LedgerReport, NearMiss, Verification } from '../../api/reports.js';
import type {
  BodyCut,
  Inbox,
  Notification,
  RequestLine,
  RequestList,
  RequestRecord,
  SummaryList,
} from '../../api/requests.js';
import { MAX_SHOWN_TITLE } from '../../reports/requests.js';
import { expectation } from '../schemas.js';
import {
  any,
  array,
  boolean,
  type Components,
  dateTime,
  enumeration,
  integer,
  membersOf,
  nonEmptyString,
  nullable,
  object,
  optional,
  ref,
  type Schema,
  schemaFromJoi,
  string,
} from './json-schema.js';

const POSITIVE = { minimum: 1 };
const EVICTED = integer('Requests evicted from the journal.');
const BODIES_CUT = integer('Requests left out although they may match: too little of their bodies is kept to decide.');
const DURATION = nullable(integer('Null while the request is pending.'));

/** The properties that records, lines and events share. */
const SUMMARY = {
  receivedAt: dateTime("Time of arrival, by the integration's clock."),
  outcome: ref('Outcome'),
  status: nullable(ref('Status')),
  accepted: boolean('The push was recorded as delivered, whatever the sender was answered.'),
  fault: nullable(ref('FaultHit')),
  behaviour: nullable(ref('FidelityId')),
} satisfies Record<keyof Omit<RequestSummary, 'requestId' | 'durationMs'>, Schema>;

/** The `data` of an event of type `request`. */
export const REQUEST_SUMMARY = { requestId: string(), ...SUMMARY, durationMs: integer() };

/** The push of both documents. */
export const PUSH_MESSAGE = schemaFromJoi(requestSchema(MAX_USER_IDS).extract('message'));

/** The journal, and the reports about it. */
export const REQUEST_SCHEMAS: Components = {
  PushMessage: PUSH_MESSAGE,
  RequestList: object<RequestList>({ requests: array(ref('RequestRecord')), evicted: EVICTED, bodiesCut: BODIES_CUT }),
  RequestRecord: object<RequestRecord>({
    id: string('{slug}-{number}, in the order of arrival; also in X-Mock-Request-Id of the answer.'),
    ...SUMMARY,
    method: string(),
    path: string(),
    headers: {
      ...{ type: 'object', additionalProperties: string() },
      description: 'Names in lower case; repeated headers joined by a comma; credentials redacted.',
    },
    body: any('The JSON value that was sent; a string if it is not JSON or only its beginning is kept; null if none.'),
    bodyTruncated: boolean('Only the beginning of the body is kept.'),
    bodyCut: nullable(ref('BodyCut')),
    response: any('Body of the answer; null without an answer.'),
    advisories: array(ref('Advisory')),
    standing: nullable(ref('Standing')),
    hint: nullable(string("Explanation of the mock, beside the vendor's words.")),
    notBefore: nullable(dateTime('The moment that Retry-After of the answer names; null if it names none.')),
    durationMs: DURATION,
  }),
  BodyCut: object<BodyCut>(
    {
      bytes: integer('Length of the body after decompression.'),
      tail: string('End of the body.'),
      sha256: { ...string('Hash of the body after decompression.'), pattern: '^[0-9a-f]{64}$' },
    },
    'The length, end and hash of a body larger than journalBodyMax.',
  ),
  SummaryList: object<SummaryList>({ summaries: array(ref('RequestLine')), evicted: EVICTED, bodiesCut: BODIES_CUT }),
  RequestLine: object<RequestLine>({
    requestId: string('Id of the RequestRecord.'),
    ...SUMMARY,
    durationMs: DURATION,
    title: nullable({ ...string('Beginning of message.title, if it is a string.'), maxLength: MAX_SHOWN_TITLE }),
    userIds: integer('Number of customers in the body.'),
    advisories: integer('Number of advisories.'),
    standing: nullable(ref('Standing')),
  }),
  Outcome: enumeration(OUTCOMES, 'How a request ended.'),
  Status: integer('Status of an answer.', { minimum: 100, maximum: 599 }),
  Advisory: object<Advisory>({
    code: enumeration(ADVISORY_CODES, 'Kind of problem in an accepted push.'),
    path: string('Place in the body, e.g. message.title; empty for the whole body.'),
    message: string(),
  }),
  Inbox: object<Inbox>({
    userId: string(),
    notifications: array(ref('Notification')),
    evicted: integer('Deliveries that were evicted; some of them may have been to this customer.'),
  }),
  Notification: object<Notification>({
    requestId: string(),
    receivedAt: SUMMARY.receivedAt,
    title: nonEmptyString(),
    summary: nonEmptyString(),
    deeplink: optional(nonEmptyString()),
    duplicate: boolean('This customer had received the same push before.'),
  }),
  LedgerReport: object<LedgerReport>({
    once: integer('Pairs of a push and a customer that were delivered exactly once.'),
    duplicated: array(ref('Duplicated')),
    requests: integer(),
    acceptedRequests: integer(),
    forgotten: integer('Evicted deliveries: duplicates of them are not found.'),
  }),
  Duplicated: object<Duplicated>({
    userId: string(),
    times: integer('Number of times the push was accepted for this customer.', { minimum: 2 }),
    message: ref('PushMessage'),
    deeplink: optional(nonEmptyString()),
  }),
  Compliance: object<Compliance>({
    requests: integer(),
    acceptedRequests: integer(),
    mostInWindow: object<Compliance['mostInWindow']>({
      requests: integer("Requests in the fullest window of the limit's length."),
      windowMs: integer(undefined, POSITIVE),
      limit: integer(undefined, POSITIVE),
      kept: boolean('The limit was not exceeded.'),
    }),
    insideRetryAfter: integer('Requests that came earlier than Retry-After of a 429 allowed.'),
    wastedCalls: integer('Requests that delivered nothing.'),
    batching: object<Compliance['batching']>({
      userIds: integer(),
      actualRequests: integer(),
      optimalRequests: integer(),
      score: { type: 'number', minimum: 0, description: 'optimalRequests divided by actualRequests; 1 is best.' },
    }),
    drain: object<Compliance['drain']>({
      actualMs: integer('From the first request to the last accepted one.'),
      optimalMs: integer('Minimum that the limit allows for this number of customers.'),
    }),
    evicted: integer('Requests evicted from the journal: they are not counted.'),
    bodiesCut: integer('Accepted pushes whose bodies are kept only in part: batching does not count them.'),
  }),
  Expectation: schemaFromJoi(expectation),
  Verification: object<Verification>({
    result: enumeration(
      membersOf<Verification['result']>({ pass: true, fail: true, inconclusive: true }),
      'inconclusive if a request that the journal evicted, or keeps only in part, could change the result.',
    ),
    found: integer('Requests that count.'),
    nearest: array(ref('NearMiss'), 'Unless the result is pass: requests that do not count, the closest first.'),
  }),
  NearMiss: object<NearMiss>({ requestId: string(), differences: { ...array(ref('Difference')), minItems: 1 } }),
  Difference: object<Difference>({
    path: string(
      'Place in the body, e.g. message.title; (outcome) for how the request ended, (body) if too little of it is kept.',
    ),
    expected: any('The expected value.'),
    actual: any('The value found; null if the body lacks it.'),
  }),
};

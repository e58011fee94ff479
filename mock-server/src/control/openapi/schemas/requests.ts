import { ADVISORY_CODES, type Advisory } from '../../../api/advisory.js';
import { OUTCOMES } from '../../../api/outcome.js';
import type {
  BodyCut,
  Inbox,
  Notification,
  RequestLine,
  RequestList,
  RequestRecord,
  SummaryList,
} from '../../../api/requests.js';
import { MAX_SHOWN_TITLE } from '../../../reports/requests.js';
import {
  anything,
  type Components,
  closed,
  flag,
  listOf,
  moment,
  nonEmpty,
  oneOf,
  optional,
  orNull,
  ref,
  text,
  whole,
} from '../schema.js';

/** The journal and the inbox. */
export const REQUEST_SCHEMAS: Components = {
  RequestList: closed<RequestList>({
    requests: listOf(ref('RequestRecord')),
    evicted: whole('Entries the journal had to let go.'),
    bodiesCut: whole('Requests left out although they may match: what is kept of their bodies does not say.'),
  }),
  RequestRecord: closed<RequestRecord>({
    id: text('{slug}-{number}, counted up in the order of arrival; also in X-Mock-Request-Id of the answer.'),
    receivedAt: moment("By the integration's clock."),
    method: text(),
    path: text(),
    headers: {
      type: 'object',
      additionalProperties: text(),
      description: 'Names in lower case; repeated ones joined by a comma; credentials redacted.',
    },
    body: anything(
      'The JSON value sent; a text where it was no JSON, or only its beginning was kept; null where there was none.',
    ),
    bodyTruncated: flag('Whether only the beginning of the body was kept.'),
    bodyCut: orNull(ref('BodyCut')),
    outcome: ref('Outcome'),
    status: orNull(ref('Status')),
    response: anything('Body of the answer; null while there is none.'),
    fault: orNull(ref('FaultHit')),
    accepted: flag('Whether the push was recorded as delivered, whatever the sender was told.'),
    advisories: listOf(ref('Advisory')),
    standing: orNull(ref('Standing')),
    behaviour: orNull(ref('FidelityId')),
    hint: orNull(text("What the mock has to say beside the vendor's words.")),
    notBefore: orNull(moment('The moment that Retry-After of the answer named; null where it named none.')),
    durationMs: orNull(whole('Null while the request is pending.')),
  }),
  BodyCut: {
    ...closed<BodyCut>({
      bytes: whole('Length of the body, after decompression.'),
      tail: text('The end of the body.'),
      sha256: { ...text('Of the body, after decompression.'), pattern: '^[0-9a-f]{64}$' },
    }),
    description: 'What was kept beside the beginning of a body larger than journalBodyMax.',
  },
  SummaryList: closed<SummaryList>({
    summaries: listOf(ref('RequestLine')),
    evicted: whole('Entries the journal had to let go.'),
    bodiesCut: whole('Requests left out although they may match: what is kept of their bodies does not say.'),
  }),
  RequestLine: closed<RequestLine>({
    requestId: text('The id of the RequestRecord.'),
    receivedAt: moment("By the integration's clock."),
    outcome: ref('Outcome'),
    status: orNull(ref('Status')),
    accepted: flag('Whether the push was recorded as delivered, whatever the sender was told.'),
    fault: orNull(ref('FaultHit')),
    behaviour: orNull(ref('FidelityId')),
    durationMs: orNull(whole('Null while the request is pending.')),
    title: orNull({ ...text('The beginning of message.title, where it is a text.'), maxLength: MAX_SHOWN_TITLE }),
    userIds: whole('How many customers the body names.'),
    advisories: whole('How much about the push is unwise.'),
    standing: orNull(ref('Standing')),
  }),
  Outcome: oneOf(OUTCOMES, 'How a request ended.'),
  Status: whole('Status of an answer.', { minimum: 100, maximum: 599 }),
  Advisory: closed<Advisory>({
    code: oneOf(ADVISORY_CODES, 'What is unwise about the push.'),
    path: text('Where in the body, e.g. message.title; empty for the whole.'),
    message: text(),
  }),
  Inbox: closed<Inbox>({
    userId: text(),
    notifications: listOf(ref('Notification')),
    evicted: whole('Deliveries that were evicted; some of them may have been to this customer.'),
  }),
  Notification: closed<Notification>({
    requestId: text(),
    receivedAt: moment(),
    title: nonEmpty(),
    summary: nonEmpty(),
    deeplink: optional(nonEmpty()),
    duplicate: flag('Whether this customer had the same push before.'),
  }),
};

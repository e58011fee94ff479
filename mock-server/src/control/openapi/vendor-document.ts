import {
  MAX_USER_IDS,
  MEDIA_TYPE,
  METHOD,
  type PushAccepted,
  type PushDeclined,
  type PushError,
  type PushRequest,
  standingOf,
} from 'imshop-contracts';
import { requestSchema, validatePush } from 'imshop-contracts/schema';
import { advise } from '../../advisories/advisories.js';
import {
  type Answer,
  accepted,
  badRequest,
  invalidEncoding,
  methodNotAllowed,
  notFound,
  notJson,
  rateLimited,
  strictRefusal,
  tooLarge,
  unavailable,
  unsupportedMediaType,
} from '../../answers/answer.js';
import { NO_HISTORY } from '../../api/advisory.js';
import { DEFAULT_SLUG } from '../../api/push-path.js';
import { openApi } from './control-document.js';
import { type Components, object, optional, ref, type Schema, schemaFromJoi, string } from './json-schema.js';
import { PUSH_MESSAGE } from './request-schemas.js';
import { STANDING } from './schemas.js';

/**
 * The emulated endpoint as OpenAPI 3.1.
 *
 * @param urlOf Address of the endpoint of an integration.
 */
export function vendorDocument(urlOf: (slug: string) => string): object {
  const url = urlOf(DEFAULT_SLUG);
  const lastSlash = url.lastIndexOf('/');
  return {
    ...openApi(
      'Imshop push API, as imshop-mock emulates it',
      "Imshop's push endpoint as the mock emulates it with the default settings. x-standing says how well each answer is known: " +
        "documented (on the vendor's page), library (behaviour of the library whose texts that page shows) or assumed. " +
        'GET /_mock/fidelity has the same as a table, with the settings that select another behaviour.',
    ),
    servers: [
      {
        url: url.slice(0, lastSlash),
        description: `The integration ${DEFAULT_SLUG}; each integration has its own URL.`,
      },
    ],
    security: [],
    paths: {
      [url.slice(lastSlash)]: {
        post: {
          operationId: 'push',
          summary: 'Notify customers; a repeated request notifies them again',
          description:
            'For messages about a matter of the customer, not for mailings. The URL is the only secret. ' +
            'A string with the JSON of an expected array or object is accepted in its place; the schema leaves this out.',
          requestBody: {
            required: true,
            content: { [MEDIA_TYPE]: { schema: ref('PushRequest'), examples: { page: { value: PUSH } } } },
          },
          responses: responses(),
        },
      },
    },
    components: { schemas: SCHEMAS, headers: HEADERS },
  };
}

/** The request on the vendor's page. */
const PUSH: PushRequest = {
  userIds: ['79999999999'],
  message: { title: 'Заголовок уведомления', summary: 'Сообщение пользователю' },
  deeplink: 'slug://browse',
};

/** Taken apart, because Joi cannot describe a schema that turns labels off. */
const PUSH_SCHEMA = requestSchema(MAX_USER_IDS);

const SCHEMAS: Components = {
  PushRequest: object<PushRequest>({
    userIds: schemaFromJoi(PUSH_SCHEMA.extract('userIds')),
    message: ref('PushMessage'),
    deeplink: optional(schemaFromJoi(PUSH_SCHEMA.extract('deeplink'))),
  }),
  PushMessage: PUSH_MESSAGE,
  PushAccepted: object<PushAccepted>({ success: { type: 'boolean', const: true } }),
  PushDeclined: object<PushDeclined>({
    success: { type: 'boolean', const: false },
    error: string('Why nothing was sent.'),
  }),
  PushError: object<PushError>({
    error: string('Reason phrase of the status.'),
    message: string('What is wrong with the request.'),
  }),
  Standing: STANDING,
};

const HEADERS: Components = {
  'Retry-After': {
    description: 'Seconds, an HTTP date, or no header; a setting of the mock.',
    schema: string(),
    example: '42',
  },
  Allow: { description: 'The only allowed method.', required: true, schema: { type: 'string', const: METHOD } },
  'X-Mock-Standing': { description: 'How well this answer is known.', schema: ref('Standing') },
  'X-Mock-Request-Id': { description: 'Id of the request in the journal.', schema: string(), example: 'shop-1' },
  'X-Mock-Hint': { description: "Explanation of the mock, beside the vendor's words.", schema: string() },
};

const ERROR = ref('PushError');
const STATUSES = {
  200: {
    row: 'accepted',
    schema: { oneOf: [ref('PushAccepted'), ref('PushDeclined')] },
    description: 'Accepted, or declined because the integration is not live.',
  },
  400: { row: 'bad-request-body', schema: ERROR, description: 'The body is not valid.' },
  404: { row: 'unknown-path', schema: ERROR, description: 'No such path.' },
  405: { row: 'method-not-allowed', schema: ERROR, description: 'The method is not POST.' },
  413: { row: 'too-large', schema: ERROR, description: 'The body is too large.' },
  415: { row: 'media-type', schema: ERROR, description: 'The media type or content coding is not supported.' },
  429: { row: 'over-the-limit', schema: ERROR, description: 'Too many requests; this one does not count.' },
} as const;

/** The answers by status, each as an example with its exact body. */
function responses(): Schema {
  const examples = Object.entries(answerExamples());
  return Object.fromEntries(
    Object.entries(STATUSES).map(([status, { row, schema, description }]) => {
      const ofStatus = examples.filter(([, { answer }]) => String(answer.status) === status);
      const content = {
        [MEDIA_TYPE]: {
          schema,
          examples: Object.fromEntries(ofStatus.map(([name, example]) => [name, openApiExample(example)])),
        },
      };
      const headers = headersOf(ofStatus.map(([, { answer }]) => answer));
      return [status, { description, 'x-standing': standingOf(row), headers, content }];
    }),
  );
}

function headersOf(answers: readonly Pick<Answer, 'headers' | 'hint'>[]): Schema {
  const names = new Set([
    ...answers.flatMap(({ headers, hint }) => [
      ...Object.keys(headers),
      ...(hint === undefined ? [] : ['X-Mock-Hint']),
    ]),
    'X-Mock-Standing',
    'X-Mock-Request-Id',
  ]);
  return Object.fromEntries([...names].map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** `x-request` is the body that gets this answer. */
function openApiExample({ when, answer: { body, row }, request }: AnswerExample): Schema {
  return {
    summary: when,
    value: JSON.parse(body),
    'x-standing': standingOf(row),
    'x-behaviour': row,
    ...(request === undefined ? {} : { 'x-request': request }),
  };
}

/** An answer of the endpoint and its cause. */
interface AnswerExample {
  readonly when: string;
  readonly answer: Omit<Answer, 'outcome'>;
  /** The body that gets this answer, if it depends on the body and the body is short. */
  readonly request?: unknown;
}

const ENVELOPE = 'documented';

/** Every answer with the default settings, from the functions that answer requests. */
function answerExamples(): Readonly<Record<string, AnswerExample>> {
  const { userIds, message } = PUSH;
  const tooMany = Array.from({ length: MAX_USER_IDS + 1 }, (_, index) => String(index));
  const unwise: PushRequest = { ...PUSH, userIds: [], deeplink: 'https://example.com' };
  return {
    accepted: { when: 'The push is accepted.', request: PUSH, answer: accepted(false) },
    'json-in-a-string': {
      when: 'A string with the JSON of the expected array or object is accepted.',
      request: { userIds: JSON.stringify(userIds), message: JSON.stringify(message) },
      answer: accepted(true),
    },
    unavailable: { when: 'The integration is not live, or switched off.', request: PUSH, answer: unavailable(200) },
    'ids-not-an-array': invalid('A value has the wrong type.', { ...PUSH, userIds: userIds[0] }),
    'several-faults': invalid('Every error is listed, unless only the first is.', { message: { title: 1 } }),
    'missing-text': invalid('A key is missing.', { userIds, message: { title: message.title } }),
    'unknown-keys': invalid('A key is unknown.', { ...PUSH, message: { ...message, sound: 'bell' }, silent: true }),
    'too-many-ids': { when: 'Too many customers.', answer: refusalOf({ ...PUSH, userIds: tooMany }) },
    'not-an-object': invalid('The body is JSON, but not an object.', [PUSH]),
    'not-json': { when: 'The body is not JSON.', answer: notJson('not-json', '', ENVELOPE) },
    'not-utf8': { when: 'The bytes of the body are not UTF-8.', answer: notJson('invalid-utf8', '', ENVELOPE) },
    unwise: {
      when: 'The push has advisories, and the setting strict is on.',
      request: unwise,
      answer: strictRefusal(advise(unwise, NO_HISTORY, false), ENVELOPE),
    },
    'unknown-path': { when: 'The path is another.', answer: notFound('', ENVELOPE) },
    'another-method': { when: 'The method is not POST.', answer: methodNotAllowed('', ENVELOPE) },
    'too-large': { when: 'Content-Length is too large.', answer: tooLarge('too-large', ENVELOPE) },
    'too-large-unannounced': {
      when: 'The body turns out too large while it is read or decompressed.',
      answer: tooLarge('too-large-unannounced', ENVELOPE),
    },
    undecodable: { when: 'The body does not match its content coding.', answer: invalidEncoding('gzip', ENVELOPE) },
    'not-a-json-type': {
      when: 'Content-Type is not JSON in UTF-8, or the content coding is not supported.',
      answer: unsupportedMediaType('', ENVELOPE),
    },
    'over-the-limit': {
      when: 'Too many requests in the window.',
      request: PUSH,
      answer: rateLimited(0, 0, 'seconds', ENVELOPE),
    },
  };
}

function invalid(when: string, request: unknown): AnswerExample {
  return { when, request, answer: refusalOf(request) };
}

function refusalOf(request: unknown): Answer {
  const verdict = validatePush(request, { maxUserIds: MAX_USER_IDS, listAllErrors: true });
  if (verdict.ok) throw new Error('an example of a refusal is valid');
  return badRequest(verdict.message, verdict.keys, verdict.row, ENVELOPE);
}

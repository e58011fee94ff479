import { type FidelityId, MAX_USER_IDS, MEDIA_TYPE } from 'imshop-contracts';

/**
 * A part of an answer that is compared with the mock's. A 400 names all errors or only the first: `text` accepts both,
 * `joined` is the text with all errors, and `listed` decides which of the two it is.
 */
export type ComparedField = 'refused' | 'status' | 'allow' | 'keys' | 'text' | 'joined' | 'listed';

/** A request to the real endpoint that cannot deliver a push, however the endpoint handles it. */
export interface Question {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Why it cannot deliver a push, even if the endpoint overlooks one of its errors. */
  readonly whySafe: string;
  /** The rows of the fidelity table that the answer confirms, each with the fields that must equal the mock's. */
  readonly coversRows: Readonly<Partial<Record<FidelityId, readonly ComparedField[]>>>;
}

/** An id that no customer has. It names its origin for readers of the endpoint's log. */
const UNKNOWN_USER_ID = 'imshop-mock-probe-nobody';

/** The questions in the order in which they are asked. No body contains a text that could be shown to a customer. */
export const QUESTIONS: readonly Question[] = [
  {
    id: 'another-method',
    method: 'GET',
    headers: {},
    whySafe: 'a GET without a body or a query',
    coversRows: { 'post-only': ['refused'], 'method-not-allowed': ['status', 'allow', 'text'] },
  },
  post('nothing-in-it', '{}', 'no userIds and no message', {
    'validation-text': ['status', 'text'],
    'bad-request-body': ['status', 'keys'],
    'library-envelope': ['status', 'keys'],
    'all-errors-listed': ['status', 'listed'],
  }),
  post('ids-not-an-array', '{"userIds":{},"message":{}}', 'no recipients, no title and no summary', {
    'documented-text': ['status', 'text'],
  }),
  post('texts-missing', '{"userIds":[],"message":{}}', 'no recipients, no title and no summary', {
    'required-texts': ['status', 'joined'],
    'error-joining': ['status', 'joined'],
  }),
  post(
    'wrong-types',
    '{"userIds":[null,0],"message":{"title":0,"summary":null},"deeplink":0}',
    'ids, title, summary and deeplink are numbers and null, none is a string',
    { 'user-ids': ['status', 'text'], deeplink: ['status', 'joined'], 'error-joining': ['status', 'joined'] },
  ),
  post(
    'unknown-keys',
    '{"userIds":[],"message":{"body":0},"foo":0}',
    'no recipients, no title, no summary, two unknown keys',
    {
      'unknown-key': ['status', 'joined'],
    },
  ),
  post('not-an-object', '[]', 'an empty list: no userIds and no message', { 'not-an-object': ['status', 'text'] }),
  post(
    'json-in-strings',
    '{"userIds":"[0]","message":"{}"}',
    'its only id is a number, and it has no title and no summary',
    {
      'json-string': ['status', 'text'],
    },
  ),
  post('not-json', '{"userIds":', 'ends before any id or text', { 'not-json': ['status', 'text'] }),
  post('not-utf8', Buffer.from('{"\xff":0}', 'latin1'), 'no userIds, no message, and an unknown key of broken UTF-8', {
    'invalid-utf8': ['status', 'text'],
  }),
  post(
    'not-gzip',
    '{}',
    'declared as gzip but not compressed; without decoding it has no userIds and no message',
    { undecodable: ['status', 'text'] },
    { 'content-encoding': 'gzip' },
  ),
  post(
    'not-a-json-type',
    '{}',
    'declared as text/plain; read as JSON it has no userIds and no message',
    { 'media-type': ['status', 'text'] },
    { 'content-type': 'text/plain' },
  ),
  post(
    'too-many-ids',
    JSON.stringify({ userIds: Array(MAX_USER_IDS + 1).fill(UNKNOWN_USER_ID), foo: 0 }),
    `more than ${MAX_USER_IDS} ids, all of them the same id of no customer; no message; an unknown key`,
    { 'too-many-ids': ['status', 'text'], 'max-user-ids': ['status', 'text'] },
  ),
];

function post(
  id: string,
  body: string | Buffer,
  whySafe: string,
  coversRows: Question['coversRows'],
  headers: Readonly<Record<string, string>> = {},
): Question {
  return { id, method: 'POST', headers: { 'content-type': MEDIA_TYPE, ...headers }, body, whySafe, coversRows };
}

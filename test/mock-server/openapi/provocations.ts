import { gzipSync } from 'node:zlib';
import type { SettingsPatch } from 'imshop-mock';

/** A request, and the bytes of its answer: both written by hand, so that no code of ours agrees with itself. */
export interface Provocation {
  /** The row of the fidelity table the answer stands on. */
  readonly row: string;
  readonly answer: string;
  /** Headers of the answer beside those that every answer has. */
  readonly carries?: readonly string[];
  readonly settings?: SettingsPatch;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The page's example unless given. */
  readonly body?: string | Uint8Array;
  /** How many times it is sent; the last answer counts. */
  readonly times?: number;
}

/** The request that the vendor's page shows, without its white space. */
export const PAGE =
  '{"userIds":["79999999999"],"message":{"title":"Заголовок уведомления","summary":"Сообщение пользователю"},"deeplink":"slug://browse"}';

/** A push to so many customers. */
export function pushToMany(count: number): string {
  const userIds = Array.from({ length: count }, (_, index) => `"${index}"`);
  return `{"userIds":[${userIds.join()}],"message":{"title":"a","summary":"b"}}`;
}

/** What provokes each answer, by the name of its example in the document. */
export const PROVOCATIONS: Readonly<Record<string, Provocation>> = {
  accepted: { row: 'accepted', answer: '{"success":true}' },
  'json-in-a-string': {
    row: 'json-string',
    body: '{"userIds":"[\\"1\\"]","message":"{\\"title\\":\\"a\\",\\"summary\\":\\"b\\"}"}',
    answer: '{"success":true}',
  },
  unavailable: {
    row: 'unavailable',
    settings: { available: false },
    answer: '{"success":false,"error":"Integration is unavailable"}',
  },
  'ids-not-an-array': {
    row: 'documented-text',
    body: PAGE.replace('["79999999999"]', '"79999999999"'),
    answer: badRequest('child \\"userIds\\" fails because [\\"userIds\\" must be an array]'),
  },
  'several-faults': {
    row: 'error-joining',
    body: '{"message":{"title":1}}',
    answer: badRequest(
      'child \\"userIds\\" fails because [\\"userIds\\" is required]. child \\"message\\" fails because [' +
        'child \\"title\\" fails because [\\"title\\" must be a string], child \\"summary\\" fails because [\\"summary\\" is required]]',
    ),
  },
  'missing-text': {
    row: 'validation-text',
    body: '{"userIds":["1"],"message":{"title":"a"}}',
    answer: badRequest(
      'child \\"message\\" fails because [child \\"summary\\" fails because [\\"summary\\" is required]]',
    ),
  },
  'unknown-keys': {
    row: 'unknown-key',
    body: '{"userIds":["1"],"message":{"title":"a","summary":"b","sound":"c"},"silent":false}',
    answer: badRequest('child \\"message\\" fails because [\\"sound\\" is not allowed]. \\"silent\\" is not allowed'),
  },
  'too-many-ids': {
    row: 'too-many-ids',
    body: pushToMany(1001),
    answer: badRequest(
      'child \\"userIds\\" fails because [\\"userIds\\" must contain less than or equal to 1000 items]',
    ),
  },
  'not-an-object': { row: 'not-an-object', body: '[]', answer: badRequest('\\"value\\" must be an object') },
  'not-json': {
    row: 'not-json',
    carries: ['x-mock-hint'],
    body: '{"userIds":[',
    answer: badRequest('Invalid request payload JSON format'),
  },
  'not-utf8': {
    row: 'invalid-utf8',
    carries: ['x-mock-hint'],
    body: Uint8Array.of(0x22, 0xff, 0x22),
    answer: badRequest('Invalid request payload JSON format'),
  },
  unwise: {
    row: 'strict-refusal',
    settings: { strict: true },
    body: '{"userIds":[],"message":{"title":"a","summary":"b"},"deeplink":"https://example.com"}',
    answer: badRequest(
      'userIds: nobody gets this push. deeplink: a web link is possible but discouraged: link into the application',
    ),
  },
  'unknown-path': {
    row: 'unknown-path',
    carries: ['x-mock-hint'],
    path: '/shop/pushes',
    answer: '{"error":"Not Found","message":"Not Found"}',
  },
  'another-method': {
    row: 'method-not-allowed',
    carries: ['allow', 'x-mock-hint'],
    method: 'PUT',
    answer: '{"error":"Method Not Allowed","message":"Method Not Allowed"}',
  },
  'too-large': {
    row: 'too-large',
    body: `"${'x'.repeat(1_048_576)}"`,
    answer:
      '{"error":"Request Entity Too Large","message":"Payload content length greater than maximum allowed: 1048576"}',
  },
  'too-large-unannounced': {
    row: 'too-large-unannounced',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: gzipSync(Buffer.alloc(1_048_577)),
    answer:
      '{"error":"Request Entity Too Large","message":"Payload content length greater than maximum allowed: 1048576"}',
  },
  undecodable: {
    row: 'undecodable',
    carries: ['x-mock-hint'],
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    answer: '{"error":"Bad Request","message":"Invalid compressed payload"}',
  },
  'not-a-json-type': {
    row: 'media-type',
    carries: ['x-mock-hint'],
    headers: { 'content-type': 'text/plain' },
    answer: '{"error":"Unsupported Media Type","message":"Unsupported Media Type"}',
  },
  'over-the-limit': {
    row: 'over-the-limit',
    carries: ['retry-after', 'x-mock-hint'],
    settings: { rateLimit: { requests: 1 } },
    times: 2,
    answer: '{"error":"Too Many Requests","message":"Rate limit exceeded"}',
  },
};

/** The one shape of a 400 that the page shows. */
function badRequest(message: string): string {
  return `{"error":"Bad Request","message":"${message}"}`;
}

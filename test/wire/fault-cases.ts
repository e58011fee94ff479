import type { Fault, RequestRecord } from 'imshop-mock';

export const KEEP_ALIVE = 'Connection: keep-alive\r\nKeep-Alive: timeout=5\r\n';
export const CLOSE = 'Connection: close\r\n';
/** What a clock shows that was never moved, and the same one after 1.5 and 1.6 seconds. */
const NOON = 'Tue, 24 Nov 2026 12:00:00 GMT';
const AFTERWARDS = 'Tue, 24 Nov 2026 12:00:01 GMT';

/** One fault, and all that a sender sees of it, by hand. */
export interface FaultCase {
  readonly fault: Fault;
  /** Every byte that comes back, by the two lines or one that tell of the connection. */
  readonly bytes: (connection: string) => string;
  /** What becomes of a connection that could be kept. */
  readonly connection: 'kept' | 'end' | 'reset';
  /** What ends the wait: the clock, moved on by so much, or the call that gives waiting answers up. */
  readonly wait?: { readonly advanceMs: number } | 'given up';
  /** The date of what is answered next. */
  readonly dateAfter?: string;
  /** Whether the vendor's own answer goes out in the end, and the push is accepted without being told so. */
  readonly passes: boolean;
  readonly journal: Pick<RequestRecord, 'outcome' | 'status' | 'response'>;
}

/** The bytes of a whole answer of a mock that adds no headers of its own. */
export function answer(
  status: string,
  body: string,
  connection: string,
  { type = 'application/json; charset=utf-8', date = NOON, length = body.length, more = '' } = {},
): string {
  return (
    `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\nDate: ${date}\r\n` +
    `${more}${connection}\r\n${body}`
  );
}

export const SUCCESS = '{"success":true}';

export function success(connection: string, date = NOON): string {
  return answer('200 OK', SUCCESS, connection, { date });
}

const HTML = { type: 'text/html' };
const PAGE_503 =
  '<html>\r\n<head><title>503 Service Unavailable</title></head>\r\n' +
  '<body><h1>503 Service Unavailable</h1></body>\r\n</html>\r\n';
const PAGE_200 = '<html>\r\n<head><title>200 OK</title></head>\r\n<body><h1>200 OK</h1></body>\r\n</html>\r\n';
const PAGE_308 =
  '<html>\r\n<head><title>308 Permanent Redirect</title></head>\r\n' +
  '<body><h1>308 Permanent Redirect</h1></body>\r\n</html>\r\n';
const UNAVAILABLE = '{"success":false,"error":"Integration is unavailable"}';
const ERROR_503 = '{"error":"Service Unavailable","message":"Service Unavailable"}';
const DOWN_503 = '{"error":"Service Unavailable","message":"Down until noon"}';
const EXTRA = '{"success":true,"requestId":"7f3c9a52","meta":{"node":"push-2"}}';
const OVER_THE_LIMIT = '{"error":"Too Many Requests","message":"Rate limit exceeded"}';
const TRUNCATED = '{"succes';
const MALFORMED = '{"success":tru';
const GARBAGE = 'this is not HTTP\r\n\r\n';

const ACCEPTED = { outcome: 'accepted', status: 200, response: { success: true } } as const;
const SILENT = { outcome: 'faulted', status: null, response: null } as const;
const REFUSES = { connection: 'kept', passes: false } as const;
const ENDS = { connection: 'end', passes: false } as const;

export const FAULT_CASES: readonly FaultCase[] = [
  {
    ...REFUSES,
    fault: { type: 'unavailable' },
    bytes: (connection) => answer('200 OK', UNAVAILABLE, connection),
    journal: { outcome: 'unavailable', status: 200, response: JSON.parse(UNAVAILABLE) },
  },
  {
    ...REFUSES,
    fault: { type: 'status', status: 503 },
    bytes: (connection) => answer('503 Service Unavailable', ERROR_503, connection),
    journal: { outcome: 'faulted', status: 503, response: JSON.parse(ERROR_503) },
  },
  {
    ...REFUSES,
    fault: { type: 'status', status: 503, body: 'html', retryAfter: 30 },
    bytes: (connection) =>
      answer('503 Service Unavailable', PAGE_503, connection, { ...HTML, more: 'Retry-After: 30\r\n' }),
    journal: { outcome: 'faulted', status: 503, response: PAGE_503 },
  },
  {
    ...REFUSES,
    fault: { type: 'status', status: 504, body: 'empty', retryAfter: 'soon' },
    bytes: (connection) => answer('504 Gateway Timeout', '', connection, { ...HTML, more: 'Retry-After: soon\r\n' }),
    journal: { outcome: 'faulted', status: 504, response: '' },
  },
  {
    ...REFUSES,
    fault: { type: 'status', status: 503, message: 'Down until noon', retryAfter: 30, retryAfterForm: 'date' },
    bytes: (connection) =>
      answer('503 Service Unavailable', DOWN_503, connection, {
        more: 'Retry-After: Tue, 24 Nov 2026 12:00:30 GMT\r\n',
      }),
    journal: { outcome: 'faulted', status: 503, response: JSON.parse(DOWN_503) },
  },
  {
    ...REFUSES,
    fault: { type: 'rate-limited' },
    bytes: (connection) => answer('429 Too Many Requests', OVER_THE_LIMIT, connection, { more: 'Retry-After: 60\r\n' }),
    journal: { outcome: 'rate-limited', status: 429, response: JSON.parse(OVER_THE_LIMIT) },
  },
  {
    fault: { type: 'latency', ms: 1_500 },
    bytes: (connection) => success(connection, AFTERWARDS),
    connection: 'kept',
    wait: { advanceMs: 1_500 },
    dateAfter: AFTERWARDS,
    passes: true,
    journal: ACCEPTED,
  },
  { ...ENDS, fault: { type: 'hang' }, bytes: () => '', wait: 'given up', journal: SILENT },
  { fault: { type: 'reset' }, bytes: () => '', connection: 'reset', passes: false, journal: SILENT },
  { ...ENDS, fault: { type: 'empty-reply' }, bytes: () => '', journal: SILENT },
  {
    ...ENDS,
    fault: { type: 'truncated-body' },
    bytes: (connection) => answer('200 OK', TRUNCATED, connection, { length: SUCCESS.length }),
    journal: { outcome: 'faulted', status: 200, response: TRUNCATED },
  },
  {
    ...REFUSES,
    fault: { type: 'malformed-json' },
    bytes: (connection) => answer('200 OK', MALFORMED, connection),
    journal: { outcome: 'faulted', status: 200, response: MALFORMED },
  },
  {
    ...ENDS,
    fault: { type: 'garbage' },
    bytes: () => GARBAGE,
    journal: { outcome: 'faulted', status: null, response: GARBAGE },
  },
  {
    fault: { type: 'slow-body' },
    bytes: (connection) => success(connection),
    connection: 'kept',
    wait: { advanceMs: 100 * SUCCESS.length },
    dateAfter: AFTERWARDS,
    passes: true,
    journal: ACCEPTED,
  },
  {
    ...REFUSES,
    fault: { type: 'wrong-content-type' },
    bytes: (connection) => answer('200 OK', PAGE_200, connection, HTML),
    journal: { outcome: 'faulted', status: 200, response: PAGE_200 },
  },
  {
    fault: { type: 'stale-connection' },
    bytes: (connection) => success(connection),
    connection: 'end',
    passes: true,
    journal: ACCEPTED,
  },
  {
    ...REFUSES,
    fault: { type: 'redirect', location: 'https://shop.example/push?a=1', status: 308 },
    bytes: (connection) =>
      answer('308 Permanent Redirect', PAGE_308, connection, {
        ...HTML,
        more: 'Location: https://shop.example/push?a=1\r\n',
      }),
    journal: { outcome: 'faulted', status: 308, response: PAGE_308 },
  },
  {
    fault: { type: 'extra-keys' },
    bytes: (connection) => answer('200 OK', EXTRA, connection),
    connection: 'kept',
    passes: true,
    journal: { outcome: 'accepted', status: 200, response: JSON.parse(EXTRA) },
  },
  {
    // Who does not say that he takes gzip gets none.
    fault: { type: 'gzip-body' },
    bytes: (connection) => success(connection),
    connection: 'kept',
    passes: true,
    journal: ACCEPTED,
  },
];

/**
 * How well a behaviour is known:
 * - `documented`: the vendor's page says it.
 * - `library`: the library whose texts the page shows does it.
 * - `assumed`: it is unknown outside the vendor, and the mock picks one variant.
 * - `observed`: a probe saw it at a real endpoint. No row of this table has it; a mock sets it from a probe's file.
 */
export type Standing = 'documented' | 'library' | 'assumed' | 'observed';

/** One behaviour of the vendor, how well it is known, and the setting that changes it. */
export interface FidelityRow {
  readonly id: string;
  readonly behaviour: string;
  readonly standing: Standing;
  readonly source: string;
  /** The setting of the mock that changes this behaviour; absent when none does. */
  readonly switch?: string;
}

const PAGE = "the vendor's page";
const HISTORY = "the page's edit history, May 2024";
const SILENCE = 'documented by silence';
const JOI = 'joi 14.3.1';
const HAPI = 'hapi 16.8';
const NOBODY = 'nobody outside the vendor knows';

const ROWS = {
  'post-only': row('Only POST is served', 'documented', PAGE),
  'body-shape': row('The body is {userIds, message: {title, summary}, deeplink?}', 'documented', PAGE),
  'user-ids': row("userIds are strings: the shop's own customer ids or unformatted phone numbers", 'documented', PAGE),
  'install-ids': row('userIds may hold install ids (iid)', 'documented', HISTORY),
  'max-user-ids': row('Up to 1000 userIds in a request', 'documented', PAGE, 'maxUserIds'),
  'rate-limit': row('No more than 10 requests a minute', 'documented', PAGE, 'rateLimit'),
  'required-texts': row('message.title and message.summary are required strings', 'documented', PAGE),
  deeplink: row('deeplink is an optional string', 'documented', PAGE),
  'personal-only': row('For personal pushes, not for mass pushes', 'documented', PAGE, 'strict'),
  'no-authentication': row('The URL is the secret; no authentication header', 'documented', SILENCE),
  'no-idempotency': row('A repeated request is a repeated push', 'documented', SILENCE),
  accepted: row('200 {"success":true}', 'documented', PAGE),
  unavailable: row(
    '200 {"success":false,"error":"Integration is unavailable"}',
    'documented',
    PAGE,
    'unavailableStatus',
  ),
  'bad-request-body': row('400 {error, message}, exactly these keys in this order', 'documented', PAGE, 'envelope'),
  'documented-text': row('child "userIds" fails because ["userIds" must be an array]', 'documented', PAGE),
  'all-errors-listed': row('A 400 lists every fault of the body', 'documented', PAGE, 'listAllErrors'),
  'error-joining': row('Listed faults are joined as joi 14 joins them', 'library', JOI, 'listAllErrors'),
  'validation-text': row('Every other validation text', 'library', JOI),
  'unknown-key': row('An unknown key is refused by name', 'library', JOI),
  'too-many-ids': row('More than 1000 userIds: 400', 'library', JOI, 'maxUserIds'),
  'not-an-object': row('A JSON body that is no object: 400 "value" must be an object', 'library', JOI),
  'json-string': row('A JSON string is taken for the array or object it holds', 'library', JOI, 'strict'),
  'not-json': row('A body that is not JSON: 400 Invalid request payload JSON format', 'library', HAPI),
  undecodable: row('A body that is not in its content coding: 400 Invalid compressed payload', 'library', HAPI),
  'invalid-utf8': row('Bytes that are not UTF-8 are not JSON: 400', 'assumed', `${NOBODY}; hapi 16 puts U+FFFD there`),
  'media-type': row('A media type, charset or content coding that is not served: 415', 'assumed', NOBODY),
  'too-large': row('A body announced as over 1048576 bytes: 413', 'library', HAPI),
  'too-large-unannounced': row(
    'A body that proves too large when read or decompressed: 413 too',
    'assumed',
    `${NOBODY}; hapi 16 answers 400 to a compressed one, and closes on a chunked one`,
  ),
  'over-the-limit': row('Over the rate limit: 429, before validation', 'assumed', NOBODY, 'rateLimit'),
  'over-the-limit-cost': row('A request over the limit costs nothing', 'assumed', NOBODY, 'rateLimit.countRejected'),
  'retry-after': row('429 carries Retry-After in seconds', 'assumed', NOBODY, 'rateLimit.retryAfter'),
  'window-shape': row('The window is a sliding minute', 'assumed', NOBODY, 'rateLimit.algorithm'),
  'method-not-allowed': row('Another method: 405 with Allow: POST', 'assumed', `${NOBODY}; hapi 16 answers 404`),
  'unknown-path': row('An unknown path: 404 {"error":"Not Found","message":"Not Found"}', 'library', HAPI),
  'library-envelope': row(
    'No statusCode and validation keys in a 400',
    'library',
    'the page shows none; hapi 16 adds both',
    'envelope',
  ),
  'duplicate-in-request': row('An id twice in one request is shown twice', 'assumed', NOBODY, 'strict'),
  'simulated-fault': row('A fault that was asked for', 'assumed', "the mock's own, on request", 'magicIds'),
  'strict-refusal': row('400 on an advisory, when strict', 'assumed', "the mock's own", 'strict'),
} as const satisfies Record<string, Omit<FidelityRow, 'id'>>;

/** The id of a row, e.g. `over-the-limit`. */
export type FidelityId = keyof typeof ROWS;

/** The fidelity table: every behaviour of the mock and how well it is known. */
export const FIDELITY: readonly FidelityRow[] = Object.entries(ROWS).map(([id, rest]) => ({ id, ...rest }));

/** Returns how well the behaviour `id` is known. */
export function standingOf(id: FidelityId): Standing {
  return ROWS[id].standing;
}

function row(behaviour: string, standing: Standing, source: string, setting?: string): Omit<FidelityRow, 'id'> {
  return { behaviour, standing, source, ...(setting === undefined ? {} : { switch: setting }) };
}

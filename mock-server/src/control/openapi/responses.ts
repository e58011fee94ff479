import { TOKEN_REQUIRED } from '../access/require-token.js';
import { ProblemError } from '../problem.js';
import { ref, type Schema } from './json-schema.js';

/** The answer of a call that succeeds. */
export function ok(description: string, schema: string, examples: Schema): Schema {
  return { 200: { description, content: json(schema, examples) } };
}

export const NO_CONTENT: Schema = { 204: { description: 'Done.' } };

export function requestBody(schema: string, examples: Schema): Schema {
  return { required: true, content: json(schema, examples) };
}

function json(schema: string, examples: Schema): Schema {
  const named = Object.entries(examples).map(([name, value]) => [name, { value }]);
  return { 'application/json': { schema: ref(schema), examples: Object.fromEntries(named) } };
}

const TEXT: Schema = { schema: { type: 'string' } };
const NOT_A_NUMBER = { path: 'maxUserIds', message: '"maxUserIds" must be a number, not "many"', value: 'many' };

/** The refusals of the control API, by the name of the component. */
export const PROBLEM_RESPONSES = {
  BadRequest: problem(
    'A value is not allowed; errors lists each invalid field and what is allowed.',
    new ProblemError(400, `settings: ${NOT_A_NUMBER.message}`, { errors: [NOT_A_NUMBER] }),
  ),
  Unauthorized: problem(
    'The admin token is missing or wrong. It is required beyond loopback, and wherever one is set.',
    new ProblemError(401, TOKEN_REQUIRED),
    { 'WWW-Authenticate': TEXT },
  ),
  NotFound: problem(
    'No such path: the answer for every path that is not in this document.',
    new ProblemError(404, 'no such call: GET /_mock/nothing; see /_mock/openapi.json'),
  ),
  UnknownFault: problem(
    'The integration has no fault rule with this id.',
    new ProblemError(404, 'integration shop has no fault rule fault-1'),
  ),
  UnknownRequest: problem(
    'The journal does not contain the request; detail says if it may have been evicted.',
    new ProblemError(404, 'the journal holds no request shop-1; it may be one of the 5 that had to make room'),
  ),
  MethodNotAllowed: problem(
    'The path does not have this method: the answer for every method that is not in this document.',
    new ProblemError(405, 'the method PUT is not allowed here; allowed are GET'),
    { Allow: TEXT },
  ),
  ContentTooLarge: problem('The body is larger than 1 MiB.', new ProblemError(413, 'request entity too large')),
  UnsupportedMediaType: problem(
    'The charset or content coding of the body is not supported.',
    new ProblemError(415, 'unsupported content encoding "zstd"'),
  ),
  TooManyWatchers: problem(
    'The number of watchers has reached maxWatchers.',
    new ProblemError(503, '100 watch already, as many as maxWatchers allows: let one of them leave'),
  ),
  Failure: problem(
    'Any other refusal: 403 to pages of other sites, 421 to a Host that is not served; 500 is a defect of the mock.',
    new ProblemError(500, 'a defect of the mock; see its log'),
  ),
};

export type ProblemName = Exclude<keyof typeof PROBLEM_RESPONSES, 'NotFound' | 'MethodNotAllowed' | 'Failure'>;

const STATUSES: Readonly<Record<ProblemName, number>> = {
  BadRequest: 400,
  Unauthorized: 401,
  UnknownFault: 404,
  UnknownRequest: 404,
  ContentTooLarge: 413,
  UnsupportedMediaType: 415,
  TooManyWatchers: 503,
};

/** References to refusals by status, and to any other as the default. */
export function problems(names: readonly ProblemName[]): Schema {
  const byStatus = names.map((name) => [STATUSES[name], { $ref: `#/components/responses/${name}` }]);
  return { ...Object.fromEntries(byStatus), default: { $ref: '#/components/responses/Failure' } };
}

function problem(description: string, error: ProblemError, headers?: Schema): Schema {
  const content = { 'application/problem+json': { schema: ref('Problem'), example: error.toJSON() } };
  return { description, content, headers: { 'X-Mock-Request-Id': TEXT, ...headers } };
}

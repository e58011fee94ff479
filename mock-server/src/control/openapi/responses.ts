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

interface Problem {
  readonly description: string;
  readonly error: ProblemError;
  readonly headers?: Schema;
}

/** The refusals of the control API, each with an example. */
const PROBLEMS = {
  BadRequest: {
    description: 'A value is not allowed; errors lists each invalid field and what is allowed.',
    error: new ProblemError(400, `settings: ${NOT_A_NUMBER.message}`, { errors: [NOT_A_NUMBER] }),
  },
  Unauthorized: {
    description: 'The admin token is missing or wrong. It is required beyond loopback, and wherever one is set.',
    error: new ProblemError(401, TOKEN_REQUIRED),
    headers: { 'WWW-Authenticate': TEXT },
  },
  NotFound: {
    description: 'No such path: the answer for every path that is not in this document.',
    error: new ProblemError(404, 'no such call: GET /_mock/nothing; see /_mock/openapi.json'),
  },
  UnknownFault: {
    description: 'The integration has no fault rule with this id.',
    error: new ProblemError(404, 'integration shop has no fault rule fault-1'),
  },
  UnknownRequest: {
    description: 'The journal does not contain the request; detail says if it may have been evicted.',
    error: new ProblemError(404, 'the journal holds no request shop-1; it may be one of the 5 that were evicted'),
  },
  MethodNotAllowed: {
    description: 'The path does not have this method: the answer for every method that is not in this document.',
    error: new ProblemError(405, 'the method PUT is not allowed here; allowed are GET'),
    headers: { Allow: TEXT },
  },
  ContentTooLarge: {
    description: 'The body is larger than 1 MiB.',
    error: new ProblemError(413, 'request entity too large'),
  },
  UnsupportedMediaType: {
    description: 'The charset or content coding of the body is not supported.',
    error: new ProblemError(415, 'unsupported content encoding "zstd"'),
  },
  TooManyWatchers: {
    description: 'The number of watchers has reached maxWatchers.',
    error: new ProblemError(503, '100 clients watch already, as many as maxWatchers allows; close one of them'),
  },
  Failure: {
    description:
      'Any other refusal: 403 to pages of other sites, 421 to an unserved Host, 500 for a defect of the mock.',
    error: new ProblemError(500, 'a defect of the mock; see its log'),
  },
} satisfies Record<string, Problem>;

export type ProblemName = keyof typeof PROBLEMS;

/** The components of the document. */
export const PROBLEM_RESPONSES = Object.fromEntries(
  Object.entries<Problem>(PROBLEMS).map(([name, { description, error, headers }]) => {
    const content = { 'application/problem+json': { schema: ref('Problem'), example: error.toJSON() } };
    return [name, { description, content, headers: { 'X-Mock-Request-Id': TEXT, ...headers } }];
  }),
);

/** References to refusals by status, and to any other as the default. */
export function problems(names: readonly ProblemName[]): Schema {
  const byStatus = names.map((name) => [PROBLEMS[name].error.status, { $ref: `#/components/responses/${name}` }]);
  return { ...Object.fromEntries(byStatus), default: { $ref: '#/components/responses/Failure' } };
}

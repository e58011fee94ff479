import { Problem } from '../problem.js';
import { ref, type Schema } from './schema.js';

const TEXT: Schema = { schema: { type: 'string' } };

/** What the control API answers when it refuses, by the name of the component. */
export const REFUSALS = {
  BadRequest: refusal(
    'A value is not allowed; errors names each, with what is allowed.',
    new Problem(400, 'settings: "maxUserIds" must be a number, not "many"', {
      errors: [{ path: 'maxUserIds', message: '"maxUserIds" must be a number, not "many"', value: 'many' }],
    }),
  ),
  Unauthorized: refusal(
    'The admin token is needed: beyond loopback, and wherever one was given.',
    new Problem(401, 'the admin token is needed: Authorization: Bearer …'),
    { 'WWW-Authenticate': TEXT },
  ),
  NotFound: refusal(
    'No such path. Every path that this document does not name is answered so.',
    new Problem(404, 'no such call: GET /_mock/nothing; see /_mock/openapi.json'),
  ),
  UnknownFault: refusal('The integration has no fault rule of this id.', new Problem(404, 'no fault rule fault-1')),
  UnknownRequest: refusal(
    'The journal does not hold the request; detail says whether it may have had to make room.',
    new Problem(404, 'the journal holds no request shop-1; it may be one of the 5 that had to make room'),
  ),
  MethodNotAllowed: refusal(
    'The path has no such method. Every method that this document does not name is answered so.',
    new Problem(405, 'PUT is not served here; allowed are GET'),
    { Allow: TEXT },
  ),
  ContentTooLarge: refusal('The body is larger than 1 MiB.', new Problem(413, 'request entity too large')),
  UnsupportedMediaType: refusal(
    'The charset or content coding of the body is not read.',
    new Problem(415, 'unsupported content encoding "zstd"'),
  ),
  TooManyWatchers: refusal(
    'As many watch as maxWatchers allows.',
    new Problem(503, '100 watch already, as many as maxWatchers allows: let one of them leave'),
  ),
  Failure: refusal(
    'Anything else: 403 to the pages of other sites, 421 to a Host that is not served; 500 is a defect of the mock.',
    new Problem(500, 'a defect of the mock; see its log'),
  ),
};

const BY_STATUS = {
  400: { 400: component('BadRequest') },
  401: { 401: component('Unauthorized') },
  404: { 404: component('UnknownFault') },
  413: { 413: component('ContentTooLarge') },
  415: { 415: component('UnsupportedMediaType') },
  503: { 503: component('TooManyWatchers') },
};

/** Of a call that names a request; goes with `refusals`. */
export const UNKNOWN_REQUEST: Schema = { 404: component('UnknownRequest') };

/** The refusals that a call may meet, and whatever else may go wrong. */
export function refusals(...statuses: readonly (keyof typeof BY_STATUS)[]): Schema {
  return Object.assign({}, ...statuses.map((status) => BY_STATUS[status]), { default: component('Failure') });
}

/** Of a call that takes a body. */
export const BODY_REFUSALS = refusals(400, 401, 413, 415);

function refusal(description: string, problem: Problem, headers?: Schema): Schema {
  const content = { 'application/problem+json': { schema: ref('Problem'), example: problem.toJSON() } };
  return { description, content, headers: { 'X-Mock-Request-Id': TEXT, ...headers } };
}

function component(name: keyof typeof REFUSALS): Schema {
  return { $ref: `#/components/responses/${name}` };
}

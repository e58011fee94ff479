import { ALGORITHMS, ENVELOPES, RETRY_AFTER_FORMS } from 'imshop-contracts';
import Joi from 'joi';
import type { RateLimit } from '../api/integration-settings.js';
import type { SettingsPatch } from '../api/integrations.js';
import { OUTCOMES } from '../api/outcome.js';
import type { PactStateCall } from '../api/pact-states.js';
import type { Expectation } from '../api/reports.js';
import type { RequestFilter } from '../api/requests.js';
import { MAX_ANSWER_STATUS, MAX_MAX_USER_IDS, MIN_ANSWER_STATUS } from '../api/settings.js';
import { object } from '../faults/rule-schemas.js';
import { MAX_RATE_REQUESTS, MAX_RATE_WINDOW_MS } from '../settings/rate.js';
import { sentenceOf } from '../settings/settings.js';

const MAX_WAIT_MS = 600_000;
const MAX_ADVANCE_MS = 366 * 86_400_000;
/** Maximum number of requests in a query or an expectation. A larger number is a typing error. */
const MAX_REQUESTS = 1_000_000;

const boolean = Joi.boolean();
const integer = (min: number, max: number) => Joi.number().integer().min(min).max(max);

export const rateLimitPatch = object<Partial<RateLimit>>({
  requests: integer(1, MAX_RATE_REQUESTS).description('Maximum number of requests in a window.'),
  windowMs: integer(1, MAX_RATE_WINDOW_MS).description('Length of the window in milliseconds.'),
  algorithm: Joi.valid(...ALGORITHMS).description(sentenceOf('rateLimitAlgorithm')),
  retryAfter: Joi.valid(...RETRY_AFTER_FORMS).description(sentenceOf('retryAfter')),
  countRejected: boolean.description(sentenceOf('countRejected')),
});

export const settingsPatch = object<SettingsPatch>({
  available: boolean.description('The integration is live.'),
  maxUserIds: integer(1, MAX_MAX_USER_IDS).description(sentenceOf('maxUserIds')),
  rateLimit: rateLimitPatch.allow(null),
  listAllErrors: boolean.description('A 400 lists every error, not only the first.'),
  envelope: Joi.valid(...ENVELOPES).description(sentenceOf('envelope')),
  magicIds: boolean.description('Magic user ids cause faults.'),
  strict: boolean.description(sentenceOf('strict')),
  unavailableStatus: integer(MIN_ANSWER_STATUS, MAX_ANSWER_STATUS).description(sentenceOf('unavailableStatus')),
}).required();

export const expectation = object<Expectation>({
  count: integer(0, MAX_REQUESTS).description(
    'Exact number of requests; excludes atLeast and atMost. Without any of the three: at least one.',
  ),
  atLeast: integer(0, MAX_REQUESTS),
  atMost: integer(0, MAX_REQUESTS),
  userIds: Joi.array().items(Joi.string()).description('Customers that the request must name, all of them.'),
  match: Joi.object().unknown().description('Values that the body must contain; its objects may contain more.'),
  outcome: Joi.valid('any', ...OUTCOMES).description('Outcome of the requests that count. Default accepted.'),
  waitMs: integer(0, MAX_WAIT_MS).description(
    "Maximum time to wait until the expectation is met, in milliseconds of the integration's clock. Default 0.",
  ),
})
  .without('count', ['atLeast', 'atMost'])
  .required();

export const clockMove = object<{ advanceMs: number }>({
  advanceMs: integer(0, MAX_ADVANCE_MS).required().description('Time to advance the clock by, in milliseconds.'),
}).required();

/** Names of states and parameters are checked later. */
export const pactStateCall = object<PactStateCall>({
  action: Joi.valid('setup', 'teardown'),
  state: Joi.string().allow('').required(),
  params: Joi.object().unknown(),
  consumer: Joi.any(),
}).required();

/** Converts, because the values of a query are strings. */
export const requestFilter = Joi.object<RequestFilter>({
  outcome: Joi.valid(...OUTCOMES).description('Outcome of the request.'),
  status: Joi.number().integer().min(100).max(599).description('Status of the answer.'),
  userId: Joi.string().description('Requests whose body names this customer.'),
  text: Joi.string().description(
    'Text in title, summary or deeplink of the body, or in the answer; upper and lower case are equal.',
  ),
  after: Joi.string().description('Requests received after the request with this id.'),
  limit: integer(1, MAX_REQUESTS).description('Only the newest requests, this many.'),
} satisfies Record<keyof RequestFilter, Joi.Schema>);

export const noQuery = Joi.object<Record<never, never>>({});

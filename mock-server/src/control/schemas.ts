import Joi from 'joi';
import type { SettingsPatch } from '../api/integrations.js';
import { OUTCOMES } from '../api/outcome.js';
import type { PactStateCall } from '../api/pact-states.js';
import type { Expectation } from '../api/reports.js';
import type { RequestFilter } from '../api/requests.js';
import {
  ALGORITHMS,
  ENVELOPES,
  MAX_ANSWER_STATUS,
  MAX_MAX_USER_IDS,
  MIN_ANSWER_STATUS,
  RETRY_AFTER_FORMS,
} from '../api/settings.js';
import { MAX_RATE_REQUESTS, MAX_RATE_WINDOW_MS } from '../settings/rate.js';

/** Longest wait of one `verify`, and longest move of a clock at once. */
export const MAX_WAIT_MS = 600_000;
export const MAX_ADVANCE_MS = 366 * 86_400_000;

/** Most entries in one answer of the journal is what the journal holds; the bound is for typing errors. */
export const MAX_LIMIT = 1_000_000;

const whole = (min: number, max: number) => Joi.number().strict().integer().min(min).max(max);
const flag = Joi.boolean().strict();

export const settingsPatch = Joi.object<SettingsPatch>({
  available: flag,
  maxUserIds: whole(1, MAX_MAX_USER_IDS),
  rateLimit: Joi.object({
    requests: whole(1, MAX_RATE_REQUESTS),
    windowMs: whole(1, MAX_RATE_WINDOW_MS),
    algorithm: Joi.valid(...ALGORITHMS),
    retryAfter: Joi.valid(...RETRY_AFTER_FORMS),
    countRejected: flag,
  }).allow(null),
  listAllErrors: flag,
  envelope: Joi.valid(...ENVELOPES),
  magicIds: flag,
  strict: flag,
  unavailableStatus: whole(MIN_ANSWER_STATUS, MAX_ANSWER_STATUS),
}).required();

export const expectation = Joi.object<Expectation>({
  count: whole(0, MAX_LIMIT),
  atLeast: whole(0, MAX_LIMIT),
  atMost: whole(0, MAX_LIMIT),
  userIds: Joi.array().items(Joi.string()),
  match: Joi.object().unknown(),
  outcome: Joi.valid('any', ...OUTCOMES),
  waitMs: whole(0, MAX_WAIT_MS),
})
  .without('count', ['atLeast', 'atMost'])
  .required();

export const clockMove = Joi.object<{ advanceMs: number }>({
  advanceMs: whole(0, MAX_ADVANCE_MS).required(),
}).required();

/** Which states and parameters there are is not looked at here. */
export const pactStateCall = Joi.object<PactStateCall>({
  action: Joi.valid('setup', 'teardown'),
  state: Joi.string().allow('').required(),
  params: Joi.object().unknown(),
  consumer: Joi.any(),
}).required();

/** Query values are texts, so this one converts. */
export const requestFilter = Joi.object<RequestFilter>({
  outcome: Joi.valid(...OUTCOMES),
  status: Joi.number().integer().min(100).max(599),
  userId: Joi.string(),
  text: Joi.string(),
  after: Joi.string(),
  limit: Joi.number().integer().min(1).max(MAX_LIMIT),
});

/** The query of a call that takes none. */
export const noQuery = Joi.object<Record<never, never>>({});

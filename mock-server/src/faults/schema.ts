import Joi from 'joi';
import {
  FAULT_TYPES,
  type FaultRule,
  type FaultType,
  MAX_TAPED_FAULTS,
  REDIRECT_STATUSES,
  SCENARIO_NAMES,
  type Scenario,
} from '../api/faults.js';
import { MAX_ANSWER_STATUS, MIN_ANSWER_STATUS, SLUG } from '../api/settings.js';
import {
  LOCATION,
  MAX_FAULT_MS,
  MAX_FAULT_REQUESTS,
  MAX_LOCATION_LENGTH,
  MAX_NAME_LENGTH,
  MAX_RULES,
  MAX_SIGMA,
  MAX_STATUS_MESSAGE_LENGTH,
  MAX_WINDOW_MS,
  STATUS_BODIES,
} from './bounds.js';
import { DEFAULTED_RETRY_AFTER, RETRY_AFTER } from './retry-after-schema.js';

const whole = (min: number, max: number) => Joi.number().strict().integer().min(min).max(max);
const number = (min: number, max: number) => Joi.number().strict().min(min).max(max);
const ms = whole(0, MAX_FAULT_MS);
const count = whole(1, MAX_FAULT_REQUESTS);

/** One fault; a key it does not take is refused with those it takes. */
const spec = (name: string, keys: Joi.SchemaMap = {}) =>
  Joi.object({ type: Joi.valid(name).required(), ...keys }).messages({
    'object.unknown': `{{#label}} is not allowed; allowed are ${['type', ...Object.keys(keys)].join(', ')}`,
  });

/** What each fault takes. */
const SPECS = {
  unavailable: spec('unavailable'),
  status: spec('status', {
    status: whole(MIN_ANSWER_STATUS, MAX_ANSWER_STATUS).required(),
    ...RETRY_AFTER,
    body: Joi.valid(...STATUS_BODIES),
    message: Joi.string()
      .allow('')
      .max(MAX_STATUS_MESSAGE_LENGTH)
      .when('body', { is: Joi.valid('json'), otherwise: Joi.forbidden() }),
  }),
  'rate-limited': spec('rate-limited', DEFAULTED_RETRY_AFTER),
  latency: spec('latency', {
    ms,
    minMs: ms,
    maxMs: ms.min(Joi.ref('minMs')),
    medianMs: whole(1, MAX_FAULT_MS),
    sigma: number(0, MAX_SIGMA),
  })
    .xor('ms', 'minMs', 'medianMs')
    .and('minMs', 'maxMs')
    .and('medianMs', 'sigma'),
  hang: spec('hang'),
  reset: spec('reset'),
  'empty-reply': spec('empty-reply'),
  'truncated-body': spec('truncated-body'),
  'malformed-json': spec('malformed-json'),
  garbage: spec('garbage'),
  'slow-body': spec('slow-body', { intervalMs: whole(1, MAX_FAULT_MS) }),
  'wrong-content-type': spec('wrong-content-type'),
  'stale-connection': spec('stale-connection'),
  redirect: spec('redirect', {
    location: Joi.string().max(MAX_LOCATION_LENGTH).pattern(LOCATION, 'an absolute URL or path').required(),
    status: Joi.valid(...REDIRECT_STATUSES),
  }),
  'extra-keys': spec('extra-keys'),
  'gzip-body': spec('gzip-body'),
} as const satisfies Record<FaultType, Joi.ObjectSchema>;

const fault = Joi.alternatives().conditional('.type', {
  switch: Object.entries(SPECS).map(([is, then]) => ({ is, then })),
  otherwise: Joi.object({ type: Joi.valid(...FAULT_TYPES).required() }).unknown(),
});

const when = Joi.object({
  first: count,
  nth: count,
  every: count,
  probability: number(0, 1),
  userId: Joi.string(),
  windowMs: whole(1, MAX_WINDOW_MS),
}).oxor('first', 'nth', 'every');

const RULE = { fault: fault.required(), when, times: count, accepted: Joi.boolean().strict() };

export const faultRule = Joi.object<FaultRule>(RULE).required();

const phase = Joi.object({
  name: Joi.string().max(MAX_NAME_LENGTH),
  for: Joi.object({ requests: count, ms: whole(1, MAX_WINDOW_MS) }).xor('requests', 'ms'),
  faults: Joi.array().items(Joi.object(RULE)).max(MAX_TAPED_FAULTS),
});

/** A scenario that is written out. Only its last phase may go on for ever. */
export const scenarioSpec = Joi.object<Scenario>({
  name: Joi.string().max(MAX_NAME_LENGTH),
  loop: Joi.boolean().strict(),
  phases: Joi.array()
    .items(phase)
    .max(MAX_RULES)
    .required()
    .custom((phases: Scenario['phases'], helpers) => {
      const endless = phases.findIndex((each, index) => each?.for === undefined && index < phases.length - 1);
      return endless < 0
        ? phases
        : helpers.message({ custom: `phases[${endless}].for is required: only the last phase may be endless` });
    }),
}).required();

/** A file with a scenario for each integration. */
export const scenarioFile = Joi.object<{ integrations: Record<string, Scenario> }>({
  integrations: Joi.object().pattern(SLUG, scenarioSpec).required(),
});

/** A scenario by its name. */
export const scenarioName = Joi.object<{ name: (typeof SCENARIO_NAMES)[number] }>({
  name: Joi.valid(...SCENARIO_NAMES).required(),
}).required();

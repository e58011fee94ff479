import Joi from 'joi';
import {
  FAULT_TYPES,
  type FaultRule,
  type FaultType,
  MAX_FAULT_MS,
  MAX_FAULT_REQUESTS,
  MAX_RECORDED_FAULTS,
  MAX_RULES,
  type Phase,
  SCENARIO_NAMES,
  type Scenario,
  type ScenarioName,
  type When,
} from '../api/faults.js';
import { SLUG } from '../api/settings.js';
import { handlerOf } from './fault-handlers.js';

const MAX_WINDOW_MS = MAX_FAULT_MS * 24;
const MAX_NAME_LENGTH = 100;

const count = Joi.number().integer().min(1).max(MAX_FAULT_REQUESTS);
const windowMs = Joi.number().integer().min(1).max(MAX_WINDOW_MS);
const name = Joi.string().max(MAX_NAME_LENGTH).description('Name that the page and the control API show.');

/** An object with the keys of `T`; nothing is converted. */
export function object<T>(keys: { readonly [K in keyof T]-?: Joi.Schema }): Joi.ObjectSchema<T> {
  return Joi.object<T>(keys).prefs({ convert: false });
}

/** The schema of each fault, from its handler. */
export const faultSchemas = Object.fromEntries(FAULT_TYPES.map((type) => [type, faultSchema(type)])) as Readonly<
  Record<FaultType, Joi.ObjectSchema>
>;

function faultSchema(type: FaultType): Joi.ObjectSchema {
  const { options, constrain } = handlerOf(type);
  const keys = { type: Joi.valid(type).required(), ...options?.(Joi) };
  const schema = Joi.object(keys).messages({
    'object.unknown': `{{#label}} is not allowed; allowed are ${Object.keys(keys).join(', ')}`,
  });
  return constrain?.(schema) ?? schema;
}

const fault = Joi.alternatives().conditional('.type', {
  switch: Object.entries(faultSchemas).map(([is, then]) => ({ is, then })),
  otherwise: Joi.object({ type: Joi.valid(...FAULT_TYPES).required() }).unknown(),
});

export const when = object<When>({
  first: count.description('The first requests, this many.'),
  nth: count.description('Only the request with this number.'),
  every: count.description('Every request whose number is a multiple of this.'),
  probability: Joi.number().min(0).max(1).description('Probability of a match, drawn from the seed.'),
  userId: Joi.string().description('Only requests to this customer; first, nth and every then count these only.'),
  windowMs: windowMs.description('Time after the rule was added during which it applies.'),
})
  .oxor('first', 'nth', 'every')
  .description(
    'The requests to which a rule applies: all given parts must hold. Requests are counted since the rule was added; at most one of first, nth and every is allowed.',
  );

export const faultRule = object<FaultRule>({
  fault: fault.required(),
  when,
  times: count.description('Maximum number of matches. Default: no maximum.'),
  accepted: Joi.boolean().description('Records the push as delivered before the answer fails. Default false.'),
}).required();

export const phaseLength = object<NonNullable<Phase['for']>>({
  requests: count.description('Number of requests.'),
  ms: windowMs.description('Time in milliseconds.'),
})
  .xor('requests', 'ms')
  .description('Length of the phase. Default: no end, which only the last phase may have.');

export const phase = object<Phase>({
  name,
  for: phaseLength,
  faults: Joi.array()
    .items(faultRule.optional())
    .max(MAX_RECORDED_FAULTS)
    .description('Rules that apply during the phase; they are added at its start.'),
});

/** A scenario with its phases. */
export const scenarioSpec = object<Scenario>({
  name,
  loop: Joi.boolean().description('Starts again with the first phase after the last. Default false.'),
  phases: Joi.array()
    .items(phase)
    .max(MAX_RULES)
    .required()
    .description('Phases in order.')
    .custom((phases: Scenario['phases'], helpers) => {
      const endless = phases.findIndex((each, index) => each?.for === undefined && index < phases.length - 1);
      return endless < 0
        ? phases
        : helpers.message({ custom: `phases[${endless}].for is required: only the last phase may have no end` });
    }),
}).required();

/** A file with a scenario for each integration. */
export const scenarioFile = object<{ integrations: Record<string, Scenario> }>({
  integrations: Joi.object().pattern(SLUG, scenarioSpec).required(),
}).required();

/** A built-in scenario by its name. */
export const scenarioName = object<{ name: ScenarioName }>({
  name: Joi.valid(...SCENARIO_NAMES)
    .required()
    .description('Name of a built-in scenario.'),
}).required();

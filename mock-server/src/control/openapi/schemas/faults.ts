import {
  type ActiveFault,
  FAULT_TYPES,
  type FaultHit,
  type FaultRule,
  type FaultType,
  type When,
} from '../../../api/faults.js';
import { MAX_FAULT_REQUESTS, MAX_RULES, MAX_WINDOW_MS } from '../../../faults/bounds.js';
import {
  type Components,
  closed,
  flag,
  listOf,
  nameOf,
  nonEmpty,
  number,
  oneOf,
  optional,
  ref,
  text,
  whole,
} from '../schema.js';
import { FAULT_TYPE_SCHEMAS } from './fault-types.js';

const COUNT = { minimum: 1, maximum: MAX_FAULT_REQUESTS };

const ORDINALS = {
  first: whole('The first so many.', COUNT),
  nth: whole('This one alone.', COUNT),
  every: whole('Every so many.', COUNT),
};

const RULE = {
  fault: ref('Fault'),
  when: optional(ref('When')),
  times: optional(whole('Most hits; no bound unless given.', COUNT)),
  accepted: optional(flag('Whether the push is recorded as delivered before the answer fails; false unless given.')),
};

/** What fails on purpose. */
export const FAULT_SCHEMAS: Components = {
  Fault: {
    oneOf: FAULT_TYPES.map((type) => ref(componentOf(type))),
    discriminator: {
      propertyName: 'type',
      mapping: Object.fromEntries(FAULT_TYPES.map((type) => [type, ref(componentOf(type))['$ref']])),
    },
    description: "How an answer goes wrong. Durations are milliseconds of the integration's clock.",
  },
  ...Object.fromEntries(FAULT_TYPES.map((type) => [componentOf(type), FAULT_TYPE_SCHEMAS[type]])),
  When: {
    ...closed<When>({
      first: optional(ORDINALS.first),
      nth: optional(ORDINALS.nth),
      every: optional(ORDINALS.every),
      probability: optional(number('How likely a hit is; seeded.', { minimum: 0, maximum: 1 })),
      userId: optional(nonEmpty('Requests that name this customer; numbers then count these alone.')),
      windowMs: optional(whole('For so long after the rule was made.', { minimum: 1, maximum: MAX_WINDOW_MS })),
    }),
    description:
      'Which requests a rule hits; everything given must hold. Numbers count from when the rule was made; at most one of first, nth and every.',
    dependentSchemas: { first: { properties: { nth: false, every: false } }, nth: { properties: { every: false } } },
  },
  FaultRule: closed<FaultRule>(RULE),
  ActiveFault: closed<ActiveFault>({
    id: text('Names the rule, at this integration alone.'),
    ...RULE,
    hits: whole('Requests it hit.'),
  }),
  FaultList: closed<{ faults: readonly ActiveFault[] }>({
    faults: { ...listOf(ref('ActiveFault')), maxItems: MAX_RULES, description: 'In the order they are tried.' },
  }),
  FaultHit: closed<FaultHit>({
    rule: text(
      'Id of the rule; magic-{userId} where the id of a customer brought the fault about, state-… where a provider state did.',
    ),
    type: oneOf(FAULT_TYPES, 'What it did.'),
  }),
};

function componentOf(type: FaultType): string {
  return nameOf(type, 'Fault');
}

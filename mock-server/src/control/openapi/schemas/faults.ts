import {
  type ActiveFault,
  FAULT_TYPES,
  type Fault,
  type FaultHit,
  type FaultRule,
  type FaultType,
  type Latency,
  type When,
} from '../../../api/faults.js';
import {
  MAX_FAULT_MS,
  MAX_FAULT_REQUESTS,
  MAX_FAULT_STATUS,
  MAX_RETRY_AFTER_LENGTH,
  MAX_RULES,
  MAX_SIGMA,
  MAX_WINDOW_MS,
  MIN_FAULT_STATUS,
  RETRY_AFTER_TEXT,
  STATUS_BODIES,
} from '../../../faults/schema.js';
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
  type Schema,
  text,
  whole,
} from '../schema.js';

/** The fault of one type. */
type Of<T extends FaultType> = Extract<Fault, { readonly type: T }>;

/** Types of faults that take no more than their type. */
type BareType = { readonly [T in FaultType]: Exclude<keyof Of<T>, 'type'> extends never ? T : never }[FaultType];

/** The latency that has the key `K`, without the keys it rules out. */
type LatencyBy<K extends string> = Taken<Extract<Latency, Readonly<Record<K, number>>>>;
type Taken<T> = { readonly [K in keyof T as [T[K]] extends [undefined] ? never : K]: T[K] };

const COUNT = { minimum: 1, maximum: MAX_FAULT_REQUESTS };
const DELAY = { maximum: MAX_FAULT_MS };

const RETRY_AFTER: Schema = {
  anyOf: [
    whole('Seconds.', { maximum: Number.MAX_SAFE_INTEGER }),
    {
      ...nonEmpty('Sent as it is.'),
      maxLength: MAX_RETRY_AFTER_LENGTH,
      pattern: RETRY_AFTER_TEXT.source,
    },
  ],
  description: 'Value of Retry-After.',
};

const LATENCY: Schema = {
  oneOf: [
    closed<LatencyBy<'ms'>>({ type: only('latency'), ms: whole('Always so long.', DELAY) }),
    closed<LatencyBy<'minMs'>>({
      type: only('latency'),
      minMs: whole('At least so long.', DELAY),
      maxMs: whole('At most so long, evenly spread; not below minMs.', DELAY),
    }),
    closed<LatencyBy<'medianMs'>>({
      type: only('latency'),
      medianMs: whole('Half of the answers take longer; log-normal.', { minimum: 1, maximum: MAX_FAULT_MS }),
      sigma: number('Spread of the logarithm.', { minimum: 0, maximum: MAX_SIGMA }),
    }),
  ],
};

/** Each fault by its type. */
const FAULTS: Readonly<Record<FaultType, Schema>> = {
  unavailable: bare('unavailable'),
  status: closed<Of<'status'>>({
    type: only('status'),
    status: whole('Status of the answer.', { minimum: MIN_FAULT_STATUS, maximum: MAX_FAULT_STATUS }),
    retryAfter: optional(RETRY_AFTER),
    body: optional(oneOf(STATUS_BODIES, 'json unless given: error and message.')),
  }),
  'rate-limited': closed<Of<'rate-limited'>>({ type: only('rate-limited'), retryAfter: optional(RETRY_AFTER) }),
  latency: LATENCY,
  hang: bare('hang'),
  reset: bare('reset'),
  'empty-reply': bare('empty-reply'),
  'truncated-body': bare('truncated-body'),
  'malformed-json': bare('malformed-json'),
  garbage: bare('garbage'),
  'slow-body': closed<Of<'slow-body'>>({
    type: only('slow-body'),
    intervalMs: optional(whole('Between two bytes; 100 unless given.', { minimum: 1, maximum: MAX_FAULT_MS })),
  }),
  'wrong-content-type': bare('wrong-content-type'),
  'stale-connection': bare('stale-connection'),
};

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
  ...Object.fromEntries(FAULT_TYPES.map((type) => [componentOf(type), FAULTS[type]])),
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

/** A fault that needs nothing said but its type. */
function bare(type: BareType): Schema {
  return closed<Of<BareType>>({ type: only(type) });
}

function only(type: FaultType): Schema {
  return oneOf([type]);
}

function componentOf(type: FaultType): string {
  return nameOf(type, 'Fault');
}

import { type FaultType, MAX_FAULT_MS, MAX_FAULT_REQUESTS, MAX_SIGMA } from '../../src/api/faults.js';
import { MAX_ANSWER_STATUS, MIN_ANSWER_STATUS } from '../../src/api/settings.js';

/** Shapes of a delay. */
export const LATENCY_SHAPES = ['fixed', 'uniform', 'log-normal'] as const;
export type LatencyShape = (typeof LATENCY_SHAPES)[number];

/** Which requests a rule of the form hits. */
export const WHEN_CHOICES = ['always', 'first', 'nth', 'every', 'probability'] as const;
export type WhenChoice = (typeof WHEN_CHOICES)[number];

/** What the browser checks of a number, and what stands in its field at first. */
export interface NumberBounds {
  readonly min: number;
  readonly max: number;
  readonly step: 1 | 'any';
  readonly initial?: number;
  /** Whether it may be left empty. */
  readonly isOptional?: true;
}

const delay = (initial: number) => ({ min: 0, max: MAX_FAULT_MS, step: 1, initial }) as const;
const count = { min: 1, max: MAX_FAULT_REQUESTS, step: 1 } as const;

/** Fields that hold a number, in the units of the control API: seconds for `Retry-After`, else milliseconds. */
export const NUMBER_FIELDS = {
  status: { min: MIN_ANSWER_STATUS, max: MAX_ANSWER_STATUS, step: 1, initial: 503 },
  retryAfter: { min: 0, max: Number.MAX_SAFE_INTEGER, step: 1, isOptional: true },
  ms: delay(3_000),
  minMs: delay(1_000),
  maxMs: delay(5_000),
  medianMs: { ...delay(1_500), min: 1 },
  sigma: { min: 0, max: MAX_SIGMA, step: 'any', initial: 0.6 },
  intervalMs: { ...delay(100), min: 1 },
  n: { ...count, initial: 3 },
  probability: { min: 0, max: 1, step: 'any', initial: 0.2 },
  times: { ...count, initial: 1, isOptional: true },
} as const satisfies Record<string, NumberBounds>;

export type NumberField = keyof typeof NUMBER_FIELDS;
export type FieldName = NumberField | 'body' | 'location' | 'shape';

/** What each type of fault is asked for; a latency then for what its shape needs. */
const OF_TYPE: Readonly<Record<FaultType, readonly FieldName[]>> = {
  unavailable: [],
  status: ['status', 'body', 'retryAfter'],
  'rate-limited': ['retryAfter'],
  latency: ['shape'],
  hang: [],
  reset: [],
  'empty-reply': [],
  'truncated-body': [],
  'malformed-json': [],
  garbage: [],
  'slow-body': ['intervalMs'],
  'wrong-content-type': [],
  'stale-connection': [],
  redirect: ['location'],
  'extra-keys': [],
  'gzip-body': [],
};

const OF_SHAPE: Readonly<Record<LatencyShape, readonly FieldName[]>> = {
  fixed: ['ms'],
  uniform: ['minMs', 'maxMs'],
  'log-normal': ['medianMs', 'sigma'],
};

/** A bound on the hits is asked for where the choice itself gives none. */
const OF_WHEN: Readonly<Record<WhenChoice, readonly NumberField[]>> = {
  always: ['times'],
  first: ['n'],
  nth: ['n'],
  every: ['n', 'times'],
  probability: ['probability', 'times'],
};

/** The fields of a fault, in the order in which they are asked for. */
export function fieldsOfFault(type: FaultType, shape: LatencyShape): readonly FieldName[] {
  return type === 'latency' ? [...OF_TYPE.latency, ...OF_SHAPE[shape]] : OF_TYPE[type];
}

export function fieldsOfWhen(choice: WhenChoice): readonly NumberField[] {
  return OF_WHEN[choice];
}

/** Whether a field holds a number. */
export function isNumberField(name: FieldName): name is NumberField {
  return name in NUMBER_FIELDS;
}

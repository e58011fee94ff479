import {
  FAULT_TYPES,
  type Fault,
  type FaultRule,
  type FaultType,
  MAX_FAULT_MS,
  MAX_FAULT_REQUESTS,
  MAX_SIGMA,
  type When,
} from '../../src/api/faults.js';
import { MAX_ANSWER_STATUS, MIN_ANSWER_STATUS } from '../../src/api/settings.js';

/** Distributions of a delay. */
export const LATENCY_SHAPES = ['fixed', 'uniform', 'log-normal'] as const;
export type LatencyShape = (typeof LATENCY_SHAPES)[number];

/** Conditions that the form offers. */
export const WHEN_CHOICES = ['always', 'first', 'nth', 'every', 'probability'] as const;
export type WhenChoice = (typeof WHEN_CHOICES)[number];

/** Range and initial value of a number field; the browser checks the range. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly step: 1 | 'any';
  readonly initial?: number;
  /** True where the field may stay empty. */
  readonly isOptional?: true;
}

const delay = (initial: number) => ({ min: 0, max: MAX_FAULT_MS, step: 1, initial }) as const;
const count = { min: 1, max: MAX_FAULT_REQUESTS, step: 1 } as const;

/** Number fields, in the units of the control API: seconds for `Retry-After`, otherwise milliseconds. */
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
} as const satisfies Record<string, NumberRange>;

export type NumberField = keyof typeof NUMBER_FIELDS;
export type FieldName = NumberField | 'body' | 'location' | 'shape';

/** Fields of each fault. A latency also has the fields of its shape. */
const FAULT_FIELDS: Readonly<Record<FaultType, readonly FieldName[]>> = {
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

const SHAPE_FIELDS: Readonly<Record<LatencyShape, readonly FieldName[]>> = {
  fixed: ['ms'],
  uniform: ['minMs', 'maxMs'],
  'log-normal': ['medianMs', 'sigma'],
};

/** Fields of each condition. `times` is there where the condition does not limit the hits. */
export const WHEN_FIELDS: Readonly<Record<WhenChoice, readonly NumberField[]>> = {
  always: ['times'],
  first: ['n'],
  nth: ['n'],
  every: ['n', 'times'],
  probability: ['probability', 'times'],
};

/** The fields of a fault, in the order of the form. */
export function fieldsOfFault(type: FaultType, shape: LatencyShape): readonly FieldName[] {
  return type === 'latency' ? [...FAULT_FIELDS.latency, ...SHAPE_FIELDS[shape]] : FAULT_FIELDS[type];
}

export function isNumberField(name: FieldName): name is NumberField {
  return name in NUMBER_FIELDS;
}

/** Values of the form by field name. Fields that do not apply are not in the form, and one left empty has an empty text. */
type FormValues = ReadonlyMap<string, string>;

/** The fault rule that the form describes. The mock may still reject values that the browser accepted. */
export function faultRuleOf(form: HTMLFormElement): FaultRule {
  const values: FormValues = new Map(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  );
  const when = whenOf(values);
  const times = values.get('times') ?? '';
  return {
    fault: faultOf(values),
    ...(when && { when }),
    ...(times !== '' && { times: Number(times) }),
    ...(values.has('accepted') && { accepted: true }),
  };
}

function faultOf(values: FormValues): Fault {
  const type = oneOf(FAULT_TYPES, values.get('type'));
  const fields = fieldsOfFault(type, oneOf(LATENCY_SHAPES, values.get('shape')));
  // The fields are named as the keys of the control API, and the mock validates their values.
  return { type, ...filledIn(fields, values) } as Fault;
}

/** The values of the fields that are not empty. `shape` is left out: only the form has it. */
function filledIn(fields: readonly FieldName[], values: FormValues): Readonly<Record<string, number | string>> {
  const filled = fields.filter((name) => name !== 'shape' && (values.get(name) ?? '') !== '');
  return Object.fromEntries(
    filled.map((name) => [name, isNumberField(name) ? numberOf(values, name) : (values.get(name) ?? '').trim()]),
  );
}

function whenOf(values: FormValues): When | undefined {
  const n = numberOf(values, 'n');
  switch (oneOf(WHEN_CHOICES, values.get('when'))) {
    case 'always':
      return undefined;
    case 'first':
      return { first: n };
    case 'nth':
      return { nth: n };
    case 'every':
      return { every: n };
    case 'probability':
      return { probability: numberOf(values, 'probability') };
  }
}

/** The allowed value equal to a text, or else the first allowed value. */
function oneOf<T extends string>(allowed: readonly [T, ...T[]], text: string | undefined): T {
  return allowed.find((value) => value === text) ?? allowed[0];
}

function numberOf(values: FormValues, name: NumberField): number {
  return Number(values.get(name) ?? '');
}

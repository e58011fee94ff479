import {
  FAULT_TYPES,
  type Fault,
  type FaultRule,
  type Latency,
  STATUS_BODIES,
  type When,
} from '../../src/api/faults.js';
import { fieldsOfWhen, LATENCY_SHAPES, type NumberField, WHEN_CHOICES } from './fault-fields.js';

/** What stands in the form, by the name of the field; an empty or missing one was not filled in. */
export type FormValues = ReadonlyMap<string, string>;

export function valuesOf(form: HTMLFormElement): FormValues {
  const values = [...new FormData(form)].map(
    ([name, value]) => [name, typeof value === 'string' ? value : ''] as const,
  );
  return new Map(values);
}

/** The one of the known values that a text names, else the first. */
function oneOf<T extends string>(known: readonly [T, ...T[]], text: string | undefined): T {
  return known.find((value) => value === text) ?? known[0];
}

/** The rule that the form describes. What the browser let through, the mock may still refuse. */
export function faultRuleOf(values: FormValues): FaultRule {
  const choice = oneOf(WHEN_CHOICES, values.get('when'));
  const when = whenOf(values);
  const isBounded = fieldsOfWhen(choice).includes('times');
  return {
    fault: faultOf(values),
    ...(when && { when }),
    ...(isBounded && optional(values, 'times')),
    ...(values.has('accepted') && { accepted: true }),
  };
}

function faultOf(values: FormValues): Fault {
  const type = oneOf(FAULT_TYPES, values.get('type'));
  switch (type) {
    case 'status': {
      const body = oneOf(STATUS_BODIES, values.get('body'));
      return { type, status: numberOf(values, 'status'), body, ...optional(values, 'retryAfter') };
    }
    case 'rate-limited':
      return { type, ...optional(values, 'retryAfter') };
    case 'latency':
      return latencyOf(values);
    case 'slow-body':
      return { type, ...optional(values, 'intervalMs') };
    case 'redirect':
      return { type, location: values.get('location')?.trim() ?? '' };
    default:
      return { type };
  }
}

function latencyOf(values: FormValues): Latency {
  const type = 'latency';
  switch (oneOf(LATENCY_SHAPES, values.get('shape'))) {
    case 'fixed':
      return { type, ms: numberOf(values, 'ms') };
    case 'uniform':
      return { type, minMs: numberOf(values, 'minMs'), maxMs: numberOf(values, 'maxMs') };
    case 'log-normal':
      return { type, medianMs: numberOf(values, 'medianMs'), sigma: numberOf(values, 'sigma') };
  }
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

function numberOf(values: FormValues, name: NumberField): number {
  return Number(values.get(name) ?? '');
}

/** The number under its name, where the field was filled in. */
function optional<N extends NumberField>(values: FormValues, name: N): { readonly [K in N]?: number } {
  const filledIn: { readonly [K in NumberField]?: number } =
    (values.get(name) ?? '') === '' ? {} : { [name]: numberOf(values, name) };
  return filledIn;
}

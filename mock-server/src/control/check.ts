import type Joi from 'joi';
import { type FaultyValue, Problem } from './problem.js';

/** Faults that one refusal names. */
const MAX_FAULTS = 20;

/** Characters of a faulty value that its sentence shows; `value` has it whole. */
const MAX_SHOWN = 80;

/**
 * The value a schema makes of what was sent.
 *
 * @throws {Problem} 400, naming each faulty key, its value and what is allowed.
 */
export function check<T>(schema: Joi.ObjectSchema<T>, value: unknown, what: string): T {
  const { error, value: checked } = validated(schema, value);
  if (!error) return checked;
  const errors = error.details.slice(0, MAX_FAULTS).map((detail) => faultOf(schema, detail));
  throw new Problem(400, `${what}: ${errors.map(({ message }) => message).join('; ')}`, { errors });
}

/** Every fault; the first alone where there are more than Joi can hand on: beyond a hundred thousand its stack is too small. */
function validated<T>(schema: Joi.ObjectSchema<T>, value: unknown): Joi.ValidationResult<T> {
  const errors = { wrap: { array: '' } } as const;
  try {
    return schema.validate(value, { abortEarly: false, errors });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return schema.validate(value, { abortEarly: true, errors });
  }
}

function faultOf(
  schema: Joi.ObjectSchema,
  { path, message, type, context = {} }: Joi.ValidationErrorItem,
): FaultyValue {
  // A conflict of keys is the whole object's; the key that does not go with the others says more.
  const steps = type === 'object.without' ? [...path, String(context['main'])] : path;
  const place = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  // What nobody asked for is not repeated: it may be a secret in the wrong place.
  const given = type === 'object.unknown' ? {} : givenValue(context);
  const fault = { path: place.replace(/^\./, ''), message: message + instead(given), ...given };
  if (type === 'object.unknown' && !message.includes('; allowed are ')) {
    const allowed = keysOf(schema, path.slice(0, -1));
    return { ...fault, message: `${message}; allowed are ${allowed.join(', ')}`, allowed };
  }
  const allowed: unknown = context['valids'];
  return Array.isArray(allowed) ? { ...fault, allowed } : fault;
}

function givenValue({ value }: Joi.Context): { value?: unknown } {
  return value === undefined ? {} : { value };
}

function instead({ value }: { value?: unknown }): string {
  return value === undefined ? '' : `, not ${JSON.stringify(value).slice(0, MAX_SHOWN)}`;
}

/** The keys that the object at a path may have. */
function keysOf(schema: Joi.ObjectSchema, path: readonly (string | number)[]): string[] {
  const parent = path.reduce<Joi.Description>(
    (at, step) => (typeof step === 'number' ? at['items']?.[0] : at['keys']?.[step]) ?? {},
    schema.describe(),
  );
  return Object.keys(parent['keys'] ?? {});
}

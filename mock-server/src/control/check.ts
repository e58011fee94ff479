import type Joi from 'joi';
import { type InvalidField, ProblemError } from './problem.js';

/** Maximum number of fields that one refusal names. */
const MAX_FIELDS = 20;

/** Maximum number of characters of a value in a sentence; `value` of the field has all of them. */
const MAX_SHOWN = 80;

/**
 * Validates what was sent and gives the value that the schema makes of it.
 *
 * @throws {ProblemError} 400 that names each invalid field, its value and what is allowed.
 */
export function check<T>(schema: Joi.ObjectSchema<T>, value: unknown, what: string): T {
  const { error, value: checked } = validate(schema, value);
  if (!error) return checked;
  const errors = error.details.slice(0, MAX_FIELDS).map((detail) => invalidField(schema, detail));
  throw new ProblemError(400, `${what}: ${errors.map(({ message }) => message).join('; ')}`, { errors });
}

/** Finds every error. Joi overflows its stack beyond a hundred thousand; then only the first error is found. */
function validate<T>(schema: Joi.ObjectSchema<T>, value: unknown): Joi.ValidationResult<T> {
  const errors = { wrap: { array: '' } } as const;
  try {
    return schema.validate(value, { abortEarly: false, errors });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return schema.validate(value, { abortEarly: true, errors });
  }
}

function invalidField(
  schema: Joi.ObjectSchema,
  { path, message, type, context = {} }: Joi.ValidationErrorItem,
): InvalidField {
  // Joi reports keys that exclude each other at their object; the first of these keys is more precise.
  const steps = type === 'object.without' ? [...path, String(context['main'])] : path;
  const place = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  // The value of an unknown key is not repeated: it may be a secret in the wrong place.
  const value: unknown = type === 'object.unknown' ? undefined : context['value'];
  const field = {
    path: place.replace(/^\./, ''),
    message: value === undefined ? message : `${message}, not ${JSON.stringify(value).slice(0, MAX_SHOWN)}`,
    ...(value === undefined ? {} : { value }),
  };
  if (type === 'object.unknown' && !message.includes('; allowed are ')) {
    const allowed = keysAt(schema, path.slice(0, -1));
    return { ...field, message: `${message}; allowed are ${allowed.join(', ')}`, allowed };
  }
  const allowed: unknown = context['valids'];
  return Array.isArray(allowed) ? { ...field, allowed } : field;
}

/** The keys that the object at a path may have. */
function keysAt(schema: Joi.ObjectSchema, path: readonly (string | number)[]): string[] {
  const parent = path.reduce<Joi.Description>(
    (at, step) => (typeof step === 'number' ? at['items']?.[0] : at['keys']?.[step]) ?? {},
    schema.describe(),
  );
  return Object.keys(parent['keys'] ?? {});
}

import { InvalidPushError } from './errors.js';

/**
 * A text as the vendor takes it: any string that is not empty.
 *
 * @throws InvalidPushError naming `field`. Half a surrogate pair is refused, since it cannot be said in UTF-8.
 */
export function text(field: string, value: unknown): string {
  if (typeof value !== 'string') throw new InvalidPushError(field, `must be a string, is ${kindOf(value)}`);
  if (value === '') throw new InvalidPushError(field, 'must not be empty');
  if (!value.isWellFormed())
    throw new InvalidPushError(field, 'must be well-formed Unicode, holds half a surrogate pair');
  return value;
}

/** What a value is, for a message: never the value, which may be somebody's phone number. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

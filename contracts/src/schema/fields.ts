/**
 * An object that came as JSON, on no prototype: `__proto__` is a key like any other here, for `=`, for `in` and for Joi.
 */
export interface Fields {
  [key: string]: unknown;
  userIds?: unknown;
  message?: unknown;
}

/** Puts pairs of key and value on no prototype. */
export function fieldsFrom(entries: Iterable<readonly [string, unknown]>): Fields {
  const fields: Fields = Object.create(null);
  for (const [key, value] of entries) {
    fields[key] = value;
  }
  return fields;
}

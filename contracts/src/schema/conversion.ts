import { isObject, type JsonObject, parseJson } from '../json.js';
import { MESSAGE_KEYS, REQUEST_KEYS } from '../wire.js';

const PROTO = '__proto__';

/** A JSON object without a prototype, so that `__proto__` is a key like any other for `=`, for `in` and for Joi. */
export interface Fields {
  [key: string]: unknown;
  userIds?: unknown;
  message?: unknown;
}

/** Creates an object without a prototype from pairs of key and value. */
export function fieldsFrom(entries: Iterable<readonly [string, unknown]>): Fields {
  const fields: Fields = Object.create(null);
  for (const [key, value] of entries) {
    fields[key] = value;
  }
  return fields;
}

/** A body after the conversions that joi 14 makes before it validates. */
export interface ConvertedBody {
  /** `Fields`, with `Fields` as `message`, wherever joi 14 finds an object there; otherwise the value that was sent. */
  readonly body: unknown;
  /** True when a JSON string took the place of an array or object. */
  readonly converted: boolean;
}

/**
 * Converts a body as joi 14 does: a string that holds the expected array or object counts as that value, at each of the
 * three places where one is expected, one level deep.
 *
 * @param sent The body as `JSON.parse` gives it; `undefined` (no body) becomes `null`, as in hapi.
 */
export function convertBody(sent: unknown): ConvertedBody {
  const body = convertObject(sent, REQUEST_KEYS);
  if (body === undefined) {
    return { body: sent ?? null, converted: false };
  }
  const { userIds, message } = body;
  const ids = parseString(userIds);
  const texts = convertObject(message, MESSAGE_KEYS);
  if (Array.isArray(ids)) {
    body.userIds = ids;
  }
  if (texts !== undefined) {
    body.message = texts;
  }
  const replaced = [
    [sent, body],
    [userIds, body.userIds],
    [message, body.message],
  ];
  return { body, converted: replaced.some(([before, after]) => typeof before === 'string' && before !== after) };
}

function convertObject(value: unknown, known: readonly string[]): Fields | undefined {
  if (isObject(value)) {
    return copyObject(value, known);
  }
  const parsed = parseString(value);
  // joi 14 copies only objects that it was given, not those that it parsed: here `__proto__` stays, and is refused.
  return isObject(parsed) ? fieldsFrom(Object.entries(parsed)) : undefined;
}

/**
 * Copies a given object as joi 14 does, with `copy[key] = value`. An own key `__proto__`, which `JSON.parse` can create,
 * is lost in that copy: an object there becomes the copy's prototype, and its values are read for the keys that the body
 * lacks; any other value disappears.
 */
function copyObject(given: JsonObject, known: readonly string[]): Fields {
  const fields = fieldsFrom(Object.entries(given));
  const prototype = fields[PROTO];
  delete fields[PROTO];
  if (isObject(prototype)) {
    for (const key of known.filter((key) => !(key in fields) && Object.hasOwn(prototype, key))) {
      fields[key] = prototype[key];
    }
  }
  return fields;
}

function parseString(value: unknown): unknown {
  return typeof value === 'string' ? parseJson(value) : undefined;
}

import { isObject, type JsonObject } from '../json.js';
import { MESSAGE_KEYS, REQUEST_KEYS } from '../keys.js';
import { type Fields, fieldsFrom } from './fields.js';

const PROTO = '__proto__';

/** A body after all that joi 14 reads before it validates. */
export interface Reading {
  /** `Fields`, with `Fields` as `message`, wherever joi 14 finds an object there; otherwise what was sent. */
  readonly body: unknown;
  /** Whether a JSON string stood for an array or object. */
  readonly converted: boolean;
}

/**
 * Reads a body as joi 14 does: a string that holds the expected array or object stands for it, at each of the three
 * places where one is expected, one level deep.
 *
 * @param sent The body as `JSON.parse` gives it; `undefined` (no body) is `null`, as hapi has it.
 */
export function readBody(sent: unknown): Reading {
  const body = readObject(sent, REQUEST_KEYS);
  if (body === undefined) {
    return { body: sent ?? null, converted: false };
  }
  const { userIds, message } = body;
  const ids = parse(userIds);
  const texts = readObject(message, MESSAGE_KEYS);
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

function readObject(value: unknown, known: readonly string[]): Fields | undefined {
  if (isObject(value)) {
    return assigned(value, known);
  }
  const parsed = parse(value);
  // joi 14 copies only what it was given, not what it parsed itself: here an own `__proto__` stays, and is refused.
  return isObject(parsed) ? fieldsFrom(Object.entries(parsed)) : undefined;
}

/**
 * joi 14 copies a given object with `copy[key] = value`. An own `__proto__`, which `JSON.parse` makes, is thereby lost
 * as a key: an object there becomes the copy's prototype, and what it holds is read where the body has no such key of
 * its own; anything else vanishes.
 */
function assigned(given: JsonObject, known: readonly string[]): Fields {
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

function parse(value: unknown): unknown {
  if (typeof value !== 'string') {
    return undefined;
  }
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

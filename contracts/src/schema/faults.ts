import { isObject } from '../json.js';
import { MESSAGE_KEYS, REQUEST_KEYS } from '../keys.js';
import { type Fields, fieldsFrom } from './fields.js';
import { requestSchema } from './request.js';

/** One fault of a body; Joi's error details have this shape. */
export interface Fault {
  readonly type: string;
  readonly path: readonly (string | number)[];
  readonly context?: { readonly [key: string]: unknown; readonly limit?: unknown } | undefined;
}

/**
 * Joi spreads its errors into the arguments of a call, which overflows the stack at some 120 000 of them; 1 MiB has
 * room for 500 000. So Joi sees at most this many ids, and this many unknown keys of an object, at a time.
 */
const PORTION = 10_000;

/**
 * Every fault of a body. Under each parent they come in the order in which joi 14 lists them: known keys as the schema
 * has them, then unknown keys as the body has them. Faults of one parent need not be neighbours.
 *
 * @param body As `readBody` gives it.
 */
export function faultsOf(body: unknown, maxUserIds: number): readonly Fault[] {
  if (!isObject(body)) {
    return check(body, maxUserIds);
  }
  const ids = splitIds(body['userIds'], maxUserIds);
  const message = splitFields(body['message'], MESSAGE_KEYS);
  const rest = splitFields(body, REQUEST_KEYS);
  const head = [...Object.entries(rest.head), ['userIds', ids.head] as const, ['message', message.head] as const];
  return [
    ...check(fieldsFrom(head), maxUserIds),
    ...ids.surplus,
    ...message.surplus.map((key) => unknownKey(['message', key])),
    ...rest.surplus.map((key) => unknownKey([key])),
  ];
}

function check(body: unknown, maxUserIds: number): readonly Fault[] {
  return requestSchema(maxUserIds).validate(body).error?.details ?? [];
}

/** A surplus id is judged by hand: half a million of them would keep Joi busy for seconds. */
function splitIds(userIds: unknown, maxUserIds: number): { head: unknown; surplus: readonly Fault[] } {
  if (!Array.isArray(userIds) || userIds.length <= PORTION) {
    return { head: userIds, surplus: [] };
  }
  const surplus: Fault[] = [];
  for (let index = PORTION; index < userIds.length; index += 1) {
    const id: unknown = userIds[index];
    if (typeof id !== 'string' || id === '') {
      surplus.push({ type: id === '' ? 'string.empty' : 'string.base', path: ['userIds', index] });
    }
  }
  const limitIsHidden = PORTION <= maxUserIds && maxUserIds < userIds.length;
  const limit: Fault = { type: 'array.max', path: ['userIds'], context: { limit: maxUserIds } };
  return { head: userIds.slice(0, PORTION), surplus: limitIsHidden ? [...surplus, limit] : surplus };
}

function splitFields<T>(value: T, known: readonly string[]): { head: T | Fields; surplus: readonly string[] } {
  const unknown = isObject(value) ? Object.keys(value).filter((key) => !known.includes(key)) : [];
  if (!isObject(value) || unknown.length <= PORTION) {
    return { head: value, surplus: [] };
  }
  const surplus = new Set(unknown.slice(PORTION));
  return { head: fieldsFrom(Object.entries(value).filter(([key]) => !surplus.has(key))), surplus: [...surplus] };
}

function unknownKey(path: readonly string[]): Fault {
  return { type: 'object.unknown', path };
}

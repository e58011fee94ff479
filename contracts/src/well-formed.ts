import { MESSAGE_KEYS, REQUEST_KEYS } from './keys.js';
import type { PushRequest } from './wire.js';

/**
 * Whether `body` is a push that the vendor takes as it stands: nothing missing, nothing unknown, nothing to convert.
 *
 * `false` is no refusal: the vendor may take the body after a conversion. Only `validatePush` knows that and the reasons.
 *
 * @param body The parsed JSON body.
 * @param maxUserIds Most `userIds` in a request; the vendor's number is `MAX_USER_IDS`.
 */
export function isWellFormed(body: unknown, maxUserIds: number): body is PushRequest {
  if (!isPlainObject(body) || !hasOnly(body, REQUEST_KEYS)) {
    return false;
  }
  const { userIds, message, deeplink } = body;
  return areIds(userIds, maxUserIds) && isMessage(message) && (isText(deeplink) || !Object.hasOwn(body, 'deeplink'));
}

function areIds(value: unknown, max: number): boolean {
  if (!Array.isArray(value) || value.length > max) {
    return false;
  }
  // Not every(): it steps over the holes of a sparse array.
  for (const id of value) {
    if (!isText(id)) {
      return false;
    }
  }
  return true;
}

function isMessage(value: unknown): boolean {
  return isPlainObject(value) && hasOnly(value, MESSAGE_KEYS) && isText(value.title) && isText(value.summary);
}

function hasOnly(value: object, keys: readonly string[]): boolean {
  return Object.keys(value).every((key) => keys.includes(key));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

type Candidate = Readonly<Partial<Record<'userIds' | 'message' | 'deeplink' | 'title' | 'summary', unknown>>>;

/** Excludes every prototype that a key could be inherited from. */
function isPlainObject(value: unknown): value is Candidate {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

import { MESSAGE_KEYS, type PushRequest, REQUEST_KEYS } from './wire.js';

/**
 * True for a push that the vendor takes unchanged: no key is missing or unknown, no value needs a conversion.
 *
 * `false` does not mean that the vendor refuses the body: it may take it after a conversion. `validatePush` of
 * `imshop-contracts/schema` decides that, and words the refusal.
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
  // Not every(), which skips the holes of a sparse array.
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

/** Stricter than `isObject`: a key must not come from a prototype. */
function isPlainObject(value: unknown): value is Candidate {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

import Joi from 'joi';
import { isObject } from '../json.js';
import { MESSAGE_KEYS, type PushRequest, REQUEST_KEYS } from '../wire.js';
import { type Fields, fieldsFrom } from './conversion.js';

/** One violation of the schema by a body. Joi's error details have this shape. */
export interface Violation {
  readonly type: string;
  readonly path: readonly (string | number)[];
  readonly context?: { readonly [key: string]: unknown; readonly limit?: unknown } | undefined;
}

const userId = Joi.string().description(
  "A customer's id in the shop's own system, the digits of a phone number, or an install id (iid).",
);

/** Maximum number of schemas in the cache. More limits are never in use at once. */
const MAX_SCHEMAS = 64;

/** Saves time only: building a schema takes longer than a validation. */
const schemas = new Map<number, Joi.ObjectSchema<PushRequest>>();

/**
 * The vendor's page as a Joi schema. It reports every violation, converts nothing (`conversion.ts` does that before) and
 * renders no messages (`wording.ts` does that after).
 *
 * @param maxUserIds Maximum number of `userIds` in a request.
 */
export function requestSchema(maxUserIds: number): Joi.ObjectSchema<PushRequest> {
  const known = schemas.get(maxUserIds);
  if (known !== undefined) {
    return known;
  }
  const schema = Joi.object<PushRequest>({
    userIds: Joi.array().items(userId).max(maxUserIds).required().description('Customers to notify.'),
    message: Joi.object({
      title: Joi.string().required().description('First line of the notification.'),
      summary: Joi.string().required().description('Text below the title.'),
    }).required(),
    deeplink: Joi.string().description('What the app opens when the notification is tapped. Left out, never null.'),
  }).prefs({ abortEarly: false, convert: false, errors: { render: false, label: false } });
  if (schemas.size >= MAX_SCHEMAS) schemas.clear();
  schemas.set(maxUserIds, schema);
  return schema;
}

/**
 * Maximum number of user ids, and of unknown keys of an object, that Joi sees at once. Joi spreads its errors into the arguments
 * of a call, which overflows the stack at about 120 000 of them; a body of 1 MiB has room for 500 000.
 */
const CHUNK = 10_000;

/**
 * Finds every violation of a body. Those of one parent come in the order in which joi 14 lists them (known keys in the
 * order of the schema, then unknown keys in the order of the body), but need not be neighbours.
 *
 * @param body A body from `convertBody`.
 */
export function findViolations(body: unknown, maxUserIds: number): readonly Violation[] {
  if (!isObject(body)) {
    return validate(body, maxUserIds);
  }
  const ids = splitIds(body['userIds'], maxUserIds);
  const message = splitFields(body['message'], MESSAGE_KEYS);
  const rest = splitFields(body, REQUEST_KEYS);
  const head = [...Object.entries(rest.head), ['userIds', ids.head] as const, ['message', message.head] as const];
  return [
    ...validate(fieldsFrom(head), maxUserIds),
    ...ids.surplus,
    ...message.surplus.map((key) => unknownKey(['message', key])),
    ...rest.surplus.map((key) => unknownKey([key])),
  ];
}

function validate(body: unknown, maxUserIds: number): readonly Violation[] {
  return requestSchema(maxUserIds).validate(body).error?.details ?? [];
}

/** Checks surplus ids without Joi, which would take seconds for half a million of them. */
function splitIds(userIds: unknown, maxUserIds: number): { head: unknown; surplus: readonly Violation[] } {
  if (!Array.isArray(userIds) || userIds.length <= CHUNK) {
    return { head: userIds, surplus: [] };
  }
  const surplus: Violation[] = [];
  for (let index = CHUNK; index < userIds.length; index += 1) {
    const id: unknown = userIds[index];
    if (typeof id !== 'string' || id === '') {
      surplus.push({ type: id === '' ? 'string.empty' : 'string.base', path: ['userIds', index] });
    }
  }
  const limitIsHidden = CHUNK <= maxUserIds && maxUserIds < userIds.length;
  const limit: Violation = { type: 'array.max', path: ['userIds'], context: { limit: maxUserIds } };
  return { head: userIds.slice(0, CHUNK), surplus: limitIsHidden ? [...surplus, limit] : surplus };
}

function splitFields<T>(value: T, known: readonly string[]): { head: T | Fields; surplus: readonly string[] } {
  const unknown = isObject(value) ? Object.keys(value).filter((key) => !known.includes(key)) : [];
  if (!isObject(value) || unknown.length <= CHUNK) {
    return { head: value, surplus: [] };
  }
  const surplus = new Set(unknown.slice(CHUNK));
  return { head: fieldsFrom(Object.entries(value).filter(([key]) => !surplus.has(key))), surplus: [...surplus] };
}

function unknownKey(path: readonly string[]): Violation {
  return { type: 'object.unknown', path };
}

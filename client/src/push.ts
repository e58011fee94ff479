import { isObject } from 'imshop-contracts';
import { InvalidPushError } from './errors.js';

/** Customers' ids, each a non-empty string. */
export type UserIds = Iterable<string> | AsyncIterable<string>;

/** The text of the notification. Neither part may be empty. */
export interface PushMessage {
  readonly title: string;
  readonly summary: string;
}

/** One personal push to any number of customers. */
export interface Push {
  /** Ids in the shop's own system, phone numbers without formatting, or install ids. Read once, to the end. */
  readonly userIds: UserIds;
  readonly message: PushMessage;
  /** Opened when the application starts from the push, e.g. `slug://browse`. */
  readonly deeplink?: string;
}

/** The part of a push that all its requests share. */
export type PushContent = Omit<Push, 'userIds'>;

/**
 * Checks everything but the ids, which are checked while they are read.
 *
 * @throws InvalidPushError naming the field.
 */
export function validContent(push: Push): PushContent {
  checkObject('push', push, ['userIds', 'message', 'deeplink']);
  const { userIds, message, deeplink } = push;
  if (typeof userIds === 'string' || !isIterable(userIds)) {
    throw new InvalidPushError('userIds', `must be an iterable or async iterable of strings, is ${typeName(userIds)}`);
  }
  checkObject('message', message, ['title', 'summary']);
  return {
    message: {
      title: validText('message.title', message.title),
      summary: validText('message.summary', message.summary),
    },
    ...(deeplink !== undefined && { deeplink: validText('deeplink', deeplink) }),
  };
}

/**
 * Checks a text: the vendor takes any string that is not empty.
 *
 * @throws InvalidPushError naming `field`; also for half a surrogate pair, which UTF-8 cannot express.
 */
export function validText(field: string, value: unknown): string {
  if (typeof value !== 'string') throw new InvalidPushError(field, `must be a string, is ${typeName(value)}`);
  if (value === '') throw new InvalidPushError(field, 'must not be empty');
  if (!value.isWellFormed())
    throw new InvalidPushError(field, 'must be well-formed Unicode, holds half a surrogate pair');
  return value;
}

function checkObject(field: string, value: unknown, keys: readonly string[]): void {
  const problem = objectProblem(value, keys);
  if (problem !== undefined) throw new InvalidPushError(field, problem);
}

/** The reason why a value is not an object with only these keys; `undefined` if it is one. */
export function objectProblem(value: unknown, keys: readonly string[]): string | undefined {
  if (!isObject(value)) return `must be an object, is ${typeName(value)}`;
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  return unknown === undefined ? undefined : `has an unknown key ${unknown}; allowed are ${keys.join(', ')}`;
}

function isIterable(value: unknown): boolean {
  return Symbol.iterator in Object(value) || Symbol.asyncIterator in Object(value);
}

/** Names the type of a value for a message; the value itself may be a phone number. */
function typeName(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

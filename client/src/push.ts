import { InvalidPushError } from './errors.js';
import type { Ids } from './ids/chunks.js';
import { kindOf, text } from './text.js';

/** What the customer sees on the phone. Neither text may be empty. */
export interface PushMessage {
  readonly title: string;
  readonly summary: string;
}

/** One personal push to any number of customers. */
export interface Push {
  /** The customers' ids in the shop's own system, phone numbers without formatting, or install ids. Read once, to the end. */
  readonly userIds: Ids;
  readonly message: PushMessage;
  /** Opened when the application starts from the push, e.g. `slug://browse`. */
  readonly deeplink?: string;
}

/** What every request of a push says besides the ids. */
export interface PushContent {
  readonly message: PushMessage;
  readonly deeplink?: string;
}

/**
 * Checks all of a push but its ids, which are checked as they are read.
 *
 * @throws InvalidPushError naming the field.
 */
export function validContent(push: Push): PushContent {
  if (typeof push !== 'object' || push === null || Array.isArray(push))
    throw new InvalidPushError('push', `must be an object, is ${kindOf(push)}`);
  onlyKnown('push', push, ['userIds', 'message', 'deeplink']);
  const { userIds, message, deeplink } = push;
  if (typeof userIds === 'string' || !isIterable(userIds)) {
    throw new InvalidPushError('userIds', `must be an iterable or async iterable of strings, is ${kindOf(userIds)}`);
  }
  if (typeof message !== 'object' || message === null) {
    throw new InvalidPushError('message', `must be an object, is ${kindOf(message)}`);
  }
  onlyKnown('message', message, ['title', 'summary']);
  return {
    message: { title: text('message.title', message.title), summary: text('message.summary', message.summary) },
    ...(deeplink !== undefined && { deeplink: text('deeplink', deeplink) }),
  };
}

function isIterable(value: unknown): boolean {
  return Symbol.iterator in Object(value) || Symbol.asyncIterator in Object(value);
}

function onlyKnown(field: string, value: object, known: readonly string[]): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new InvalidPushError(field, `has an unknown key ${unknown}; allowed are ${known.join(', ')}`);
}

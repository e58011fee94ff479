import { isWellFormed, type PushRequest } from 'imshop-contracts';
import { validatePush } from 'imshop-contracts/schema';
import type { Entry } from '../journal/entry.js';

/** The JSON value of a request's body; its text where it is no JSON, `null` where there is none. */
export function sentValue({ body }: Entry): unknown {
  return body && body.bytes.length > 0 ? jsonOrText(body.bytes.toString('utf8')) : null;
}

/** The push a request carried, read as the vendor reads it; `undefined` where it was refused for its body. */
export function sentPush(entry: Entry): PushRequest | undefined {
  const value = sentValue(entry);
  if (isWellFormed(value, Number.POSITIVE_INFINITY)) return value;
  const verdict = validatePush(value, { maxUserIds: Number.MAX_SAFE_INTEGER, listAllErrors: false });
  return verdict.ok ? verdict.push : undefined;
}

/** What reaches phones of an accepted push. */
export type Deliver = (push: PushRequest) => readonly PushRequest[];

/** What reached phones of a request; nothing where it was not accepted. */
export function deliveredPushes(entry: Entry, deliver: Deliver): readonly PushRequest[] {
  const push = entry.completion?.accepted ? sentPush(entry) : undefined;
  return push ? deliver(push) : [];
}

/** The customers a request named, well-formed or not. */
function sentUserIds(entry: Entry): readonly unknown[] {
  return userIdsOf(sentPush(entry) ?? sentValue(entry));
}

/** Whether a request named this customer. */
export function namesUser(entry: Entry, userId: string): boolean {
  const json = entry.body?.bytes.toString('utf8') ?? '';
  // Without an escape, a text in JSON stands there as it is: most bodies need not be validated to know.
  return (json.includes(userId) || json.includes('\\')) && sentUserIds(entry).includes(userId);
}

/** The customers a body names. */
export function userIdsOf(value: unknown): readonly unknown[] {
  const userIds = typeof value === 'object' && value !== null && 'userIds' in value ? value.userIds : undefined;
  return Array.isArray(userIds) ? userIds : [];
}

/** The JSON value a text holds; the text itself where it holds none, or one too deep to print again. */
export function jsonOrText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    JSON.stringify(value);
    return value;
  } catch {
    return text;
  }
}

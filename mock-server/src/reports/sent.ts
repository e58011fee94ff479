import { isWellFormed, type PushRequest } from 'imshop-contracts';
import { validatePush } from 'imshop-contracts/schema';
import { userIdsOf } from '../log/body-summary.js';
import type { Entry } from '../log/entry.js';

/** The JSON value of a request's body; its text where it is no JSON, or its beginning was kept; `null` where there is none. */
export function sentValue({ body }: Entry): unknown {
  if (!body || body.bytes.length === 0) return null;
  const text = body.bytes.toString('utf8');
  return body.cut ? text : jsonOrText(text);
}

/** Whether the mock read more of a request's body than the journal kept: the rest may hold what is looked for. */
export function isCut({ body }: Entry): boolean {
  return body?.cut !== undefined;
}

/** How many accepted pushes are no longer known, since only parts of their bodies are kept. */
export function cutAmong(entries: readonly Entry[]): number {
  return entries.filter((entry) => entry.completion?.accepted && isCut(entry)).length;
}

/** The push a request carried, read as the vendor reads it; `undefined` where it was refused for its body, or only parts are kept. */
export function sentPush(entry: Entry): PushRequest | undefined {
  if (isCut(entry)) return undefined;
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

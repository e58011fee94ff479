import { isWellFormed, type PushRequest } from 'imshop-contracts';
import { validatePush } from 'imshop-contracts/schema';
import { type BodySummary, summaryOf, userIdsOf } from '../log/body.js';
import type { LoggedRequest } from '../log/entry.js';

const NO_BODY: BodySummary = { title: undefined, summary: undefined, deeplink: undefined, userIds: 0 };

/** The JSON value of a body; its text where it is not JSON or only its beginning is kept; `null` where there is none. */
export function bodyValueOf({ body }: LoggedRequest): unknown {
  if (!body || body.bytes.length === 0) return null;
  const text = body.bytes.toString('utf8');
  return body.cut ? text : jsonOrText(text);
}

/** The main fields of a body. */
export function bodySummaryOf({ body }: LoggedRequest): BodySummary {
  return body === undefined ? NO_BODY : (body.cut?.summary ?? summaryOf(body.bytes));
}

/** The journal kept only parts of a body that the mock read: the rest may hold anything. */
export function isCut({ body }: LoggedRequest): boolean {
  return body?.cut !== undefined;
}

/** A body that holds a push, as the vendor reads it. */
export interface ReadPush {
  readonly push: PushRequest;
  /** A JSON string stands in place of an array or object. */
  readonly converted: boolean;
}

/** The push that a request holds; `undefined` where the vendor refuses its body, or only parts of it are kept. */
export function readPush(request: LoggedRequest): ReadPush | undefined {
  if (isCut(request)) return undefined;
  const value = bodyValueOf(request);
  if (isWellFormed(value, Number.POSITIVE_INFINITY)) return { push: value, converted: false };
  const verdict = validatePush(value, { maxUserIds: Number.MAX_SAFE_INTEGER, listAllErrors: false });
  return verdict.ok ? verdict : undefined;
}

/** A request names this customer. */
export function namesUser(request: LoggedRequest, userId: string): boolean {
  const json = request.body?.bytes.toString('utf8') ?? '';
  // Without an escape, a text stands in JSON as it is: most bodies need not be validated.
  if (!json.includes(userId) && !json.includes('\\')) return false;
  return userIdsOf(readPush(request)?.push ?? bodyValueOf(request)).includes(userId);
}

/** The JSON value of a text; the text itself where it is not JSON, or nested too deep to be printed again. */
export function jsonOrText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    JSON.stringify(value);
    return value;
  } catch {
    return text;
  }
}

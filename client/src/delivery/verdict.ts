import { INTEGRATION_UNAVAILABLE, isObject, parseJson } from 'imshop-contracts';
import {
  AmbiguousError,
  IntegrationUnavailableError,
  MisconfiguredError,
  NotSentError,
  type PushError,
  RateLimitedError,
  RejectedError,
} from '../errors.js';
import type { RetryAfter503 } from '../options.js';
import { MAX_RETRY_AFTER_MS, retryAfterMs } from '../pacing/rate-limit-headers.js';
import type { Answered, WireResult } from '../transport/transport.js';

/** The fate of a push, as far as the evidence of one request proves it. */
export type Verdict =
  | { readonly type: 'accepted' }
  /** The vendor refused these ids or this content for good. */
  | {
      readonly type: 'rejected';
      readonly error: RejectedError;
      /** Positions in the request of the ids that the vendor refused, ascending; empty if it named none. */
      readonly badPositions: readonly number[];
      /** The message or the deeplink is at fault, which all chunks share. */
      readonly concernsContent: boolean;
    }
  /** Not delivered, because the request was too large. */
  | { readonly type: 'too-large'; readonly error: RejectedError }
  /** May or may not have been delivered. */
  | { readonly type: 'unknown'; readonly error: AmbiguousError }
  /** Not delivered. */
  | { readonly type: 'not-delivered'; readonly error: PushError; readonly retry: RetryAdvice };

/**
 * - `later`: a retry may succeed.
 * - `once`: the address or a certificate looks wrong; one retry tells that from a short failure.
 * - `after-limit`: a retry may succeed when the vendor's limit allows it.
 * - `never`: no request can succeed, for any chunk.
 */
type RetryAdvice = 'later' | 'once' | 'after-limit' | 'never';

/** Statuses that say that the server did not process the request (RFC 9110; RFC 8470 for 425). */
const NOT_PROCESSED = [408, 421, 425];

/** Statuses that every request to this address, with these permissions, gets. */
const MISCONFIGURED = [401, 403, 404, 405, 406, 407, 410, 415];

/**
 * Judges by the wire first, then by the status, then by the body. An error code alone proves nothing: a connection reset during a TLS
 * handshake and one after the whole request was read have the same code.
 */
export function verdictOf(result: WireResult, status503: RetryAfter503, nowMs: number): Verdict {
  switch (result.type) {
    case 'not-sent':
      return notSent(result.error);
    case 'sent':
      return unknown(`the request was sent and no answer came: ${result.error.message}`, undefined, result.error);
    case 'answered':
      return answered(result, status503, nowMs);
  }
}

const CONFIGURATION_CODE = /^(ENOTFOUND|EPROTO|ERR_INVALID_URL|ERR_(TLS|SSL)_.*|.*CERT.*|UNABLE_TO_.*|.*SIGNATURE.*)$/;

function notSent(error: Error): Verdict {
  const { code } = (error.cause ?? error) as { readonly code?: unknown };
  const message = `the request was not sent: ${error.message}`;
  const looksWrong =
    (typeof code === 'string' && CONFIGURATION_CODE.test(code)) || /bad port/.test(String(error.cause));
  if (looksWrong) return notDelivered(new MisconfiguredError(message, undefined, { cause: error }), 'once');
  return notDelivered(new NotSentError(message, { cause: error }), 'later');
}

function answered(answer: Answered, status503: RetryAfter503, nowMs: number): Verdict {
  const { status } = answer;
  if (status >= 200 && status < 300) return success(answer);
  const waitMs = retryAfterMs(answer.headers, nowMs);
  const isTooLong = waitMs !== undefined && waitMs > MAX_RETRY_AFTER_MS;
  if (status === 429) return notDelivered(new RateLimitedError(waitMs), isTooLong ? 'never' : 'after-limit');
  if (status === 413) return { type: 'too-large', error: new RejectedError('413: the request is too large', status) };
  if (NOT_PROCESSED.includes(status)) return notDelivered(new NotSentError(`${status}: not processed`), 'later');
  if (MISCONFIGURED.includes(status) || (status >= 300 && status < 400)) {
    const error = new MisconfiguredError(`status ${status}: the address or a permission is wrong`, status);
    return notDelivered(error, 'never');
  }
  if (status >= 400 && status < 500) return rejected(answer);
  if (status === 503 && status503 === 'not-processed' && waitMs !== undefined)
    return notDelivered(new NotSentError('503: not available, try later'), isTooLong ? 'never' : 'later');
  return unknown(`status ${status}: the push may have been delivered`, status);
}

/** The body decides: gateways and caches answer 200 with bodies of their own. */
function success({ status, body, error }: Answered): Verdict {
  if (body === null) return unknown(`status ${status}, but the answer is incomplete: ${error?.message}`, status, error);
  const answer = parseJson(body);
  const { success, error: reason } = isObject(answer) ? answer : {};
  if (success === true) return { type: 'accepted' };
  if (success !== false) return unknown(`status ${status}, but not the vendor's answer`, status);
  if (reason === INTEGRATION_UNAVAILABLE) return notDelivered(new IntegrationUnavailableError(), 'never');
  const text = typeof reason === 'string' ? reason : 'declined without a reason';
  return {
    type: 'rejected',
    error: new RejectedError(truncate(text), status),
    badPositions: [],
    concernsContent: false,
  };
}

function rejected({ status, body }: Answered): Verdict {
  const answer = parseJson(body ?? '');
  const { message, error } = isObject(answer) ? answer : {};
  const text = [message, error].find((one) => typeof one === 'string') ?? '';
  const concernsContent = /child "(?:message|deeplink)" fails/.test(text);
  return {
    type: 'rejected',
    error: new RejectedError(truncate(`${status}: ${text || 'rejected without a message'}`), status),
    badPositions: concernsContent ? [] : badPositionsIn(text),
    concernsContent,
  };
}

/** Reads joi 14's sentence: `child "userIds" fails because ["userIds" at position 3 fails because ["3" must be a string]]`. */
function badPositionsIn(sentence: string): readonly number[] {
  const positions = [...sentence.matchAll(/"userIds" at position (\d{1,4}) fails/g)].map(([, at]) => Number(at));
  return [...new Set(positions)].sort((a, b) => a - b);
}

function notDelivered(error: PushError, retry: RetryAdvice): Verdict {
  return { type: 'not-delivered', error, retry };
}

function unknown(message: string, status: number | undefined, cause?: Error): Verdict {
  return { type: 'unknown', error: new AmbiguousError(message, status, cause && { cause }) };
}

const LONGEST_TEXT = 300;

function truncate(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

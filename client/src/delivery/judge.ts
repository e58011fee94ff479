import { INTEGRATION_UNAVAILABLE } from 'imshop-contracts';
import {
  AmbiguousError,
  IntegrationUnavailableError,
  MisconfiguredError,
  NotSentError,
  type PushError,
  RateLimitedError,
  RejectedError,
} from '../errors.js';
import { MAX_RETRY_AFTER_MS, retryAfterMs } from '../pacing/advice.js';
import type { Answered, WireResult } from '../transport/transport.js';
import { type Refusal, readRefusal } from './refusal.js';

/** What the evidence of one request proves about the push. */
export type Verdict =
  | { readonly is: 'accepted' }
  /** The vendor refused these ids or this content for good. */
  | { readonly is: 'rejected'; readonly error: RejectedError; readonly refusal: Refusal }
  /** Nothing was delivered, since the request was too large. */
  | { readonly is: 'too-large'; readonly error: RejectedError }
  /** It may have been delivered, or not. */
  | { readonly is: 'unknown'; readonly error: AmbiguousError }
  /** It was certainly not delivered; `next` says what can come of sending it again. */
  | { readonly is: 'not-delivered'; readonly error: PushError; readonly next: Remedy };

/**
 * - `retry`: may work later.
 * - `retry-once`: looks like a wrong address or certificate, which one more try tells from a hiccup.
 * - `wait`: may work once the vendor's limit lets it through.
 * - `halt`: cannot work, for any chunk.
 */
type Remedy = 'retry' | 'retry-once' | 'wait' | 'halt';

/** Whether a 503 with `Retry-After` counts as proof that the push was not taken. */
export type RetryAfter503 = 'unknown' | 'not-processed';

/** Statuses by which a server says that it did not process the request (RFC 9110; RFC 8470 for 425). */
const NOT_PROCESSED = [408, 421, 425];

/** Statuses that every request to this address, with these rights, would get. */
const MISCONFIGURED = [401, 403, 404, 405, 406, 407, 410, 415];

/**
 * Wire state first, then status, then body. An error code alone proves nothing: a connection reset during a TLS handshake and one
 * after the whole request was read look the same.
 */
export function judge(result: WireResult, status503: RetryAfter503, nowMs: number): Verdict {
  if (result.wire === 'not-sent') return notSent(result.error);
  if (result.wire === 'sent')
    return unknown(`the request left and no answer came: ${result.error.message}`, undefined, result.error);
  return judgeAnswer(result, status503, nowMs);
}

function judgeAnswer(answer: Answered, status503: RetryAfter503, nowMs: number): Verdict {
  const { status } = answer;
  if (status >= 200 && status < 300) return judgeSuccess(answer);
  if (status === 429) return limited(retryAfterMs(answer.headers, nowMs));
  if (status === 413) return { is: 'too-large', error: new RejectedError('413: the request is too large', status) };
  if (NOT_PROCESSED.includes(status)) return notDelivered(new NotSentError(`${status}: not processed`), 'retry');
  if (MISCONFIGURED.includes(status) || (status >= 300 && status < 400)) return misconfigured(status);
  if (status >= 400 && status < 500) return rejected(answer);
  const waitMs = retryAfterMs(answer.headers, nowMs);
  if (status === 503 && status503 === 'not-processed' && waitMs !== undefined) {
    return notDelivered(
      new NotSentError('503: not available, try later'),
      waitMs > MAX_RETRY_AFTER_MS ? 'halt' : 'retry',
    );
  }
  return unknown(`status ${status}, which can follow a delivered push`, status);
}

/** The body decides: gateways and caches have their own ideas of 200. */
function judgeSuccess({ status, body, error }: Answered): Verdict {
  if (body === null)
    return unknown(`status ${status}, and the answer did not arrive whole: ${error?.message}`, status, error);
  const { success, error: reason } = parse(body);
  if (success === true) return { is: 'accepted' };
  if (success !== false) return unknown(`status ${status}, and the answer is not the vendor's`, status);
  if (reason === INTEGRATION_UNAVAILABLE) return notDelivered(new IntegrationUnavailableError(), 'halt');
  const text = typeof reason === 'string' ? reason : 'declined without a reason';
  return {
    is: 'rejected',
    error: new RejectedError(clip(text), status),
    refusal: { badPositions: [], concernsContent: false },
  };
}

function rejected({ status, body }: Answered): Verdict {
  const { message, error } = parse(body ?? '');
  const text = [message, error].find((one) => typeof one === 'string') as string | undefined;
  return {
    is: 'rejected',
    error: new RejectedError(clip(`${status}: ${text ?? 'refused without the vendor’s words'}`), status),
    refusal: readRefusal(text ?? ''),
  };
}

function limited(waitMs: number | undefined): Verdict {
  return notDelivered(
    new RateLimitedError(waitMs),
    waitMs !== undefined && waitMs > MAX_RETRY_AFTER_MS ? 'halt' : 'wait',
  );
}

function misconfigured(status: number): Verdict {
  return notDelivered(new MisconfiguredError(`status ${status}: the address or a permission is wrong`, status), 'halt');
}

const CONFIGURATION_CODE = /^(ENOTFOUND|EPROTO|ERR_INVALID_URL|ERR_(TLS|SSL)_.*|.*CERT.*|UNABLE_TO_.*|.*SIGNATURE.*)$/;

function notSent(error: Error): Verdict {
  const { code } = (error.cause ?? error) as { readonly code?: unknown };
  const message = `no byte of the request left: ${error.message}`;
  const looksWrong =
    (typeof code === 'string' && CONFIGURATION_CODE.test(code)) || /bad port/.test(String(error.cause));
  if (looksWrong) return notDelivered(new MisconfiguredError(message, undefined, { cause: error }), 'retry-once');
  return notDelivered(new NotSentError(message, { cause: error }), 'retry');
}

function notDelivered(error: PushError, next: Remedy): Verdict {
  return { is: 'not-delivered', error, next };
}

function unknown(message: string, status: number | undefined, cause?: Error): Verdict {
  return { is: 'unknown', error: new AmbiguousError(message, status, cause && { cause }) };
}

function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const LONGEST_TEXT = 300;

function clip(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

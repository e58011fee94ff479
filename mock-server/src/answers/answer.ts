import {
  bodyTooLarge,
  type Envelope,
  ERROR_BY_STATUS,
  type FidelityId,
  INTEGRATION_UNAVAILABLE,
  INVALID_COMPRESSION,
  INVALID_JSON,
  MAX_BODY_BYTES,
  METHOD,
  METHOD_NOT_ALLOWED,
  NOT_FOUND,
  RATE_LIMIT_EXCEEDED,
  type RefusalStatus,
  type RetryAfterForm,
  UNSUPPORTED_MEDIA_TYPE,
} from 'imshop-contracts';
import type { Advisory } from '../api/advisory.js';
import type { Outcome } from '../api/outcome.js';
import { escapeHtml } from './html-escape.js';

/** An answer of the vendor, with the mock's notes on it. */
export interface Answer {
  readonly outcome: Outcome;
  readonly status: number;
  /** Beside `Content-Type`, `Content-Length` and `Date`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The row of the fidelity table that describes it. */
  readonly row: FidelityId;
  /** The push reaches its customers. */
  readonly delivers: boolean;
  /** The moment that `Retry-After` names, by the integration's clock. */
  readonly retryAtMs?: number;
  /** A note of the mock beside the vendor's words, for `X-Mock-Hint`. */
  readonly hint?: string;
}

/** Statuses that no body may follow (RFC 9110, 8.6 and 15.3.6). */
export const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

const ACCEPTED_BODY = '{"success":true}';
const NO_HEADERS: Answer['headers'] = {};

const ACCEPTED: Answer = {
  outcome: 'accepted',
  status: 200,
  headers: NO_HEADERS,
  body: ACCEPTED_BODY,
  row: 'accepted',
  delivers: true,
};
const ACCEPTED_JSON_STRING: Answer = { ...ACCEPTED, row: 'json-string' };

/** @param converted The body holds a JSON string in place of an array or object. */
export function accepted(converted: boolean): Answer {
  return converted ? ACCEPTED_JSON_STRING : ACCEPTED;
}

/** The usual success, as a fault alters it. */
export function successAnswer(): Answer {
  return plainAnswer(200, ACCEPTED_BODY);
}

/** An answer that a fault makes up. */
export function plainAnswer(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = NO_HEADERS,
): Answer {
  return { outcome: 'faulted', status, headers, body, row: 'simulated-fault', delivers: false };
}

/** The page shows it with 200, and says that a `message` accompanies any other status. */
export function unavailable(status: number): Answer {
  const outcome = 'unavailable';
  const message = status === 200 ? {} : { message: INTEGRATION_UNAVAILABLE };
  const whole = JSON.stringify({ success: false, error: INTEGRATION_UNAVAILABLE, ...message });
  const body = BODILESS.has(status) ? '' : whole;
  return { outcome, status, headers: NO_HEADERS, body, row: outcome, delivers: false };
}

/** A 400 on validation; `keys` are the faulty places, in the order of the message. */
export function badRequest(message: string, keys: readonly string[], row: FidelityId, envelope: Envelope): Answer {
  const validation = () => ({ validation: { source: 'payload', keys: keys.map(escapeHtml) } });
  return refusal('bad-request', 400, message, row, envelope, validation);
}

export function strictRefusal(advisories: readonly Advisory[], envelope: Envelope): Answer {
  const message = advisories.map(({ path, message: text }) => (path ? `${path}: ${text}` : text)).join('. ');
  return refusal('bad-request', 400, message, 'strict-refusal', envelope);
}

export function notJson(row: 'not-json' | 'invalid-utf8', hint: string, envelope: Envelope): Answer {
  return { ...refusal('bad-request', 400, INVALID_JSON, row, envelope), hint };
}

export function invalidEncoding(coding: string | undefined, envelope: Envelope): Answer {
  return {
    ...refusal('bad-request', 400, INVALID_COMPRESSION, 'undecodable', envelope),
    hint: `the body is not ${coding}`,
  };
}

export function tooLarge(row: 'too-large' | 'too-large-unannounced', envelope: Envelope): Answer {
  return refusal('payload-too-large', 413, bodyTooLarge(MAX_BODY_BYTES), row, envelope);
}

export function unsupportedMediaType(hint: string, envelope: Envelope): Answer {
  return { ...refusal('unsupported-media-type', 415, UNSUPPORTED_MEDIA_TYPE, 'media-type', envelope), hint };
}

export function methodNotAllowed(method: string, envelope: Envelope): Answer {
  return {
    ...refusal('method-not-allowed', 405, METHOD_NOT_ALLOWED, 'method-not-allowed', envelope),
    headers: { Allow: METHOD },
    hint: `the vendor serves ${METHOD} only, not ${method}`,
  };
}

/** Without an outcome: the request belongs to no integration, and no journal names it. */
export function notFound(path: string, envelope: Envelope): Omit<Answer, 'outcome'> {
  const hint = `no such path; pushes are posted to ${path}`;
  return { ...refusalWithout(404, NOT_FOUND, 'unknown-path', envelope), hint };
}

/** A 429. `retryAfterMs` is how long the limiter stays closed. */
export function rateLimited(nowMs: number, retryAfterMs: number, form: RetryAfterForm, envelope: Envelope): Answer {
  const hint = `the next request is accepted after ${retryAfterMs} ms`;
  if (form === 'off') return { ...RATE_LIMITED[envelope], hint };
  const { outcome, status, body, row, delivers } = RATE_LIMITED[envelope];
  const headers = { 'Retry-After': retryAfterValue(nowMs, retryAfterMs, form) };
  return { outcome, status, headers, body, row, delivers, retryAtMs: nowMs + retryAfterMs, hint };
}

const RATE_LIMITED: Readonly<Record<Envelope, Answer>> = {
  documented: refusal('rate-limited', 429, RATE_LIMIT_EXCEEDED, 'over-the-limit', 'documented'),
  hapi: refusal('rate-limited', 429, RATE_LIMIT_EXCEEDED, 'over-the-limit', 'hapi'),
};

/** The value of `Retry-After`, rounded up to a whole second: a sender that waits for it is accepted. */
export function retryAfterValue(nowMs: number, waitMs: number, form: Exclude<RetryAfterForm, 'off'>): string {
  if (form === 'seconds') return String(Math.ceil(waitMs / 1000));
  return new Date(Math.ceil((nowMs + waitMs) / 1000) * 1000).toUTCString();
}

function refusal(
  outcome: Outcome,
  status: RefusalStatus,
  message: string,
  row: FidelityId,
  envelope: Envelope,
  extra?: () => object,
): Answer {
  return { outcome, ...refusalWithout(status, message, row, envelope, extra) };
}

function refusalWithout(
  status: RefusalStatus,
  message: string,
  row: FidelityId,
  envelope: Envelope,
  extra?: () => object,
): Omit<Answer, 'outcome'> {
  const documented = { error: ERROR_BY_STATUS[status], message };
  const body = JSON.stringify(envelope === 'hapi' ? { statusCode: status, ...documented, ...extra?.() } : documented);
  return { status, headers: NO_HEADERS, body, row, delivers: false };
}

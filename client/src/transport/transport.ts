import { inspect } from 'node:util';

/** One request, complete: a transport adds no header and changes nothing. */
export interface WireRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The longest time for a connection, TLS included. */
  readonly connectTimeoutMs: number;
}

/**
 * The evidence after a request. `not-sent` means that no byte of the request can have left this process; it is never guessed from an
 * error code.
 */
export type WireResult = NotSent | SentWithoutAnswer | Answered;

export interface NotSent {
  readonly type: 'not-sent';
  readonly error: Error;
}

/** Bytes left, and no status came back. */
export interface SentWithoutAnswer {
  readonly type: 'sent';
  readonly error: Error;
  /** As in `Answered`. */
  readonly resent?: boolean;
}

/** A status came back. */
export interface Answered {
  readonly type: 'answered';
  readonly status: number;
  readonly headers: Headers;
  /** `null` if the body is incomplete; `error` is then the reason. */
  readonly body: string | null;
  readonly error?: Error;
  /** The HTTP library sent the request more than once without being asked, as undici does at a 421. */
  readonly resent?: boolean;
}

/** Sends a request once: it follows no redirect and repeats nothing. */
export interface Transport {
  /**
   * Resolves with the evidence; never rejects.
   *
   * @param signal Aborts the request.
   */
  post(request: WireRequest, signal: AbortSignal): Promise<WireResult>;
  close?(): Promise<void>;
}

/** The result of a transport, checked. An invalid one proves nothing, so the request may have been sent. */
export function asWireResult(value: unknown): WireResult {
  return isWireResult(value) ? value : { type: 'sent', error: new Error('the transport returned no valid result') };
}

function isWireResult(value: unknown): value is WireResult {
  const { type, error, status, headers, body } = Object(value) as Partial<Record<string, unknown>>;
  if (type !== 'answered') return (type === 'not-sent' || type === 'sent') && error instanceof Error;
  const isRead = body === null || typeof body === 'string';
  return Number.isInteger(status) && isRead && typeof (headers as Partial<Headers> | undefined)?.get === 'function';
}

/** The longest answer that is read, in bytes; the vendor's have less than 200. */
export const MAX_ANSWER_BYTES = 1_048_576;

/** A thrown value or the reason of an abort, which may be of any type, as an `Error`. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(typeof thrown === 'string' ? thrown : inspect(thrown));
}

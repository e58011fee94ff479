import { inspect } from 'node:util';

/** One request, complete: a transport adds nothing to what it says. */
export interface WireRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The longest that a connection, TLS included, may take. */
  readonly connectTimeoutMs: number;
}

/**
 * What is known after a request, as evidence: `not-sent` only where no byte of the request can have left this process, and never
 * guessed from an error code.
 */
export type WireResult = NotSent | SentWithoutAnswer | Answered;

export interface NotSent {
  readonly wire: 'not-sent';
  readonly error: Error;
}

/** Bytes left, and no status came back. */
export interface SentWithoutAnswer {
  readonly wire: 'sent';
  readonly error: Error;
  readonly resent?: boolean;
}

/** A status came back. */
export interface Answered {
  readonly wire: 'answered';
  readonly status: number;
  readonly headers: Headers;
  /** `null` where the body did not arrive whole; `error` then says why. */
  readonly body: string | null;
  readonly error?: Error;
  /** The transport sent the request more than once, against our will, as undici does at a 421. */
  readonly resent?: boolean;
}

/** Sends a request once: no redirect is followed, nothing is sent again. */
export interface Transport {
  /**
   * Resolves with what is known; never rejects.
   *
   * @param signal Ends the request where it stands.
   */
  post(request: WireRequest, signal: AbortSignal): Promise<WireResult>;
  close?(): Promise<void>;
}

/** A result as it should be; what is none proves nothing, so the request may have left. */
export function asWireResult(value: unknown): WireResult {
  return isWireResult(value) ? value : { wire: 'sent', error: new Error('the transport gave no result') };
}

function isWireResult(value: unknown): value is WireResult {
  const { wire, error, status, headers, body } = Object(value) as Partial<Record<string, unknown>>;
  if (wire !== 'answered') return (wire === 'not-sent' || wire === 'sent') && error instanceof Error;
  const isRead = body === null || typeof body === 'string';
  return Number.isInteger(status) && isRead && typeof (headers as Partial<Headers> | undefined)?.get === 'function';
}

/** The longest answer that is read, in bytes; the vendor's are below 200. */
export const MAX_ANSWER_BYTES = 1_048_576;

/** What was thrown, as an `Error`: anything can be thrown or be the reason of an abort. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(typeof thrown === 'string' ? thrown : inspect(thrown));
}

import type { Clock } from './clock.js';
import type { PushEvent } from './events.js';
import type { RateLimitStore } from './pacing/rate-limit-store.js';
import type { Fetch } from './transport/fetch-transport.js';
import type { Transport } from './transport/transport.js';

/**
 * - `at-most-once`: a push that may have been delivered is never sent again.
 * - `at-least-once`: it is sent again, and counts as a possible duplicate.
 */
export type Delivery = 'at-most-once' | 'at-least-once';

/** The reaction to a chunk of which the vendor refuses single ids. */
export type OnInvalid = 'fail' | 'drop-and-resend';

/** The meaning of a 503 with `Retry-After`: nothing is known, or the push was not processed. */
export type RetryAfter503 = 'unknown' | 'not-processed';

export interface ClientOptions {
  /** The address from the Imshop manager. It is the secret: no message, event or journal shows its path. */
  readonly url: string | URL;
  /**
   * The reaction to a request without a clear answer: report its ids as unknown, or send them again and report possible duplicates.
   *
   * @default 'at-most-once'
   */
  readonly delivery?: Delivery;
  /** The rate at which requests are sent. */
  readonly pacing?: PacingOptions;
  /**
   * Most ids in a request, 1 to 1000. With fewer, a failure leaves fewer customers unknown, and a run takes longer.
   *
   * @default 1000
   */
  readonly chunkSize?: number;
  /** The longest times of a request. */
  readonly timeouts?: TimeoutOptions;
  /** Repetitions of requests that were not delivered or, with `at-least-once`, may have been. */
  readonly retry?: RetryOptions;
  /**
   * The reaction to a refusal that names ids: report the whole chunk as rejected, or those ids only and send the others again.
   *
   * @default 'fail'
   */
  readonly onInvalid?: OnInvalid;
  /** Sends the requests. Excludes `fetch`. @default nodeTransport() */
  readonly transport?: Transport;
  /** Sends the requests through this `fetch`, see `fetchTransport`. */
  readonly fetch?: Fetch;
  /** @default systemClock */
  readonly clock?: Clock;
  /** Numbers from 0 to below 1, for waits. @default Math.random */
  readonly random?: () => number;
  /** Called with every event, at once. An error that it throws becomes a warning of the process. */
  readonly onEvent?: (event: PushEvent) => void;
}

/** The vendor's limit, and the store of the senders that share it. */
export interface PacingOptions {
  /** Requests in a window. @default 10 */
  readonly requests?: number;
  /** Milliseconds of a window. @default 60000 */
  readonly windowMs?: number;
  /** Shared by senders to the same address. @default one store for all clients of the process */
  readonly store?: RateLimitStore;
}

export interface TimeoutOptions {
  /** Milliseconds for a connection, TLS included. @default 5000, or `totalMs` if that is less */
  readonly connectMs?: number;
  /**
   * Milliseconds for a whole request. Longer than 60 s, so that a gateway's own 504 can arrive: every time-out leaves a chunk unknown.
   *
   * @default 75000
   */
  readonly totalMs?: number;
}

export interface RetryOptions {
  /** Most requests for a chunk, the first included. @default 5 */
  readonly attempts?: number;
  /** The longest delay before the first retry, in milliseconds; it doubles with each. @default a twelfth of the window: 5000 */
  readonly baseDelayMs?: number;
  /** The longest delay before any retry, in milliseconds. @default five windows: 300000 */
  readonly maxDelayMs?: number;
  /**
   * Most requests of a run beyond one for each chunk: retries, halves of split chunks, and the rest of a chunk without its bad ids.
   *
   * @default the larger of 10 and a tenth of the chunks
   */
  readonly budget?: number;
  /**
   * Decides if a 503 with `Retry-After` proves that the push was not delivered. Push services have sent one for delivered pushes, so by
   * default it proves nothing; ask the vendor.
   *
   * @default 'unknown'
   */
  readonly status503?: RetryAfter503;
}

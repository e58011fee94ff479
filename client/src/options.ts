import type { Clock } from './clock.js';
import type { Delivery, OnInvalid, RetryAfter503 } from './delivery/decide.js';
import type { PushEvent } from './events.js';
import type { PaceStore } from './pacing/pace-store.js';
import type { Fetch } from './transport/fetch-transport.js';
import type { Transport } from './transport/transport.js';

export interface ClientOptions {
  /** The address from the Imshop manager. It is the secret: no message, event or journal shows its path. */
  readonly url: string | URL;
  /**
   * What to do where nobody can know whether the vendor took a push: leave it and say so, or send it again and say so.
   *
   * @default 'at-most-once'
   */
  readonly delivery?: Delivery;
  /** How fast requests go. */
  readonly pacing?: PacingOptions;
  /**
   * Most ids in a request, 1 to 1000. Fewer leave fewer people in doubt after a failure, and make a run take longer.
   *
   * @default 1000
   */
  readonly chunkSize?: number;
  /** How long a request may take. */
  readonly timeouts?: TimeoutOptions;
  /** How often what was not delivered is sent again, and with `at-least-once` what may have been. */
  readonly retry?: RetryOptions;
  /**
   * What to do when the vendor refuses a chunk and names the ids it cannot take: report them all, or report those and send the rest.
   *
   * @default 'fail'
   */
  readonly onInvalid?: OnInvalid;
  /** Sends the requests. Not together with `fetch`. @default nodeTransport() */
  readonly transport?: Transport;
  /** Sends the requests through this `fetch`, see `fetchTransport`. */
  readonly fetch?: Fetch;
  /** @default the machine's */
  readonly clock?: Clock;
  /** Numbers from 0 to below 1, for waits. @default Math.random */
  readonly random?: () => number;
  /** Told of everything that happens, at once. What it throws becomes a warning of the process. */
  readonly onEvent?: (event: PushEvent) => void;
}

export interface PacingOptions {
  /** Requests in a window. @default 10 */
  readonly requests?: number;
  /** Milliseconds of a window. @default 60000 */
  readonly windowMs?: number;
  /** Where senders of the same address share turns. @default one for all clients of the process */
  readonly store?: PaceStore;
}

export interface TimeoutOptions {
  /** Milliseconds for a connection, TLS included. @default 5000, or `totalMs` where that is less */
  readonly connectMs?: number;
  /**
   * Milliseconds for a whole request. Past 60 s, so that a gateway's own 504 can still arrive: every time-out leaves a chunk in doubt.
   *
   * @default 75000
   */
  readonly totalMs?: number;
}

export interface RetryOptions {
  /** Most requests for a chunk, the first one included. @default 5 */
  readonly attempts?: number;
  /** The wait before the first retry is up to this, and doubles. @default a twelfth of the window: 5000 */
  readonly baseDelayMs?: number;
  /** The longest such wait. @default five windows: 300000 */
  readonly maxDelayMs?: number;
  /** Most requests in a run beyond one a chunk: retries, and what splits and refusals ask for. @default the larger of 10 and a tenth of the chunks */
  readonly budget?: number;
  /**
   * Whether a 503 with `Retry-After` proves that the push was not taken. Push services have sent it for delivered pushes, so by default
   * it proves nothing; ask the vendor.
   *
   * @default 'unknown'
   */
  readonly status503?: RetryAfter503;
}

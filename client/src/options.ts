import { MAX_USER_IDS, RATE_LIMIT_REQUESTS, RATE_LIMIT_WINDOW_MS } from 'imshop-contracts';
import { type Clock, systemClock } from './clock.js';
import type { Delivery, OnInvalid, RetryAfter503 } from './delivery/decide.js';
import { InvalidOptionsError } from './errors.js';
import type { PushEvent } from './events.js';
import { memoryPaceStore } from './pacing/memory-pace-store.js';
import type { PaceStore } from './pacing/pace-store.js';
import type { RateLimit } from './pacing/rate-limit.js';
import { type Fetch, fetchTransport } from './transport/fetch-transport.js';
import { nodeTransport } from './transport/node-transport.js';
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
  readonly timeouts?: TimeoutOptions;
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
  /** Milliseconds for a connection, TLS included. @default 5000 */
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

/** The options, checked and complete. */
export interface Config {
  readonly url: URL;
  readonly delivery: Delivery;
  readonly limit: RateLimit;
  readonly store: PaceStore;
  readonly chunkSize: number;
  readonly connectMs: number;
  readonly totalMs: number;
  readonly attempts: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  readonly budget: number | undefined;
  readonly status503: RetryAfter503;
  readonly onInvalid: OnInvalid;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onEvent: ((event: PushEvent) => void) | undefined;
}

/** Shared by the whole process, since the vendor's limit does not know which client sends. */
const processPaceStore = memoryPaceStore(systemClock);

/** @throws InvalidOptionsError naming the option, the value and what is allowed. */
export function configOf(options: ClientOptions): Config {
  const { url, delivery, pacing = {}, chunkSize, timeouts = {}, retry = {}, onInvalid, clock = systemClock } = options;
  onlyKnown('options', options, OPTIONS);
  onlyKnown('pacing', pacing, ['requests', 'windowMs', 'store']);
  onlyKnown('timeouts', timeouts, ['connectMs', 'totalMs']);
  onlyKnown('retry', retry, ['attempts', 'baseDelayMs', 'maxDelayMs', 'budget', 'status503']);
  const limit = {
    requests: integer('pacing.requests', pacing.requests ?? RATE_LIMIT_REQUESTS, 1, 1_000_000),
    windowMs: integer('pacing.windowMs', pacing.windowMs ?? RATE_LIMIT_WINDOW_MS, 1, 86_400_000),
  };
  return {
    url: validUrl(url),
    delivery: oneOf('delivery', delivery ?? 'at-most-once', ['at-most-once', 'at-least-once']),
    limit,
    store: pacing.store ?? (clock === systemClock ? processPaceStore : memoryPaceStore(clock)),
    chunkSize: integer('chunkSize', chunkSize ?? MAX_USER_IDS, 1, MAX_USER_IDS),
    connectMs: integer('timeouts.connectMs', timeouts.connectMs ?? 5_000, 1, 600_000),
    totalMs: integer('timeouts.totalMs', timeouts.totalMs ?? 75_000, 1, 600_000),
    attempts: integer('retry.attempts', retry.attempts ?? 5, 1, 100),
    baseDelayMs: integer('retry.baseDelayMs', retry.baseDelayMs ?? Math.ceil(limit.windowMs / 12), 0, 86_400_000),
    maxDelayMs: integer('retry.maxDelayMs', retry.maxDelayMs ?? limit.windowMs * 5, 0, 432_000_000),
    budget: retry.budget === undefined ? undefined : integer('retry.budget', retry.budget, 0, 1_000_000),
    status503: oneOf('retry.status503', retry.status503 ?? 'unknown', ['unknown', 'not-processed']),
    onInvalid: oneOf('onInvalid', onInvalid ?? 'fail', ['fail', 'drop-and-resend']),
    transport: transportOf(options),
    clock,
    random: options.random ?? Math.random,
    onEvent: options.onEvent,
  };
}

const OPTIONS: readonly (keyof ClientOptions)[] = [
  'url',
  'delivery',
  'pacing',
  'chunkSize',
  'timeouts',
  'retry',
  'onInvalid',
  'transport',
  'fetch',
  'clock',
  'random',
  'onEvent',
];

function transportOf({ transport, fetch }: ClientOptions): Transport {
  if (transport && fetch) throw new InvalidOptionsError('fetch', 'cannot be given together with transport');
  return transport ?? (fetch ? fetchTransport(fetch) : nodeTransport());
}

function validUrl(value: unknown): URL {
  const wanted = 'must be the http or https address of the push endpoint';
  if (!URL.canParse(String(value))) throw new InvalidOptionsError('url', wanted);
  const url = new URL(String(value));
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new InvalidOptionsError('url', wanted);
  // A fragment is never sent, and must not make two addresses of one.
  url.hash = '';
  return url;
}

function onlyKnown(option: string, value: object, known: readonly string[]): void {
  if (typeof value !== 'object' || value === null) throw new InvalidOptionsError(option, 'must be an object');
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new InvalidOptionsError(option, `has no ${unknown}; allowed are ${known.join(', ')}`);
  }
}

function integer(option: string, value: unknown, min: number, max: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new InvalidOptionsError(option, `must be a whole number from ${min} to ${max}, is ${String(value)}`);
}

function oneOf<T extends string>(option: string, value: unknown, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw new InvalidOptionsError(option, `must be ${allowed.join(' or ')}, is ${String(value)}`);
  return found;
}

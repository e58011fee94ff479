import { MAX_USER_IDS, RATE_LIMIT_REQUESTS, RATE_LIMIT_WINDOW_MS } from 'imshop-contracts';
import { type Clock, systemClock } from './clock.js';
import { InvalidOptionsError } from './errors.js';
import type { PushEvent } from './events.js';
import type { ClientOptions, Delivery, OnInvalid, RetryAfter503 } from './options.js';
import type { RateLimit } from './pacing/rate-limit.js';
import { memoryRateLimitStore, type RateLimitStore } from './pacing/rate-limit-store.js';
import { objectProblem } from './push.js';
import { fetchTransport } from './transport/fetch-transport.js';
import { nodeTransport } from './transport/node-transport.js';
import type { Transport } from './transport/transport.js';

/** The options, checked and complete. */
export interface Config {
  readonly url: URL;
  readonly delivery: Delivery;
  readonly limit: RateLimit;
  readonly store: RateLimitStore;
  readonly chunkSize: number;
  readonly connectMs: number;
  readonly totalMs: number;
  readonly attempts: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  readonly retryBudget: number | undefined;
  readonly status503: RetryAfter503;
  readonly onInvalid: OnInvalid;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onEvent: ((event: PushEvent) => void) | undefined;
}

/** Shared by the whole process, since the vendor's limit applies to all clients together. */
const processStore = memoryRateLimitStore(systemClock);

/** @throws InvalidOptionsError naming the option, the value and what is allowed. */
export function resolveOptions(options: ClientOptions): Config {
  checkKeys('options', options, OPTIONS);
  const { url, delivery, pacing = {}, chunkSize, timeouts = {}, retry = {}, onInvalid, clock = systemClock } = options;
  checkKeys('pacing', pacing, ['requests', 'windowMs', 'store']);
  checkKeys('timeouts', timeouts, ['connectMs', 'totalMs']);
  checkKeys('retry', retry, ['attempts', 'baseDelayMs', 'maxDelayMs', 'budget', 'status503']);
  const totalMs = integer('timeouts.totalMs', timeouts.totalMs ?? 75_000, 1, 600_000);
  const limit = {
    requests: integer('pacing.requests', pacing.requests ?? RATE_LIMIT_REQUESTS, 1, 1_000_000),
    windowMs: integer('pacing.windowMs', pacing.windowMs ?? RATE_LIMIT_WINDOW_MS, 1, 86_400_000),
  };
  return {
    url: endpoint(url),
    delivery: oneOf('delivery', delivery ?? 'at-most-once', ['at-most-once', 'at-least-once']),
    limit,
    store: pacing.store ?? (clock === systemClock ? processStore : memoryRateLimitStore(clock)),
    chunkSize: integer('chunkSize', chunkSize ?? MAX_USER_IDS, 1, MAX_USER_IDS),
    connectMs: integer('timeouts.connectMs', timeouts.connectMs ?? Math.min(5_000, totalMs), 1, 600_000),
    totalMs,
    attempts: integer('retry.attempts', retry.attempts ?? 5, 1, 100),
    baseDelayMs: integer('retry.baseDelayMs', retry.baseDelayMs ?? Math.ceil(limit.windowMs / 12), 0, 86_400_000),
    maxDelayMs: integer('retry.maxDelayMs', retry.maxDelayMs ?? limit.windowMs * 5, 0, 432_000_000),
    retryBudget: retry.budget === undefined ? undefined : integer('retry.budget', retry.budget, 0, 1_000_000),
    status503: oneOf('retry.status503', retry.status503 ?? 'unknown', ['unknown', 'not-processed']),
    onInvalid: oneOf('onInvalid', onInvalid ?? 'fail', ['fail', 'drop-and-resend']),
    transport: transportFrom(options),
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

function transportFrom({ transport, fetch }: ClientOptions): Transport {
  if (transport && fetch) throw new InvalidOptionsError('fetch', 'cannot be combined with transport');
  return transport ?? (fetch ? fetchTransport(fetch) : nodeTransport());
}

function endpoint(value: unknown): URL {
  const url = URL.canParse(String(value)) ? new URL(String(value)) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new InvalidOptionsError('url', 'must be the http or https URL of the push endpoint');
  // A fragment is never sent, and must not make one address look like two.
  url.hash = '';
  return url;
}

/** @throws InvalidOptionsError if `value` is not an object or has another key. */
export function checkKeys(option: string, value: object, keys: readonly string[]): void {
  const problem = objectProblem(value, keys);
  if (problem !== undefined) throw new InvalidOptionsError(option, problem);
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

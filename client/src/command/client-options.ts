import { InvalidOptionsError } from '../errors.js';
import type { ClientOptions, Delivery, OnInvalid, TimeoutOptions } from '../options.js';
import type { RateLimit } from '../pacing/rate-limit.js';
import type { Flags } from './arguments.js';
import { type Environment, UsageError } from './context.js';

/** The options of the client as flags and variables of the command. */
const FLAG_NAMES: Readonly<Record<string, string>> = {
  url: '--url (or IMSHOP_PUSH_URL)',
  delivery: '--delivery',
  onInvalid: '--on-invalid',
  chunkSize: '--chunk-size',
  'pacing.requests': '--rate-limit (or IMSHOP_RATE_LIMIT_REQUESTS)',
  'pacing.windowMs': '--rate-limit (or IMSHOP_RATE_LIMIT_WINDOW_MS)',
  'timeouts.totalMs': '--timeout (or IMSHOP_TIMEOUT_MS, in milliseconds)',
};

/** For `plan`, which sends nothing. */
const NO_URL = 'http://localhost/';

/** The options of the client from flags and environment; the client checks them. */
export function clientOptions(flags: Flags, env: Environment, needsUrl: boolean): ClientOptions {
  const url = flags.url ?? env['IMSHOP_PUSH_URL'] ?? (needsUrl ? undefined : NO_URL);
  if (url === undefined) throw new UsageError('the push address is missing: set IMSHOP_PUSH_URL');
  return {
    url,
    pacing: rateLimit(flags, env),
    timeouts: timeouts(flags, env),
    ...(flags.delivery !== undefined && { delivery: flags.delivery as Delivery }),
    ...(flags['on-invalid'] !== undefined && { onInvalid: flags['on-invalid'] as OnInvalid }),
    ...(flags['chunk-size'] !== undefined && { chunkSize: Number(flags['chunk-size']) }),
  };
}

/** Names the flag of a wrong option. */
export function asUsageError(error: unknown): unknown {
  if (!(error instanceof InvalidOptionsError)) return error;
  return new UsageError(error.message.replace(error.option, FLAG_NAMES[error.option] ?? error.option));
}

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

function rateLimit(flags: Flags, env: Environment): Partial<RateLimit> {
  const flag = flags['rate-limit'];
  if (flag !== undefined) {
    const [, requests, count, unit] = /^(\d+)\/(\d*)(ms|s|m|h)$/.exec(flag) ?? [];
    if (requests === undefined || unit === undefined)
      throw new UsageError(`--rate-limit must look like 10/1m, is ${flag}`);
    return { requests: Number(requests), windowMs: Number(count || 1) * (UNITS_MS[unit] ?? 1) };
  }
  const requests = env['IMSHOP_RATE_LIMIT_REQUESTS'];
  const windowMs = env['IMSHOP_RATE_LIMIT_WINDOW_MS'];
  return {
    ...(requests !== undefined && { requests: Number(requests) }),
    ...(windowMs !== undefined && { windowMs: Number(windowMs) }),
  };
}

function timeouts({ timeout: flag }: Flags, env: Environment): TimeoutOptions {
  if (flag !== undefined) {
    const [, count, unit] = /^(\d+)(ms|s|m|h)$/.exec(flag) ?? [];
    if (unit === undefined) throw new UsageError(`--timeout must look like 75s, is ${flag}`);
    return { totalMs: Number(count) * (UNITS_MS[unit] ?? 1) };
  }
  const totalMs = env['IMSHOP_TIMEOUT_MS'];
  return totalMs === undefined ? {} : { totalMs: Number(totalMs) };
}

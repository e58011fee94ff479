import { randomUUID } from 'node:crypto';
import type { RateLimitStore } from './rate-limit-store.js';

/**
 * Sends one command to Redis or Valkey and returns its reply: with `redis`, `(command) => client.sendCommand([...command])`; with
 * `ioredis`, `([name, ...rest]) => client.call(name, ...rest)`.
 */
export type RedisCommand = (command: readonly [name: string, ...rest: string[]]) => Promise<unknown>;

export interface RedisRateLimitStoreOptions {
  /** The beginning of every key. @default 'imshop-push:' */
  readonly prefix?: string;
}

/**
 * Shares the rate limit among processes on many machines through Redis or Valkey. Time is the server's, so the machines' clocks do not
 * matter. A key expires a day after the next request is allowed.
 *
 * @throws From `acquire`, the errors of `command`.
 */
export function redisRateLimitStore(
  command: RedisCommand,
  { prefix = 'imshop-push:' }: RedisRateLimitStoreOptions = {},
): RateLimitStore {
  const run = (script: string, key: string, ...args: (string | number)[]) =>
    command(['EVAL', script, '1', `${prefix}${key}`, ...args.map(String)]);
  return {
    async acquire(key, { leaseMs, maxWaitMs }) {
      const leaseId = randomUUID();
      const reply = await run(ACQUIRE, key, leaseId, Math.ceil(leaseMs), Math.ceil(maxWaitMs));
      const [acquired, second, third] = threeNumbers(reply);
      if (acquired === 0) return { type: 'denied', waitMs: second, leased: third === 1 };
      return {
        type: 'acquired',
        penalty: { level: second, ageMs: third },
        async release({ durationMs, penalty }) {
          await run(RELEASE, key, leaseId, Math.ceil(durationMs), penalty.level, Math.floor(penalty.ageMs));
        },
      };
    },
  };
}

function threeNumbers(reply: unknown): readonly [number, number, number] {
  const [first, second, third] = Array.isArray(reply) ? reply.map(Number) : [];
  if (first === undefined || second === undefined || third === undefined || Number.isNaN(first + second + third)) {
    throw new Error(`Redis answered ${JSON.stringify(reply)}, but the script returns three numbers`);
  }
  return [first, second, third];
}

const DAY_MS = 86_400_000;

const READ_STATE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local state = redis.call('HMGET', KEYS[1], 'nextAt', 'leaseId', 'penaltyLevel', 'penaltySince')
local nextAt, leaseId = tonumber(state[1] or 0), state[2] or ''
local level, since = tonumber(state[3] or 0), tonumber(state[4] or now)
local function write(nextAt, leaseId, level, since)
  redis.call('HSET', KEYS[1], 'nextAt', nextAt, 'leaseId', leaseId, 'penaltyLevel', level, 'penaltySince', since)
  redis.call('PEXPIRE', KEYS[1], math.max(nextAt - now, 0) + ${DAY_MS})
end
`;

/** ARGV: leaseId, leaseMs, maxWaitMs. Returns {0, waitMs, leased} or {1, level, ageMs}; the same as `acquireLease`. */
const ACQUIRE = `${READ_STATE}
local longest = tonumber(ARGV[3])
local wait = math.min(nextAt - now, longest)
if wait == longest then write(now + longest, leaseId, level, since) end
if wait > 0 then return {0, wait, leaseId ~= '' and 1 or 0} end
write(now + ARGV[2], ARGV[1], level, since)
return {1, level, math.max(0, now - since)}
`;

/** ARGV: leaseId, durationMs, level, ageMs; the same as `releaseLease`. */
const RELEASE = `${READ_STATE}
local at = now + ARGV[2]
if leaseId == ARGV[1] or state[1] == false then
  write(at, '', ARGV[3], now - ARGV[4])
else
  write(math.max(nextAt, at), leaseId, math.max(level, tonumber(ARGV[3])), since)
end
return 1
`;

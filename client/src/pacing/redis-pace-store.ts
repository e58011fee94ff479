import { randomUUID } from 'node:crypto';
import type { PaceStore } from './pace-store.js';

/**
 * Sends one command to Redis or Valkey and gives its reply: with `redis`, `(command) => client.sendCommand([...command])`; with
 * `ioredis`, `([name, ...rest]) => client.call(name, ...rest)`.
 */
export type RedisCommand = (command: readonly [name: string, ...rest: string[]]) => Promise<unknown>;

/** Where turns are kept in Redis. */
export interface RedisPaceStoreOptions {
  /** What keys begin with. @default 'imshop-push:' */
  readonly prefix?: string;
}

/**
 * Shares turns among processes on many machines through Redis or Valkey. Time is the server's, so the machines' clocks do not
 * matter. A key goes a day after its next turn could be taken.
 *
 * @throws From `take`, what `command` throws.
 */
export function redisPaceStore(
  command: RedisCommand,
  { prefix = 'imshop-push:' }: RedisPaceStoreOptions = {},
): PaceStore {
  const run = (script: string, credential: string, ...args: (string | number)[]) =>
    command(['EVAL', script, '1', `${prefix}${credential}`, ...args.map(String)]);
  return {
    async take(credential, { holdMs, longestWaitMs }) {
      const owner = randomUUID();
      const [first, second, third] = numbers(
        await run(TAKE, credential, owner, Math.ceil(holdMs), Math.ceil(longestWaitMs)),
      );
      if (first === 0) return { taken: false, waitMs: second, held: third === 1 };
      return {
        taken: true,
        pace: { strikes: second, quietMs: third },
        async settle({ coolDownMs, strikes, quietMs }) {
          await run(SETTLE, credential, owner, Math.ceil(coolDownMs), strikes, Math.floor(quietMs));
        },
      };
    },
  };
}

function numbers(reply: unknown): readonly [number, number, number] {
  const [first, second, third] = Array.isArray(reply) ? reply.map(Number) : [];
  if (first === undefined || second === undefined || third === undefined || Number.isNaN(first + second + third)) {
    throw new Error(`Redis answered ${JSON.stringify(reply)} where the script gives three numbers`);
  }
  return [first, second, third];
}

const DAY_MS = 86_400_000;

const NOW_AND_RECORD = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local record = redis.call('HMGET', KEYS[1], 'nextAt', 'owner', 'strikes', 'since')
local nextAt, owner = tonumber(record[1] or 0), record[2] or ''
local strikes, since = tonumber(record[3] or 0), tonumber(record[4] or now)
local function write(nextAt, owner, strikes, since)
  redis.call('HSET', KEYS[1], 'nextAt', nextAt, 'owner', owner, 'strikes', strikes, 'since', since)
  redis.call('PEXPIRE', KEYS[1], math.max(nextAt - now, 0) + ${DAY_MS})
end
`;

/** ARGV: owner, holdMs, longestWaitMs. Gives {0, waitMs, held} or {1, strikes, quietMs}: as `take` in pace-record.ts. */
const TAKE = `${NOW_AND_RECORD}
local longest = tonumber(ARGV[3])
local wait = math.min(nextAt - now, longest)
if wait == longest then write(now + longest, owner, strikes, since) end
if wait > 0 then return {0, wait, owner ~= '' and 1 or 0} end
write(now + ARGV[2], ARGV[1], strikes, since)
return {1, strikes, math.max(0, now - since)}
`;

/** ARGV: owner, coolDownMs, strikes, quietMs: as `settle` in pace-record.ts. */
const SETTLE = `${NOW_AND_RECORD}
local at = now + ARGV[2]
if owner == ARGV[1] or record[1] == false then
  write(at, '', ARGV[3], now - ARGV[4])
else
  write(math.max(nextAt, at), owner, math.max(strikes, tonumber(ARGV[3])), since)
end
return 1
`;

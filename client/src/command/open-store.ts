import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../clock.js';
import { fileRateLimitStore } from '../pacing/file-rate-limit-store.js';
import { memoryRateLimitStore, type RateLimitStore } from '../pacing/rate-limit-store.js';
import { redisRateLimitStore } from '../pacing/redis-rate-limit-store.js';
import type { Flags } from './arguments.js';
import { type Environment, UsageError } from './context.js';

export interface OpenStore {
  readonly store: RateLimitStore;
  close(): Promise<void>;
}

/**
 * Opens the store: a folder, `memory`, or the URL of a Redis. By default a folder of this user, so that commands running at the same time
 * share the limit.
 *
 * @throws UsageError for another URL, if Redis cannot be reached, or if its client is not installed.
 */
export async function openStore(flags: Flags, env: Environment): Promise<OpenStore> {
  const name =
    flags['rate-limit-store'] || env['IMSHOP_RATE_LIMIT_STORE'] || join(tmpdir(), `imshop-push-${userInfo().username}`);
  const [, scheme] = /^(\w+):\/\//.exec(name) ?? [];
  if (scheme === 'redis' || scheme === 'rediss') return openRedis(name);
  // A folder with such a name would be shared with no other process.
  if (scheme) throw new UsageError(`--rate-limit-store must be a folder, memory or redis://HOST, is ${scheme}://…`);
  const store = name === 'memory' ? memoryRateLimitStore(systemClock) : fileRateLimitStore(name);
  return { store, close: async () => {} };
}

/** The part of the package `redis` that is used. The types of an optional peer may be missing. */
interface RedisPackage {
  createClient(options: { url: string; socket: { reconnectStrategy: false } }): RedisClient;
}

interface RedisClient {
  readonly isOpen: boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
  connect(): Promise<unknown>;
  sendCommand(command: string[]): Promise<unknown>;
  close(): unknown;
}

async function openRedis(url: string): Promise<OpenStore> {
  const { createClient } = await redisPackage();
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  // After a lost connection the next command fails, which halts the run.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--rate-limit-store: cannot connect to Redis: ${reason}`);
  }
  return {
    store: redisRateLimitStore((command) => client.sendCommand([...command])),
    close: async () => {
      // After a lost connection the client is closed, and would throw.
      if (client.isOpen) await client.close();
    },
  };
}

async function redisPackage(): Promise<RedisPackage> {
  const name = 'redis';
  try {
    return (await import(name)) as RedisPackage;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new UsageError('--rate-limit-store: Redis needs the package redis: npm install redis');
  }
}

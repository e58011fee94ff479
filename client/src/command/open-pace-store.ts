import { systemClock } from '../clock.js';
import { filePaceStore } from '../pacing/file-pace-store.js';
import { memoryPaceStore } from '../pacing/memory-pace-store.js';
import type { PaceStore } from '../pacing/pace-store.js';
import { redisPaceStore } from '../pacing/redis-pace-store.js';
import { UsageError } from './usage-error.js';

export interface OpenPaceStore {
  readonly store: PaceStore;
  close(): Promise<void>;
}

/**
 * @param name A folder, `memory`, or the URL of a Redis.
 * @throws UsageError where Redis cannot be reached, or its client is not installed.
 */
export async function openPaceStore(name: string): Promise<OpenPaceStore> {
  if (/^rediss?:/.test(name)) return openRedis(name);
  const store = name === 'memory' ? memoryPaceStore(systemClock) : filePaceStore(name);
  return { store, close: async () => {} };
}

/** The part of the package `redis` that is used: an optional peer, so its types may be missing. */
interface RedisPackage {
  createClient(options: { url: string; socket: { reconnectStrategy: false } }): RedisClient;
}

interface RedisClient {
  on(event: 'error', listener: (error: Error) => void): unknown;
  connect(): Promise<unknown>;
  sendCommand(command: string[]): Promise<unknown>;
  close(): unknown;
}

async function openRedis(url: string): Promise<OpenPaceStore> {
  const { createClient } = await redisPackage();
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  // A lost connection fails the next command, which halts the run.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new UsageError(`--pace-store: no Redis there: ${error instanceof Error ? error.message : String(error)}`);
  }
  return {
    store: redisPaceStore((command) => client.sendCommand([...command])),
    close: async () => {
      await client.close();
    },
  };
}

async function redisPackage(): Promise<RedisPackage> {
  const name = 'redis';
  try {
    return (await import(name)) as RedisPackage;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new UsageError('--pace-store: a Redis store needs the package redis: npm install redis');
  }
}

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
 * @throws UsageError where it is another URL, Redis cannot be reached, or its client is not installed.
 */
export async function openPaceStore(name: string): Promise<OpenPaceStore> {
  const [, scheme] = /^(\w+):\/\//.exec(name) ?? [];
  if (scheme === 'redis' || scheme === 'rediss') return openRedis(name);
  // Not a folder of that name: the limit would be shared with nobody.
  if (scheme) throw new UsageError(`--pace-store must be a folder, memory or redis://HOST, is ${scheme}://…`);
  const store = name === 'memory' ? memoryPaceStore(systemClock) : filePaceStore(name);
  return { store, close: async () => {} };
}

/** The part of the package `redis` that is used: an optional peer, so its types may be missing. */
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
      // One whose connection was lost is closed, and throws where it is to close again.
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
    throw new UsageError('--pace-store: a Redis store needs the package redis: npm install redis');
  }
}

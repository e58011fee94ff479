import { join } from 'node:path';
import {
  fileRateLimitStore,
  memoryRateLimitStore,
  type RateLimitStore,
  type RedisCommand,
  redisRateLimitStore,
} from 'imshop-push/pacing';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { startRedis } from '../../redis-server.js';
import { folderOfTest } from '../../temp-folder.js';

/** A store on a simulated clock. */
export interface TimedStore {
  readonly store: RateLimitStore;
  /** Moves the clock. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

export const KEY = 'key';

/** A clock that only `pass` moves. */
function manualClock() {
  let ms = 1_700_000_000_000;
  const pass = async (byMs: number) => {
    ms += byMs;
  };
  return { pass, now: () => ms, monotonic: () => ms, sleep: async () => {} };
}

async function memory(): Promise<TimedStore> {
  const clock = manualClock();
  return { store: memoryRateLimitStore(clock), pass: clock.pass, close: async () => {} };
}

async function files(): Promise<TimedStore> {
  const clock = manualClock();
  const store = fileRateLimitStore(join(folderOfTest(), 'not', 'there', 'yet'), clock);
  return { store, pass: clock.pass, close: async () => {} };
}

const SERVER_TIME = "redis.call('TIME')";

/** The server's clock cannot be set: the script gets the simulated time in its place, and `pass` moves the expiry of the key. */
function redisTimed(command: RedisCommand, close: () => Promise<unknown>): TimedStore {
  const prefix = 'test:';
  const clock = manualClock();
  const simulated: RedisCommand = ([name, script = '', ...rest]) => {
    if (!script.includes(SERVER_TIME)) throw new Error('the script does not read the time of the server');
    const time = `{'${Math.floor(clock.now() / 1000)}', '${(clock.now() % 1000) * 1000}'}`;
    return command([name, script.replaceAll(SERVER_TIME, time), ...rest]);
  };
  return {
    store: redisRateLimitStore(simulated, { prefix }),
    async pass(ms) {
      await clock.pass(ms);
      const key = `${prefix}${KEY}`;
      const leftMs = Number(await command(['PTTL', key]));
      if (leftMs > 0) await command(['PEXPIRE', key, String(leftMs - ms)]);
    },
    close: async () => {
      await close();
    },
  };
}

async function nodeRedis(socket: string): Promise<TimedStore> {
  const client = createClient({ socket: { path: socket, tls: false } });
  await client.connect();
  await client.sendCommand(['FLUSHALL']);
  return redisTimed(
    (command) => client.sendCommand([...command]),
    () => client.close() as unknown as Promise<void>,
  );
}

async function ioRedis(socket: string): Promise<TimedStore> {
  const client = new Redis(socket);
  await client.flushall();
  return redisTimed(
    ([name, ...rest]) => client.call(name, ...rest),
    () => client.quit(),
  );
}

const server = await startRedis();

/** Stops the server that the Redis kinds share. */
export async function stopRedis(): Promise<void> {
  await server?.stop();
}

export const KINDS: readonly { readonly name: string; readonly open: (() => Promise<TimedStore>) | undefined }[] = [
  { name: 'memory', open: memory },
  { name: 'files', open: files },
  { name: 'Redis by node-redis', open: server && (() => nodeRedis(server.socket)) },
  { name: 'Redis by ioredis', open: server && (() => ioRedis(server.socket)) },
];

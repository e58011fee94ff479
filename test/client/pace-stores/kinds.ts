import { join } from 'node:path';
import { filePaceStore, memoryPaceStore, type PaceStore, type RedisCommand, redisPaceStore } from 'imshop-push/pacing';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { startRedis } from '../../redis-server.js';
import { folderOfTest } from '../../temp-folder.js';

/** A store, and its time in the hands of the test. */
export interface Timed {
  readonly store: PaceStore;
  /** Lets the store's time pass. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

export const CREDENTIAL = 'credential';

/** A clock that moves only when told. */
function standingClock() {
  let ms = 1_700_000_000_000;
  const pass = async (byMs: number) => {
    ms += byMs;
  };
  return { pass, now: () => ms, monotonic: () => ms, sleep: async () => {} };
}

async function memory(): Promise<Timed> {
  const clock = standingClock();
  return { store: memoryPaceStore(clock), pass: clock.pass, close: async () => {} };
}

async function files(): Promise<Timed> {
  const clock = standingClock();
  const store = filePaceStore(join(folderOfTest(), 'not', 'there', 'yet'), clock);
  return { store, pass: clock.pass, close: async () => {} };
}

/** The server's clock cannot be moved, so what is stored moves the other way, and so does the moment when it goes. */
function redisTimed(command: RedisCommand, close: () => Promise<unknown>): Timed {
  const prefix = 'test:';
  const key = `${prefix}${CREDENTIAL}`;
  return {
    store: redisPaceStore(command, { prefix }),
    async pass(ms) {
      const leftMs = Number(await command(['PTTL', key]));
      if (leftMs < 0) return;
      for (const field of ['nextAt', 'since']) await command(['HINCRBY', key, field, String(-ms)]);
      await command(['PEXPIRE', key, String(leftMs - ms)]);
    },
    close: async () => {
      await close();
    },
  };
}

async function nodeRedis(socket: string): Promise<Timed> {
  const client = createClient({ socket: { path: socket, tls: false } });
  await client.connect();
  await client.sendCommand(['FLUSHALL']);
  return redisTimed(
    (command) => client.sendCommand([...command]),
    () => client.close() as unknown as Promise<void>,
  );
}

async function ioRedis(socket: string): Promise<Timed> {
  const client = new Redis(socket);
  await client.flushall();
  return redisTimed(
    ([name, ...rest]) => client.call(name, ...rest),
    () => client.quit(),
  );
}

const server = await startRedis();

/** Stops what the kinds share. */
export async function stopRedis(): Promise<void> {
  await server?.stop();
}

export const KINDS: readonly { readonly name: string; readonly open: (() => Promise<Timed>) | undefined }[] = [
  { name: 'memory', open: memory },
  { name: 'files', open: files },
  { name: 'Redis by node-redis', open: server && (() => nodeRedis(server.socket)) },
  { name: 'Redis by ioredis', open: server && (() => ioRedis(server.socket)) },
];

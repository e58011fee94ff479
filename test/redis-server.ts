import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real Redis on a socket of its own: no port, nothing on disk. */
export interface RedisServer {
  readonly socket: string;
  /** Ends the process at once; what it held is lost. */
  kill(): Promise<void>;
  /** Starts it again on the same socket, empty. */
  revive(): Promise<void>;
  /** Has it answer nothing, with all its connections open, until it is resumed. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** `undefined` where this machine has no `redis-server`; the gate installs one and insists. */
export async function startRedis(): Promise<RedisServer | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'imshop-redis-'));
  const socket = join(folder, 'redis.sock');
  const spawned = () => spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--save', '', '--dir', folder]);
  let child = spawned();
  if (!(await isReady(child))) {
    await rm(folder, { recursive: true });
    if (process.env['IMSHOP_TEST_REDIS']) throw new Error('redis-server is missing or does not start');
    return undefined;
  }
  const kill = async () => {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
  return {
    socket,
    kill,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async revive() {
      child = spawned();
      if (!(await isReady(child))) throw new Error('redis-server does not start again');
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) await kill();
      await rm(folder, { recursive: true });
    },
  };
}

async function isReady(child: ChildProcess): Promise<boolean> {
  const failed = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false)).once('exit', () => resolve(false));
  });
  return Promise.race([failed, saysReady(child)]);
}

async function saysReady({ stdout }: ChildProcess): Promise<boolean> {
  let said = '';
  for await (const chunk of stdout ?? []) {
    said += chunk;
    if (/ready to accept connections/i.test(said)) return true;
  }
  return new Promise(() => {});
}

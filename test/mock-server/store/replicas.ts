import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { connectMock, type Mock } from 'imshop-mock';
import { MOCK_CLI, ready, START } from '../../mock-cli.js';
import type { RedisServer } from '../../redis-server.js';

/** One process of several that are one vendor. */
export interface Replica {
  readonly mock: Mock;
  readonly child: ChildProcess;
}

/** Mocks that share a store, for the tests of one file; `end` is its to call. */
export class Replicas {
  readonly #redis: RedisServer;
  readonly #prefix: string;
  readonly #children: ChildProcess[] = [];

  constructor(redis: RedisServer, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  start(count: number, flags: readonly string[] = []): Promise<Replica[]> {
    return Promise.all(Array.from({ length: count }, () => this.startOne(flags)));
  }

  async startOne(flags: readonly string[] = []): Promise<Replica> {
    const child = this.#spawn(flags);
    return { child, mock: connectMock((await ready(child)).url) };
  }

  /** Starts one that is not to start; gives its exit code and what it says. */
  async startInVain(flags: readonly string[]): Promise<{ readonly code: number; readonly stderr: string }> {
    const child = this.#spawn(flags);
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    return { code, stderr };
  }

  end(): void {
    for (const child of this.#children) child.kill('SIGKILL');
  }

  #spawn(flags: readonly string[]) {
    const store = ['--store', `unix:${this.#redis.socket}`, '--store-prefix', this.#prefix];
    const args = [MOCK_CLI, ...START, '--log-level', 'warn', ...store, ...flags];
    const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'] } });
    this.#children.push(child);
    return child;
  }
}

/** The one at an index, round and round. */
export function at<T>(all: readonly T[], index: number): T {
  const found = all[index % all.length];
  if (found === undefined) throw new Error('there are none');
  return found;
}

/** Resolves with what is looked at as soon as it is as it should be; the limit of the test bounds it. */
export async function eventually<T>(look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
  }
}

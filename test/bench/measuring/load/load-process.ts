import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { nodeOn, SENDING_CORE } from '../cores.js';
import type { Job, LoadResult, Reply } from './job.js';

/** Who sends, as a process that has a core to itself where that can be had. */
export class LoadProcess implements AsyncDisposable {
  readonly #child: ChildProcess;

  constructor(isPinned: boolean) {
    const { file, args } = nodeOn(SENDING_CORE, isPinned, [fileURLToPath(new URL('./load.js', import.meta.url))]);
    this.#child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  }

  /** @throws {Error} where an answer is missing or has another status. */
  async run(job: Job): Promise<LoadResult> {
    this.#child.send(job);
    const [reply]: Reply[] = await once(this.#child, 'message');
    if (reply && 'result' in reply) return reply.result;
    throw new Error(`the load: ${reply?.error}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.kill();
    await exited;
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { MEASURED_CORE, nodeOn } from './cores.js';
import { firstAnswer } from './first-answer.js';
import type { ReadAnswer } from './load/answer-reader.js';
import { residentMb } from './resident.js';

const POLL_MS = 1;

export interface Starting {
  /** The arguments for Node. */
  readonly args: readonly string[];
  readonly port: number;
  /** A whole request, the first that is to be answered. */
  readonly request: string;
  readonly isPinned: boolean;
}

/** A server that is measured: a process with a core to itself where that can be had. */
export class ServerProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly first: ReadAnswer;
  /** From its start to the whole of its first answer. */
  readonly startMs: number;

  private constructor(child: ChildProcess, first: ReadAnswer, startMs: number) {
    this.#child = child;
    this.first = first;
    this.startMs = startMs;
  }

  /** @throws {Error} with what it said where it ends, or is not ready in time. */
  static async start({ args, port, request, isPinned }: Starting): Promise<ServerProcess> {
    // A bundle of certificates named in the environment slows every start of Node.
    const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
    const command = nodeOn(MEASURED_CORE, isPinned, args);
    const startedAtMs = performance.now();
    const child = spawn(command.file, command.args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2_000);
    });
    try {
      const first = await firstAnswer(port, request, POLL_MS, () => child.exitCode !== null);
      return new ServerProcess(child, first, performance.now() - startedAtMs);
    } catch (error) {
      child.kill('SIGKILL');
      throw new Error(`${args.join(' ')} gave no answer: ${said.trim()}`, { cause: error });
    }
  }

  get residentMb(): number {
    return residentMb(this.#child.pid ?? 0);
  }

  /** At once: a benchmark loses nothing, and some peers take no notice of SIGTERM. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}

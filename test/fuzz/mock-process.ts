import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { MOCK_CLI, ready, START } from '../mock-cli.js';

const WATCH = new URL('./intrinsics-watch.js', import.meta.url).href;

const FLAGS = ['--log-level', 'error', '--rate-limit', 'off', '--no-magic-ids'] as const;
/** Little is kept, so that reading a journal takes no longer than all the rest. */
const SMALL = ['--journal-max', '50', '--max-integrations', '50'] as const;

/** The command, as a process of its own, and what it says beside its line of JSON: nothing, if all is well. */
export class MockProcess {
  readonly origin: string;
  readonly said: readonly string[];
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, origin: string, said: readonly string[]) {
    this.#child = child;
    this.origin = origin;
    this.said = said;
  }

  static async start(): Promise<MockProcess> {
    const child = spawn(process.execPath, ['--import', WATCH, MOCK_CLI, ...START, ...FLAGS, ...SMALL]);
    const said: string[] = [];
    createInterface(child.stderr).on('line', (line) => said.push(line));
    const { url } = await ready(child);
    createInterface(child.stdout).on('line', (line) => said.push(line));
    return new MockProcess(child, url, said);
  }

  /** Whether the process is gone, though nobody stopped it. */
  get isGone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Stops it as a deployment does; the exit code, which is 0 if all is well. */
  async stop(): Promise<number | null> {
    if (!this.isGone) {
      const gone = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await gone;
    }
    return this.#child.exitCode;
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { connectMock, type Mock } from 'imshop-mock';

const CLI = fileURLToPath(import.meta.resolve('imshop-mock/package.json')).replace('package.json', 'bundle/cli.js');

/** Milliseconds of a tick in /proc. */
const TICK_MS = 10;

/** A mock by itself, whose processor time can be told from the browser's. */
export class MockProcess implements AsyncDisposable {
  readonly mock: Mock;
  readonly #child: ChildProcess;

  private constructor(mock: Mock, child: ChildProcess) {
    this.mock = mock;
    this.#child = child;
  }

  static async start(): Promise<MockProcess> {
    const flags = ['--port', '0', '--json', '--rate-limit', 'off', '--log-level', 'silent'];
    const child = spawn(process.execPath, [CLI, 'start', ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(child.stdout, 'data');
    return new MockProcess(connectMock(JSON.parse(String(line)).url), child);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What it has used of processors since it started. Linux alone tells. */
  cpuMs(): number {
    const stat = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connectMock, type Mock } from 'imshop-mock';
import { MOCK_CLI, ready, START } from '../../mock-cli.js';
import { MEASURED_CORE, nodeOn } from './cores.js';
import { residentMb } from './resident.js';

/** Milliseconds of a tick in /proc. */
const TICK_MS = 10;
const BYTES_A_MB = 2 ** 20;

export interface MockProcessOptions {
  /** Flags beside those that say where it listens and what it prints. Default: no limit. */
  readonly flags?: readonly string[];
  /** Whether it gets a core to itself. Default false. */
  readonly isPinned?: boolean;
}

/** A mock by itself, whose processor time and memory can be told from those of others. */
export class MockProcess implements AsyncDisposable {
  readonly mock: Mock;
  readonly #child: ChildProcess;

  private constructor(mock: Mock, child: ChildProcess) {
    this.mock = mock;
    this.#child = child;
  }

  static async start({
    flags = ['--rate-limit', 'off'],
    isPinned = false,
  }: MockProcessOptions = {}): Promise<MockProcess> {
    const reporter = ['--import', new URL('./memory-reporter.js', import.meta.url).href];
    const node = [...reporter, MOCK_CLI, ...START, '--log-level', 'silent', ...flags];
    const { file, args } = nodeOn(MEASURED_CORE, isPinned, node);
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    return new MockProcess(connectMock((await ready(child)).url), child);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get residentMb(): number {
    return residentMb(this.pid);
  }

  /** What of its heap is in use, and what its buffers take beside it; garbage included. */
  async memory(): Promise<{ readonly heapUsedMb: number; readonly externalMb: number }> {
    this.#child.send('memory');
    const [{ heapUsed, external }] = await once(this.#child, 'message');
    return { heapUsedMb: heapUsed / BYTES_A_MB, externalMb: external / BYTES_A_MB };
  }

  /** What it has used of processors since it started. Linux alone tells. */
  cpuMs(): number {
    const stat = readFileSync(`/proc/${this.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }
}

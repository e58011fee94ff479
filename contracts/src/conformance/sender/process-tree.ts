import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** How long processes have to end after the one that started them, before they count as left behind. */
const GRACE_MS = 500;
const LOOK_EVERY_MS = 20;

/**
 * A process and all that came of it. On Linux its descendants are known by a variable of their environment, so that one that left
 * the process group is found too; elsewhere by the group alone.
 */
export class ProcessTree {
  readonly #pid: number;
  readonly #mark: string;

  /**
   * @param pid Of a process that leads a group of its own.
   * @param mark What its environment holds and no other's does, as `NAME=value`.
   */
  constructor(pid: number, mark: string) {
    this.#pid = pid;
    this.#mark = `${mark}\0`;
  }

  /** Waits a little for the rest of the tree; gives how many processes are still there. */
  async left(): Promise<number> {
    const untilMs = performance.now() + GRACE_MS;
    for (;;) {
      const left = (await this.#members()).length;
      if (left === 0 || performance.now() >= untilMs) return left;
      await pause(LOOK_EVERY_MS);
    }
  }

  /** Asks the process itself, and nobody else, to end. */
  signal(signal: NodeJS.Signals): void {
    kill(this.#pid, signal);
  }

  /** Ends every process of the tree; those that are started meanwhile too. */
  async end(): Promise<void> {
    if (process.platform === 'win32') return endOnWindows(this.#pid);
    for (;;) {
      kill(-this.#pid, 'SIGKILL');
      const members = await this.#members();
      for (const pid of members) kill(pid, 'SIGKILL');
      if (members.length === 0) return;
      await pause(LOOK_EVERY_MS);
    }
  }

  async #members(): Promise<readonly number[]> {
    if (process.platform !== 'linux') return kill(-this.#pid, 0) ? [-this.#pid] : [];
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const marked = await Promise.all(pids.map((pid) => this.#isMarked(pid)));
    return pids.filter((_, index) => marked[index]).map(Number);
  }

  /** A process that has ended but is not yet noted by its parent has no environment any more. */
  async #isMarked(pid: string): Promise<boolean> {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    return `\0${environment}`.includes(`\0${this.#mark}`);
  }
}

/** Whether there was something to send the signal to. */
function kill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function endOnWindows(pid: number): Promise<void> {
  return new Promise((resolve) => {
    execFile('taskkill', ['/pid', String(pid), '/T', '/F'], () => resolve());
  });
}

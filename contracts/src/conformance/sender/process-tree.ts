import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** Time that child processes have to exit after their parent, before they count as remaining. */
const GRACE_MS = 500;
/** Maximum time that a process takes to change its program (exec), on a busy disk. */
const EXEC_MS = 3000;
const POLL_MS = 20;

/**
 * A process and all its descendants. Linux: found by a variable of their environment, so that a process is found that left
 * the process group. Other systems: found by the process group only.
 */
export class ProcessTree {
  readonly #pid: number;
  readonly #marker: string;

  /**
   * @param pid The leader of a process group.
   * @param marker A variable that only this tree has in its environment, as `NAME=value`.
   */
  constructor(pid: number, marker: string) {
    this.#pid = pid;
    this.#marker = `${marker}\0`;
  }

  /** Waits for the processes of the tree to exit; returns how many remain. */
  async countRemaining(): Promise<number> {
    const sinceMs = performance.now();
    for (;;) {
      const { pids, isComplete } = await this.#scan();
      const maxWaitMs = isComplete ? GRACE_MS : EXEC_MS;
      if ((pids.length === 0 && isComplete) || performance.now() - sinceMs >= maxWaitMs) return pids.length;
      await pause(POLL_MS);
    }
  }

  /** Sends a signal to the first process only. */
  signal(signal: NodeJS.Signals): void {
    sendSignal(this.#pid, signal);
  }

  /** Kills every process of the tree, including those that start in the meantime. */
  async kill(): Promise<void> {
    if (process.platform === 'win32') return killOnWindows(this.#pid);
    const untilMs = performance.now() + EXEC_MS;
    for (;;) {
      sendSignal(-this.#pid, 'SIGKILL');
      const { pids, isComplete } = await this.#scan();
      for (const pid of pids) sendSignal(pid, 'SIGKILL');
      if (pids.length === 0 && (isComplete || performance.now() >= untilMs)) return;
      await pause(POLL_MS);
    }
  }

  async #scan(): Promise<Scan> {
    if (process.platform !== 'linux') return { pids: sendSignal(-this.#pid, 0) ? [-this.#pid] : [], isComplete: true };
    const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
    const memberships = await Promise.all(all.map((pid) => this.#membership(pid)));
    return {
      pids: all.filter((_, index) => memberships[index] === 'member'),
      isComplete: !memberships.includes('unknown'),
    };
  }

  async #membership(pid: number): Promise<'member' | 'unknown' | 'other'> {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (`\0${environment}`.includes(`\0${this.#marker}`)) return 'member';
    // Process ids count up, so an older process does not belong to this tree.
    if (environment !== '' || pid <= this.#pid) return 'other';
    return (await hasProgram(pid)) ? 'unknown' : 'other';
  }
}

interface Scan {
  readonly pids: readonly number[];
  /** False while a process had no environment, as it is during exec: it may belong to the tree. */
  readonly isComplete: boolean;
}

/** False for a zombie and for a kernel thread. */
function hasProgram(pid: number): Promise<boolean> {
  return readlink(`/proc/${pid}/exe`).then(
    () => true,
    () => false,
  );
}

/** Returns false when there is no such process. */
function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function killOnWindows(pid: number): Promise<void> {
  return new Promise((resolve) => {
    execFile('taskkill', ['/pid', String(pid), '/T', '/F'], () => resolve());
  });
}

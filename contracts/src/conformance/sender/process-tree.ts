import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** How long processes have to end after the one that started them, before they count as left behind. */
const GRACE_MS = 500;
/** How long a process may be in the midst of changing its program; a busy disk makes that long. */
const DOUBT_MS = 3000;
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
    const sinceMs = performance.now();
    for (;;) {
      const { members, isSure } = await this.#look();
      const patienceMs = isSure ? GRACE_MS : DOUBT_MS;
      if ((members.length === 0 && isSure) || performance.now() - sinceMs >= patienceMs) return members.length;
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
    const doubtUntilMs = performance.now() + DOUBT_MS;
    for (;;) {
      kill(-this.#pid, 'SIGKILL');
      const { members, isSure } = await this.#look();
      for (const pid of members) kill(pid, 'SIGKILL');
      if (members.length === 0 && (isSure || performance.now() >= doubtUntilMs)) return;
      await pause(LOOK_EVERY_MS);
    }
  }

  async #look(): Promise<Look> {
    if (process.platform !== 'linux') return { members: kill(-this.#pid, 0) ? [-this.#pid] : [], isSure: true };
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
    const belonging = await Promise.all(pids.map((pid) => this.#belonging(pid)));
    return { members: pids.filter((_, index) => belonging[index] === 'member'), isSure: !belonging.includes('unsure') };
  }

  async #belonging(pid: number): Promise<'member' | 'unsure' | 'stranger'> {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (`\0${environment}`.includes(`\0${this.#mark}`)) return 'member';
    // Ids count up, so an older process is none of ours.
    if (environment !== '' || pid <= this.#pid) return 'stranger';
    return (await hasProgram(pid)) ? 'unsure' : 'stranger';
  }
}

/** `isSure` is false where a process had no environment at that moment, as one that changes its program has none for a moment. */
interface Look {
  readonly members: readonly number[];
  readonly isSure: boolean;
}

/** What has ended but is not yet noted by its parent has none, nor has a thread of the kernel. */
function hasProgram(pid: number): Promise<boolean> {
  return readlink(`/proc/${pid}/exe`).then(
    () => true,
    () => false,
  );
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

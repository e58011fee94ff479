import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Where a program runs, as `spawn` takes it. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** The core of what is measured. */
export const MEASURED_CORE = 0;
/** The core of who sends, so that it takes no time from what is measured. */
export const SENDING_CORE = 1;

/** Whether there are two cores and Linux's `taskset`. */
export function canPin(): boolean {
  if (availableParallelism() < 2) return false;
  try {
    execFileSync('taskset', ['-c', String(SENDING_CORE), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A Node program with a core of its own, where `canPin` says so. */
export function nodeOn(core: number, isPinned: boolean, args: readonly string[]): Command {
  if (!isPinned) return { file: process.execPath, args };
  return { file: 'taskset', args: ['-c', String(core), process.execPath, ...args] };
}

/**
 * Where a process may run. Who watches and who sends share a small machine with the mock, which on no real one they do: so the
 * mock gets a core that it has to itself. Not possible with one core, or without Linux's `taskset`; then nothing changes, and `false` says so.
 */
export function isolate(mockPid: number, others: readonly number[]): boolean {
  const last = availableParallelism() - 1;
  if (last < 1) return false;
  try {
    pin(mockPid, '0');
    for (const pid of others) pin(pid, `1-${last}`);
    return true;
  } catch {
    return false;
  }
}

function pin(pid: number, cores: string): void {
  execFileSync('taskset', ['-a', '-c', '-p', cores, String(pid)], { stdio: 'ignore' });
}

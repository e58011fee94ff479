import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

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

import { closeSync, openSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { parseJson } from 'imshop-contracts';

/** The process that holds a lock file. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** Changes with every boot of the machine; `undefined` outside Linux. */
  readonly bootId?: string | undefined;
  /** Start of the process in ticks since the boot, since a restarted container reuses process ids; `undefined` outside Linux. */
  readonly startTicks?: string | undefined;
}

/**
 * Creates the lock file, unless a living process holds it.
 *
 * A stale lock is broken: one of this machine whose process ended, whose process id was reused, or which is of an earlier boot. A lock of
 * another machine is never broken.
 *
 * @returns The function that unlocks, or the owner of the lock.
 */
export function tryLock(path: string): { unlock(): void } | { owner: LockOwner | undefined } {
  if (!create(path)) {
    const owner = parseOwner(read(path));
    if (!isStale(path) || !breakLock(path) || !create(path)) return { owner };
  }
  const file = identityOf(path);
  // The file may have been removed by hand, and another process may have locked since.
  return { unlock: () => void (identityOf(path) === file && remove(path)) };
}

function create(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
  try {
    writeFileSync(file, JSON.stringify(currentProcess()));
    return true;
  } catch (error) {
    // The disk is full: a lock without an owner would block all others.
    remove(path);
    throw error;
  } finally {
    closeSync(file);
  }
}

/**
 * Removes a stale lock file. Only the process that created the breaker of this very file may do so, and only while the file is still
 * stale. A breaker is never taken over: if its process dies, the lock has to be removed by hand, whereas two processes that break one
 * lock at once would both hold it.
 */
function breakLock(path: string): boolean {
  const file = identityOf(path);
  const breaker = `${path}.break-${file}`;
  if (!file || !create(breaker)) return false;
  try {
    return identityOf(path) === file && isStale(path) && remove(path);
  } finally {
    remove(breaker);
  }
}

function identityOf(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat && `${stat.ino}-${stat.mtimeNs}`;
}

function remove(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return true;
    throw error;
  }
}

/** Longer than it takes to write the owner into a new lock file, unless the process died there. */
const OWNERLESS_MS = 10_000;

function isStale(path: string): boolean {
  const text = read(path);
  if (text === undefined) return false;
  const owner = parseOwner(text);
  if (!owner) return isOld(path);
  const { host, bootId } = currentProcess();
  const isOfEarlierBoot = owner.bootId !== undefined && bootId !== undefined && owner.bootId !== bootId;
  return owner.host === host && (isOfEarlierBoot || !isAlive(owner.pid) || isReusedPid(owner));
}

function isOld(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > OWNERLESS_MS;
}

function isReusedPid({ pid, startTicks }: LockOwner): boolean {
  const present = startTicksOf(pid);
  return startTicks !== undefined && present !== undefined && startTicks !== present;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process is alive and belongs to another user.
    return !isCode(error, 'ESRCH');
  }
}

/** `undefined` if the file was removed meanwhile or is unreadable: it may then belong to any process. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parseOwner(text = ''): LockOwner | undefined {
  return parseJson(text) as LockOwner | undefined;
}

function currentProcess(): LockOwner {
  return { pid: process.pid, host: hostname(), bootId: bootId(), startTicks: startTicksOf(process.pid) };
}

/** The 22nd field, counted from behind the name, which may hold any character. */
function startTicksOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')')).split(' ')[20];
}

function bootId(): string | undefined {
  // A boot time computed from the clocks would change while the owner lives, when a clock is set.
  return read('/proc/sys/kernel/random/boot_id')?.trim();
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

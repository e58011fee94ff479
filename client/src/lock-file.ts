import { closeSync, openSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a lock file. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** Which start of the machine it is, where that can be known. */
  readonly boot?: string | undefined;
  /** When the process began, where that can be known: a container that starts again gives the same ids to other processes. */
  readonly began?: string | undefined;
}

/**
 * Makes the lock file; gives its owner instead if somebody alive has it.
 *
 * A lock of a process that is no more is broken: of this machine, and of a process that is gone, whose id another one has by now,
 * or of an earlier boot. A lock of another machine is never broken.
 *
 * @returns How to unlock, or whose the lock is.
 */
export function tryLock(path: string): { unlock(): void } | { owner: LockOwner | undefined } {
  if (!create(path)) {
    const owner = ownerIn(read(path));
    if (!isGone(path) || !breakLock(path) || !create(path)) return { owner };
  }
  const file = identityOf(path);
  // People may have removed it, and somebody else have locked since.
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
    writeFileSync(file, JSON.stringify(self()));
    return true;
  } catch (error) {
    // A full disk: nobody could tell whose it is.
    remove(path);
    throw error;
  } finally {
    closeSync(file);
  }
}

/**
 * Only who made the breaker of this very lock file may remove it, and only while it is still that of a dead process. A breaker is never
 * taken from another: who dies with it leaves a lock that people have to remove, where two who broke in at once would both hold it.
 */
function breakLock(path: string): boolean {
  const file = identityOf(path);
  const breaker = `${path}.break-${file}`;
  if (!file || !create(breaker)) return false;
  try {
    return identityOf(path) === file && isGone(path) && remove(path);
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

/** Between the making of a lock file and the writing of its owner lies less than this, unless the process died there. */
const OWNERLESS_MS = 10_000;

function isOld(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > OWNERLESS_MS;
}

function isGone(path: string): boolean {
  const text = read(path);
  if (text === undefined) return false;
  const owner = ownerIn(text);
  if (!owner) return isOld(path);
  const { host, boot } = self();
  const isOfEarlierBoot = owner.boot !== undefined && boot !== undefined && owner.boot !== boot;
  return owner.host === host && (isOfEarlierBoot || !isAlive(owner.pid) || isAnother(owner));
}

function isAnother({ pid, began }: LockOwner): boolean {
  const present = beginningOf(pid);
  return began !== undefined && present !== undefined && began !== present;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return !isCode(error, 'ESRCH');
  }
}

/** Nothing where it is gone by now, or not ours to read: then it may be anybody's. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function ownerIn(text = ''): LockOwner | undefined {
  try {
    return JSON.parse(text) as LockOwner;
  } catch {
    return undefined;
  }
}

function self(): LockOwner {
  return { pid: process.pid, host: hostname(), boot: bootId(), began: beginningOf(process.pid) };
}

/** In ticks since the boot: the 22nd field, counted from behind the name, which may hold anything. */
function beginningOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')')).split(' ')[20];
}

/** Changes with every start of the machine, after which a process id says nothing. */
function bootId(): string | undefined {
  // Only Linux tells. What the clocks make of it changes when one of them is set, while the owner lives.
  return read('/proc/sys/kernel/random/boot_id')?.trim();
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

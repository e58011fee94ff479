import { realpathSync } from 'node:fs';
import { tryLock } from '../lock-file.js';
import { asError } from '../transport/transport.js';
import { JournalError } from './journal-error.js';
import type { JournalFiles } from './journal-files.js';
import { isUnbegun, type JournalContents, readJournal } from './read-journal.js';

/** What is in a journal, which another process may be writing. @throws JournalError */
export async function readJournalFile(path: string, files: JournalFiles): Promise<JournalContents> {
  return readJournal(await attempt(path, () => files.read(path)), path);
}

/** Whether a file is there in which no run was begun. Only under its lock it may be written over: else somebody may just begin. */
export async function isUnbegunFile(path: string, files: JournalFiles): Promise<boolean> {
  try {
    return isUnbegun(await attempt(path, () => files.read(path)));
  } catch (error) {
    if (error instanceof JournalError && error.code === 'JOURNAL_NOT_FOUND') return false;
    throw error;
  }
}

/** Ends what was opened: what goes wrong there loses nothing, so it must not stand in for a report. */
export async function quietly(end: () => unknown): Promise<void> {
  try {
    await end();
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}

/** Works under the lock of a journal, and unlocks it where the work fails. @throws JournalError `JOURNAL_LOCKED` */
export async function locked<T>(path: string, work: (unlock: () => void) => Promise<T>): Promise<T> {
  const lockPath = `${realPath(path)}.lock`;
  const lock = await attempt(path, async () => tryLock(lockPath));
  if (!('unlock' in lock)) {
    const owner = lock.owner ? `process ${lock.owner.pid} on ${lock.owner.host}` : 'another process';
    throw new JournalError('JOURNAL_LOCKED', `${path} is in use by ${owner}; if that is not so, remove ${lockPath}`);
  }
  try {
    return await work(() => lock.unlock());
  } catch (error) {
    lock.unlock();
    throw error;
  }
}

/** One journal has one lock, whatever links lead to it. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // It is not there yet, or what is wrong with it is told where it is opened.
    return path;
  }
}

const MESSAGES = {
  JOURNAL_EXISTS: 'is there already: resume that run, or take another name',
  JOURNAL_NOT_FOUND: 'is not there',
} as const;

const CODES: Readonly<Record<string, keyof typeof MESSAGES>> = {
  EEXIST: 'JOURNAL_EXISTS',
  ENOENT: 'JOURNAL_NOT_FOUND',
};

/** Says what the file system throws as a `JournalError`. */
export async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code = '', message } = asError(cause) as NodeJS.ErrnoException;
    const kind = CODES[code];
    if (kind) throw new JournalError(kind, `${path} ${MESSAGES[kind]}`, { cause });
    throw new JournalError('JOURNAL_IO', `${path}: ${message}`, { cause });
  }
}

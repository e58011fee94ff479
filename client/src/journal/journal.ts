import { realpathSync } from 'node:fs';
import { tryLock } from '../lock-file.js';
import { asError } from '../transport/transport.js';
import { JournalError } from './journal-error.js';
import { diskFiles, type JournalFile, type JournalFiles } from './journal-files.js';
import { type BatchHistory, isEmptyJournal, type JournalContents, readJournal } from './read-journal.js';
import { formatRecord, type IdsRecord, type JournalRecord, type RunRecord, type StepRecord } from './records.js';

/** The file in which a run is recorded, so that another process can resume it. */
export interface JournalOptions {
  /** A new file, unless `resume` is set. On a local disk: network file systems and disks that report unwritten data as written may lose it. */
  readonly path: string;
  /**
   * Records the ids and the message too, so that `resume` needs only the journal. They are personal data: only the owner can read the
   * file, and you have to delete it.
   *
   * @default false
   */
  readonly storeIds?: boolean;
  /**
   * Resumes the run of an existing journal as `PushClient.resume` does, so that a restarted program sends no customer the push twice. The
   * chunks stay as they were split.
   *
   * @default false: an existing journal is refused
   */
  readonly resume?: boolean;
  /** @default the disk */
  readonly files?: JournalFiles;
}

/** The record of a run, written at each step, and the history of an earlier one. */
export interface Journal {
  history(batch: string): BatchHistory | undefined;
  /** Resolves when the record is on disk. */
  write(record: StepRecord): Promise<void>;
  close(): Promise<void>;
}

/** For runs that cannot be resumed. */
export const noJournal: Journal = {
  history: () => undefined,
  async write() {},
  async close() {},
};

/** A journal on disk. It has one writer at a time, and nothing is written after a failed write or sync. */
export class FileJournal implements Journal {
  readonly #path: string;
  readonly #file: JournalFile;
  readonly #unlock: () => void;
  readonly #batches: JournalContents['batches'];
  #failure: JournalError | undefined;

  private constructor(path: string, file: JournalFile, unlock: () => void, batches: JournalContents['batches']) {
    this.#path = path;
    this.#file = file;
    this.#unlock = unlock;
    this.#batches = batches;
  }

  /** @throws JournalError `JOURNAL_EXISTS`, `JOURNAL_LOCKED`, `JOURNAL_IO`. */
  static async create(
    { path, resume = false, files = diskFiles }: JournalOptions,
    run: RunRecord,
    ids: Iterable<IdsRecord>,
  ): Promise<FileJournal> {
    return withLock(path, async (unlock) => {
      const isEmpty = resume && (await isEmptyJournalFile(path, files));
      const file = await wrapIoErrors(path, () => (isEmpty ? files.open(path, 0) : files.create(path)));
      const journal = new FileJournal(path, file, unlock, new Map());
      try {
        for (const record of [run, ...ids]) await journal.#append(record);
        await journal.#sync();
        return journal;
      } catch (error) {
        await warnOnError(() => file.close());
        throw error;
      }
    });
  }

  /**
   * Opens the journal of an earlier run.
   *
   * @param accept Checks the contents before anything is changed, and throws to refuse them.
   * @throws JournalError `JOURNAL_NOT_FOUND`, `JOURNAL_LOCKED`, `JOURNAL_CORRUPT`, `JOURNAL_VERSION`, `JOURNAL_IO`.
   */
  static async open<T>(
    path: string,
    files: JournalFiles,
    accept: (contents: JournalContents) => Promise<T>,
  ): Promise<{ journal: FileJournal; contents: JournalContents; accepted: T }> {
    return withLock(path, async (unlock) => {
      const contents = await readJournalFile(path, files);
      const accepted = await accept(contents);
      const file = await wrapIoErrors(path, () => files.open(path, contents.intactBytes));
      return { journal: new FileJournal(path, file, unlock, contents.batches), contents, accepted };
    });
  }

  history(batch: string): BatchHistory | undefined {
    return this.#batches.get(batch);
  }

  async write(record: StepRecord): Promise<void> {
    await this.#append(record);
    await this.#sync();
  }

  /** Never fails: every record is synced already. */
  async close(): Promise<void> {
    await warnOnError(() => this.#file.close());
    await warnOnError(this.#unlock);
  }

  #append(record: JournalRecord): Promise<void> {
    return this.#unlessFailed(() => this.#file.append(formatRecord(record)));
  }

  #sync(): Promise<void> {
    return this.#unlessFailed(() => this.#file.sync());
  }

  /** A failed sync is never retried: the kernel may have dropped the pages and report the next sync as a success. */
  async #unlessFailed(work: () => Promise<void>): Promise<void> {
    if (this.#failure) throw this.#failure;
    try {
      await wrapIoErrors(this.#path, work);
    } catch (error) {
      if (error instanceof JournalError) this.#failure = error;
      throw error;
    }
  }
}

/** The contents of a journal, which another process may be writing. @throws JournalError */
export async function readJournalFile(path: string, files: JournalFiles): Promise<JournalContents> {
  return readJournal(await wrapIoErrors(path, () => files.read(path)), path);
}

/** True for a file whose run was never begun. It may be overwritten only under its lock: another process may just begin the run. */
export async function isEmptyJournalFile(path: string, files: JournalFiles): Promise<boolean> {
  try {
    return isEmptyJournal(await wrapIoErrors(path, () => files.read(path)));
  } catch (error) {
    if (error instanceof JournalError && error.code === 'JOURNAL_NOT_FOUND') return false;
    throw error;
  }
}

/** Closes what loses no data by a failure: the failure must not replace a report. */
async function warnOnError(close: () => unknown): Promise<void> {
  try {
    await close();
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}

/** Works under the lock of a journal, and unlocks it if the work fails. @throws JournalError `JOURNAL_LOCKED` */
async function withLock<T>(path: string, work: (unlock: () => void) => Promise<T>): Promise<T> {
  const lockPath = `${realPath(path)}.lock`;
  const lock = await wrapIoErrors(path, async () => tryLock(lockPath));
  if (!('unlock' in lock)) {
    const owner = lock.owner ? `process ${lock.owner.pid} on ${lock.owner.host}` : 'another process';
    throw new JournalError(
      'JOURNAL_LOCKED',
      `${path} is in use by ${owner}; if that process has ended, remove ${lockPath}`,
    );
  }
  try {
    return await work(() => lock.unlock());
  } catch (error) {
    lock.unlock();
    throw error;
  }
}

/** A journal has one lock, whatever links lead to it. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // The file does not exist yet, or opening it will fail with the reason.
    return path;
  }
}

const MESSAGES = {
  JOURNAL_EXISTS: 'exists already: resume its run, or choose another file',
  JOURNAL_NOT_FOUND: 'does not exist',
} as const;

const CODES: Readonly<Record<string, keyof typeof MESSAGES>> = {
  EEXIST: 'JOURNAL_EXISTS',
  ENOENT: 'JOURNAL_NOT_FOUND',
};

/** Converts the errors of the file system to `JournalError`. */
async function wrapIoErrors<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code = '', message } = asError(cause) as NodeJS.ErrnoException;
    const known = CODES[code];
    if (known) throw new JournalError(known, `${path} ${MESSAGES[known]}`, { cause });
    throw new JournalError('JOURNAL_IO', `${path}: ${message}`, { cause });
  }
}

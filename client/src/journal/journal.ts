import { JournalError } from '../errors.js';
import { tryLock } from '../lock-file.js';
import { diskFiles, type JournalFile, type JournalFiles } from './journal-files.js';
import { lineOf } from './line.js';
import { type JournalContents, type PieceHistory, readJournal } from './read-journal.js';
import type { EndRecord, IdsRecord, IntentRecord, JournalRecord, OutcomeRecord, RunRecord } from './records.js';

/** Where a run is recorded, so that another process can go on with it. */
export interface JournalOptions {
  /** A file that is not there yet. On a local disk: what a network file system or a lying disk calls written may be lost. */
  readonly path: string;
  /**
   * Records the ids and the message too, so that `resume` needs nothing else. They are personal data: the file is for its owner alone,
   * and yours to delete.
   *
   * @default false
   */
  readonly storeIds?: boolean;
  /** @default the disk */
  readonly files?: JournalFiles;
}

/** What a run writes as it goes, and reads of an earlier one. */
export interface Journal {
  history(piece: string): PieceHistory | undefined;
  intent(record: IntentRecord): Promise<void>;
  outcome(record: OutcomeRecord): Promise<void>;
  end(record: EndRecord): Promise<void>;
  close(): Promise<void>;
}

/** For runs that nobody wants to go on with. */
export const noJournal: Journal = {
  history: () => undefined,
  async intent() {},
  async outcome() {},
  async end() {},
  async close() {},
};

/** A journal on disk. It has one writer at a time, and nothing is written after a write or sync failed. */
export class FileJournal implements Journal {
  readonly #path: string;
  readonly #file: JournalFile;
  readonly #unlock: () => void;
  readonly #pieces: ReadonlyMap<string, PieceHistory>;
  #failure: JournalError | undefined;

  private constructor(path: string, file: JournalFile, unlock: () => void, pieces: ReadonlyMap<string, PieceHistory>) {
    this.#path = path;
    this.#file = file;
    this.#unlock = unlock;
    this.#pieces = pieces;
  }

  /** @throws JournalError `JOURNAL_EXISTS`, `JOURNAL_LOCKED`, `JOURNAL_IO`. */
  static async create(
    { path, files = diskFiles }: JournalOptions,
    run: RunRecord,
    ids: Iterable<IdsRecord>,
  ): Promise<FileJournal> {
    return locked(path, async (unlock) => {
      const file = await attempt(path, () => files.create(path));
      const journal = new FileJournal(path, file, unlock, new Map());
      try {
        for (const record of [run, ...ids]) await journal.#append(record);
        await journal.#sync();
        return journal;
      } catch (error) {
        await closeQuietly(file);
        throw error;
      }
    });
  }

  /**
   * Opens the journal of an earlier run.
   *
   * @param accept Looks at what is in it before anything is changed, and throws to refuse.
   * @throws JournalError `JOURNAL_NOT_FOUND`, `JOURNAL_LOCKED`, `JOURNAL_CORRUPT`, `JOURNAL_VERSION`, `JOURNAL_IO`.
   */
  static async open<T>(
    path: string,
    files: JournalFiles,
    accept: (contents: JournalContents) => Promise<T>,
  ): Promise<{ journal: FileJournal; contents: JournalContents; accepted: T }> {
    return locked(path, async (unlock) => {
      const contents = await readJournalFile(path, files);
      const accepted = await accept(contents);
      const file = await attempt(path, () => files.open(path, contents.wholeBytes));
      return { journal: new FileJournal(path, file, unlock, contents.pieces), contents, accepted };
    });
  }

  history(piece: string): PieceHistory | undefined {
    return this.#pieces.get(piece);
  }

  intent(record: IntentRecord): Promise<void> {
    return this.#write(record);
  }

  outcome(record: OutcomeRecord): Promise<void> {
    return this.#write(record);
  }

  end(record: EndRecord): Promise<void> {
    return this.#write(record);
  }

  /** Never fails: all that matters was synced before, and a report must not be lost to what comes after. */
  async close(): Promise<void> {
    await closeQuietly(this.#file);
    try {
      this.#unlock();
    } catch (error) {
      warn(error);
    }
  }

  async #write(record: JournalRecord): Promise<void> {
    await this.#append(record);
    await this.#sync();
  }

  #append(record: JournalRecord): Promise<void> {
    return this.#unlessFailed(() => this.#file.append(lineOf(record)));
  }

  #sync(): Promise<void> {
    return this.#unlessFailed(() => this.#file.sync());
  }

  /** A failed sync is never tried again: the kernel may have dropped the pages and call the next one a success. */
  async #unlessFailed(work: () => Promise<void>): Promise<void> {
    if (this.#failure) throw this.#failure;
    try {
      await attempt(this.#path, work);
    } catch (error) {
      if (error instanceof JournalError) this.#failure = error;
      throw error;
    }
  }
}

/** What is in a journal, which another process may be writing. @throws JournalError */
export async function readJournalFile(path: string, files: JournalFiles): Promise<JournalContents> {
  return readJournal(await attempt(path, () => files.read(path)), path);
}

async function closeQuietly(file: JournalFile): Promise<void> {
  await file.close().catch(warn);
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}

async function locked<T>(path: string, work: (unlock: () => void) => Promise<T>): Promise<T> {
  const lock = await attempt(path, async () => tryLock(`${path}.lock`));
  if (!('unlock' in lock)) {
    const owner = lock.owner ? `process ${lock.owner.pid} on ${lock.owner.host}` : 'another process';
    throw new JournalError('JOURNAL_LOCKED', `${path} is in use by ${owner}; if that is not so, remove ${path}.lock`);
  }
  try {
    return await work(() => lock.unlock());
  } catch (error) {
    lock.unlock();
    throw error;
  }
}

const CODES = { EEXIST: 'JOURNAL_EXISTS', ENOENT: 'JOURNAL_NOT_FOUND' } as const;

async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code } = cause as { readonly code?: keyof typeof CODES };
    const kind = (code && CODES[code]) ?? 'JOURNAL_IO';
    throw new JournalError(kind, `${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

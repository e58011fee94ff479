import { attempt, isUnbegunFile, locked, quietly, readJournalFile } from './journal-access.js';
import { JournalError } from './journal-error.js';
import { diskFiles, type JournalFile, type JournalFiles } from './journal-files.js';
import { lineOf } from './line.js';
import type { JournalContents, PieceHistory } from './read-journal.js';
import type { IdsRecord, JournalRecord, RunRecord, StepRecord } from './records.js';

/** Where a run is recorded, so that another process can go on with it. */
export interface JournalOptions {
  /** A file that is not there yet, but with `goOn`. On a local disk: what a network file system or a lying disk calls written may be lost. */
  readonly path: string;
  /**
   * Records the ids and the message too, so that `resume` needs nothing else. They are personal data: the file is for its owner alone,
   * and yours to delete.
   *
   * @default false
   */
  readonly storeIds?: boolean;
  /**
   * Where the journal is there already, goes on with its run as `resume` does: so a program that is started again, whatever became of
   * it, sends nobody the push twice. The chunks stay as they were cut.
   *
   * @default false: a journal that is there already is refused
   */
  readonly goOn?: boolean;
  /** @default the disk */
  readonly files?: JournalFiles;
}

/** What a run writes as it goes, and reads of an earlier one. */
export interface Journal {
  history(piece: string): PieceHistory | undefined;
  /** Resolves once the record is on disk. */
  write(record: StepRecord): Promise<void>;
  close(): Promise<void>;
}

/** For runs that nobody wants to go on with. */
export const noJournal: Journal = {
  history: () => undefined,
  async write() {},
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
    { path, goOn = false, files = diskFiles }: JournalOptions,
    run: RunRecord,
    ids: Iterable<IdsRecord>,
  ): Promise<FileJournal> {
    return locked(path, async (unlock) => {
      const unbegun = goOn && (await isUnbegunFile(path, files));
      const file = await attempt(path, () => (unbegun ? files.open(path, 0) : files.create(path)));
      const journal = new FileJournal(path, file, unlock, new Map());
      try {
        for (const record of [run, ...ids]) await journal.#append(record);
        await journal.#sync();
        return journal;
      } catch (error) {
        await quietly(() => file.close());
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

  async write(record: StepRecord): Promise<void> {
    await this.#append(record);
    await this.#sync();
  }

  /** Never fails: all that matters was synced before. */
  async close(): Promise<void> {
    await quietly(() => this.#file.close());
    await quietly(this.#unlock);
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

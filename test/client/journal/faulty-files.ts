import type { JournalFile, JournalFiles } from 'imshop-push';
import type { Disk } from './disk.js';

export type Operation = 'create' | 'open' | 'read' | 'append' | 'sync' | 'close';

/** What goes wrong with one file operation, counted from 1. */
export interface Misfortune {
  readonly operation: number;
  /** The machine stops before the operation took effect, or after; or the operation fails, half done. */
  readonly how: 'crash-before' | 'crash-after' | 'fail';
  /** What the failure is called. @default 'EIO' */
  readonly code?: 'EIO' | 'ENOSPC';
}

/** The file system of one process. After a crash nothing that the process began ever comes back to it. */
export class FaultyFiles implements JournalFiles {
  readonly #disk: Disk;
  readonly #misfortune: Misfortune | undefined;
  readonly #onMisfortune: () => void;
  #hasFailed = false;
  /** Every operation in its order; what was asked of a machine that had stopped is not among them. */
  readonly operations: Operation[] = [];
  /** What was still asked for after an operation had failed. */
  readonly afterFailure: Operation[] = [];
  isCrashed = false;
  /** Files that are open. */
  openFiles = 0;

  constructor(disk: Disk, misfortune?: Misfortune, onMisfortune = () => {}) {
    this.#disk = disk;
    this.#misfortune = misfortune;
    this.#onMisfortune = onMisfortune;
  }

  create(path: string): Promise<JournalFile> {
    return this.#do('create', () => {
      if (this.#disk.has(path)) throw failure('EEXIST');
      this.#disk.put(path, Buffer.alloc(0));
      return this.#file(path);
    });
  }

  open(path: string, length: number): Promise<JournalFile> {
    return this.#do('open', () => {
      this.#disk.put(path, this.#disk.bytes(path).subarray(0, length));
      return this.#file(path);
    });
  }

  read(path: string): Promise<Buffer> {
    return this.#do('read', () => {
      if (!this.#disk.has(path)) throw failure('ENOENT');
      return this.#disk.bytes(path);
    });
  }

  #file(path: string): JournalFile {
    this.openFiles += 1;
    return {
      append: (text) => {
        const bytes = Buffer.from(text);
        return this.#do(
          'append',
          () => this.#disk.append(path, bytes),
          () => this.#disk.append(path, bytes.subarray(0, bytes.length / 2)),
        );
      },
      sync: () => this.#do('sync', () => this.#disk.sync(path)),
      close: () => {
        this.openFiles -= 1;
        return this.#do('close', () => {});
      },
    };
  }

  async #do<T>(operation: Operation, work: () => T, half: () => void = () => {}): Promise<T> {
    if (this.isCrashed) return never();
    const number = this.operations.push(operation);
    if (this.#hasFailed) this.afterFailure.push(operation);
    if (number !== this.#misfortune?.operation) return work();
    const { how, code = 'EIO' } = this.#misfortune;
    this.#onMisfortune();
    if (how === 'fail') {
      this.#hasFailed = true;
      half();
      throw failure(code);
    }
    if (how === 'crash-after') work();
    this.isCrashed = true;
    return never();
  }
}

function never<T>(): Promise<T> {
  return new Promise(() => {});
}

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: made up`), { code });
}

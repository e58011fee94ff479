import type { JournalFile, JournalFiles } from 'imshop-push';
import type { Disk } from './disk.js';

export type Operation = 'create' | 'open' | 'read' | 'append' | 'sync' | 'close';

/** The failure of one file operation, counted from 1. */
export interface InjectedFault {
  readonly operation: number;
  /** The machine stops before or after the effect of the operation; or the operation fails half done. */
  readonly type: 'crash-before' | 'crash-after' | 'fail';
  /** @default 'EIO' */
  readonly code?: 'EIO' | 'ENOSPC';
}

/** The file system of one process. After a crash no operation resolves. */
export class FaultyFiles implements JournalFiles {
  readonly #disk: Disk;
  readonly #fault: InjectedFault | undefined;
  readonly #onFault: () => void;
  #hasFailed = false;
  /** All operations in their order, until the crash. */
  readonly operations: Operation[] = [];
  /** The operations after the failed one. */
  readonly afterFailure: Operation[] = [];
  isCrashed = false;
  openFiles = 0;

  constructor(disk: Disk, fault?: InjectedFault, onFault = () => {}) {
    this.#disk = disk;
    this.#fault = fault;
    this.#onFault = onFault;
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
    if (number !== this.#fault?.operation) return work();
    const { type, code = 'EIO' } = this.#fault;
    this.#onFault();
    if (type === 'fail') {
      this.#hasFailed = true;
      half();
      throw failure(code);
    }
    if (type === 'crash-after') work();
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

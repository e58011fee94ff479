import { type FileHandle, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The file system as a journal needs it; tests let it fail. */
export interface JournalFiles {
  /** Makes a file that was not there, for its owner alone, and makes its name durable. */
  create(path: string): Promise<JournalFile>;
  /** Opens a file that is there, to be appended to behind its first `length` bytes; what is behind them goes. */
  open(path: string, length: number): Promise<JournalFile>;
  read(path: string): Promise<Buffer>;
}

export interface JournalFile {
  append(text: string): Promise<void>;
  /** Resolves once what was appended survives a crash of the machine. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export const diskFiles: JournalFiles = {
  async create(path) {
    const handle = await open(path, 'wx', 0o600);
    return closedIfFails(handle, async () => {
      await syncFolder(dirname(path));
      return new DiskFile(handle);
    });
  },
  async open(path, length) {
    const handle = await open(path, 'r+');
    return closedIfFails(handle, async () => {
      await handle.truncate(length);
      await handle.sync();
      // Who made it may have died before its name was durable.
      await syncFolder(dirname(path));
      return new DiskFile(handle, length);
    });
  },
  read: (path) => readFile(path),
};

class DiskFile implements JournalFile {
  readonly #handle: FileHandle;
  #length: number;

  constructor(handle: FileHandle, length = 0) {
    this.#handle = handle;
    this.#length = length;
  }

  async append(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await this.#handle.write(bytes, written, bytes.length - written, this.#length);
      written += bytesWritten;
      this.#length += bytesWritten;
    }
  }

  sync(): Promise<void> {
    return this.#handle.datasync();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

async function closedIfFails<T>(handle: FileHandle, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Windows cannot sync a folder, and needs not. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

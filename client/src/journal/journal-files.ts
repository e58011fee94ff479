import { type FileHandle, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The file system as a journal uses it; tests inject failures. */
export interface JournalFiles {
  /** Creates a file that only its owner can read, and makes its name durable. Fails if the file exists. */
  create(path: string): Promise<JournalFile>;
  /** Opens an existing file for appending after its first `length` bytes; the rest is cut off. */
  open(path: string, length: number): Promise<JournalFile>;
  read(path: string): Promise<Buffer>;
}

export interface JournalFile {
  append(text: string): Promise<void>;
  /** Resolves when the appended text survives a crash of the machine. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export const diskFiles: JournalFiles = {
  async create(path) {
    const handle = await open(path, 'wx', 0o600);
    return closeOnError(handle, async () => {
      await syncFolder(dirname(path));
      return new DiskFile(handle);
    });
  },
  async open(path, length) {
    const handle = await open(path, 'r+');
    return closeOnError(handle, async () => {
      await handle.truncate(length);
      await handle.sync();
      // The process that created it may have died before its name was durable.
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

async function closeOnError<T>(handle: FileHandle, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Windows cannot sync a folder, and does not need to. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

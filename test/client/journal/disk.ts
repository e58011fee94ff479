/** What becomes of bytes that were written and not synced when the machine stops. */
export const FATES = ['kept', 'lost', 'torn', 'zeroed'] as const;
export type Fate = (typeof FATES)[number];

interface Stored {
  readonly bytes: Buffer;
  /** How many of the bytes survive for certain. */
  readonly synced: number;
}

/** Files as they are kept by a disk behind a write cache. */
export class Disk {
  readonly #files = new Map<string, Stored>();

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** What a process reads: also what was only written. */
  bytes(path: string): Buffer {
    return this.#files.get(path)?.bytes ?? Buffer.alloc(0);
  }

  /** How many bytes a crash may take. */
  get unsynced(): number {
    return [...this.#files.values()].reduce((total, { bytes, synced }) => total + bytes.length - synced, 0);
  }

  put(path: string, bytes: Buffer): void {
    this.#files.set(path, { bytes, synced: bytes.length });
  }

  append(path: string, bytes: Buffer): void {
    const { bytes: before, synced } = this.#files.get(path) ?? { bytes: Buffer.alloc(0), synced: 0 };
    this.#files.set(path, { bytes: Buffer.concat([before, bytes]), synced });
  }

  sync(path: string): void {
    this.put(path, this.bytes(path));
  }

  /** @param random Where bytes are torn, or how many of them the file system made room for and never wrote. */
  crash(fate: Fate, random: () => number): void {
    for (const [path, { bytes, synced }] of this.#files) {
      const broken = synced + Math.floor(random() * (bytes.length - synced));
      const ends = { kept: bytes.length, lost: synced, torn: broken, zeroed: bytes.length };
      const left = Buffer.from(bytes.subarray(0, ends[fate]));
      this.put(path, fate === 'zeroed' ? left.fill(0, broken) : left);
    }
  }
}

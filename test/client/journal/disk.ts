/** The fates of bytes that are written but not synced when the machine stops. */
export const CRASH_EFFECTS = ['kept', 'lost', 'torn', 'zeroed'] as const;
export type CrashEffect = (typeof CRASH_EFFECTS)[number];

interface Stored {
  readonly bytes: Buffer;
  /** Bytes that survive a crash for certain. */
  readonly synced: number;
}

/** The files of a disk with a write cache. */
export class Disk {
  readonly #files = new Map<string, Stored>();

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** The bytes that a process reads, unsynced ones included. */
  bytes(path: string): Buffer {
    return this.#files.get(path)?.bytes ?? Buffer.alloc(0);
  }

  /** Bytes that a crash may lose. */
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

  /** @param random Draws the position at which bytes are torn off, or from which they are zero. */
  crash(effect: CrashEffect, random: () => number): void {
    for (const [path, { bytes, synced }] of this.#files) {
      const broken = synced + Math.floor(random() * (bytes.length - synced));
      const ends = { kept: bytes.length, lost: synced, torn: broken, zeroed: bytes.length };
      const left = Buffer.from(bytes.subarray(0, ends[effect]));
      this.put(path, effect === 'zeroed' ? left.fill(0, broken) : left);
    }
  }
}

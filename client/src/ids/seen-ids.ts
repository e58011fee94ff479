import { hash } from 'node:crypto';

/** Words of an entry: a fingerprint of 96 bits, at which a million ids collide with a chance of 10⁻¹⁷, and the next entry. */
const WORDS = 4;
const NEXT = 3;
const BLOCK_ENTRIES = 4096;
const FIRST_BUCKETS = 256;

/**
 * The ids met so far, as fingerprints: 22 bytes an id where a `Set` of strings takes 70. A hash table with chains, whose entries lie in
 * blocks and are never copied, so that it grows without leaving half of itself behind as garbage.
 */
export class SeenIds {
  readonly #blocks: Uint32Array[] = [];
  /** The first entry of each chain, counted from 1; 0 for none. */
  #buckets = new Uint32Array(FIRST_BUCKETS);
  #size = 0;

  /** @returns Whether the id is new. */
  add(id: string): boolean {
    // As a string of bytes: a buffer for each of a million ids would cost more than the table.
    const print = hash('sha256', id, 'binary');
    const [first, second, third] = [word(print, 0), word(print, 1), word(print, 2)];
    for (let entry = this.#buckets[this.#bucketOf(first)] ?? 0; entry !== 0; entry = this.#word(entry, NEXT)) {
      if (this.#word(entry, 0) === first && this.#word(entry, 1) === second && this.#word(entry, 2) === third)
        return false;
    }
    if (this.#size === this.#buckets.length) this.#addBuckets();
    this.#size += 1;
    if (this.#size > this.#blocks.length * BLOCK_ENTRIES) this.#blocks.push(new Uint32Array(BLOCK_ENTRIES * WORDS));
    this.#blockOf(this.#size).set([first, second, third], placeOf(this.#size));
    this.#chain(this.#size);
    return true;
  }

  #addBuckets(): void {
    this.#buckets = new Uint32Array(this.#buckets.length * 2);
    for (let entry = 1; entry <= this.#size; entry += 1) this.#chain(entry);
  }

  /** Puts an entry before the others of its bucket. */
  #chain(entry: number): void {
    const bucket = this.#bucketOf(this.#word(entry, 0));
    this.#blockOf(entry)[placeOf(entry) + NEXT] = this.#buckets[bucket] ?? 0;
    this.#buckets[bucket] = entry;
  }

  #bucketOf(first: number): number {
    return first % this.#buckets.length;
  }

  #word(entry: number, index: number): number {
    return this.#blockOf(entry)[placeOf(entry) + index] ?? 0;
  }

  #blockOf(entry: number): Uint32Array {
    const block = this.#blocks[Math.floor((entry - 1) / BLOCK_ENTRIES)];
    if (!block) throw new RangeError(`there is no entry ${entry}`);
    return block;
  }
}

function placeOf(entry: number): number {
  return ((entry - 1) % BLOCK_ENTRIES) * WORDS;
}

function word(bytes: string, index: number): number {
  const at = index * 4;
  const low = bytes.charCodeAt(at) | (bytes.charCodeAt(at + 1) << 8);
  const high = bytes.charCodeAt(at + 2) | (bytes.charCodeAt(at + 3) << 8);
  return (low | (high << 16)) >>> 0;
}

import { hash } from 'node:crypto';

/** Words of a fingerprint: 96 bits, at which a million ids collide with a chance of 10⁻¹⁷. */
const WORDS = 3;
const SEGMENTS = 32;
const FIRST_CAPACITY = 64;
const FULLEST = 0.7;

/**
 * The ids met so far, as fingerprints: 25 bytes an id where a `Set` of strings takes 70. Many small tables, so that growing one
 * copies little.
 */
export class SeenIds {
  readonly #segments = Array.from({ length: SEGMENTS }, () => new Segment());

  /** @returns Whether the id is new. */
  add(id: string): boolean {
    // As a string of bytes: a buffer for each of a million ids would cost more than the table.
    const print = hash('sha256', id, 'binary');
    const segment = this.#segments[word(print, 3) % SEGMENTS];
    // A zero in the last word marks an empty place.
    return segment?.add(word(print, 0), word(print, 1), word(print, 2) || 1) ?? true;
  }
}

function word(bytes: string, index: number): number {
  const at = index * 4;
  const [low, high] = [
    bytes.charCodeAt(at) | (bytes.charCodeAt(at + 1) << 8),
    bytes.charCodeAt(at + 2) | (bytes.charCodeAt(at + 3) << 8),
  ];
  return (low | (high << 16)) >>> 0;
}

/** An open-addressing hash table of fingerprints. */
class Segment {
  #capacity = FIRST_CAPACITY;
  #words = new Uint32Array(FIRST_CAPACITY * WORDS);
  #size = 0;

  add(first: number, second: number, third: number): boolean {
    const at = this.#find(first, second, third);
    if (this.#words[at + 2] !== 0) return false;
    this.#put(at, first, second, third);
    this.#size += 1;
    if (this.#size > this.#capacity * FULLEST) this.#grow();
    return true;
  }

  /** Where this fingerprint is, or the empty place where it belongs. */
  #find(first: number, second: number, third: number): number {
    const words = this.#words;
    let place = first % this.#capacity;
    while (true) {
      const at = place * WORDS;
      if (words[at + 2] === 0) return at;
      if (words[at] === first && words[at + 1] === second && words[at + 2] === third) return at;
      place = (place + 1) % this.#capacity;
    }
  }

  #grow(): void {
    const old = this.#words;
    this.#capacity *= 2;
    this.#words = new Uint32Array(this.#capacity * WORDS);
    for (let at = 0; at < old.length; at += WORDS) {
      const first = old[at] ?? 0;
      const second = old[at + 1] ?? 0;
      const third = old[at + 2] ?? 0;
      if (third !== 0) this.#put(this.#find(first, second, third), first, second, third);
    }
  }

  #put(at: number, first: number, second: number, third: number): void {
    this.#words[at] = first;
    this.#words[at + 1] = second;
    this.#words[at + 2] = third;
  }
}

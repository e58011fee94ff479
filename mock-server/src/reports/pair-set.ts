/**
 * A set of pairs of texts that knows which pairs were added more than once. It holds a hash of 64 bits in place of each
 * pair: millions of pairs take 16 to 32 bytes each.
 */
export class PairSet {
  /** A hash in two halves at each place; the second half of one is never 0, as that of an empty place is. */
  readonly #hashes: Uint32Array;
  readonly #mask: number;
  readonly #repeatedPlaces = new Set<number>();
  #size = 0;
  #first = '';
  #firstLow = 0;
  #firstHigh = 0;
  #low = 0;
  #high = 0;

  /** @param maxPairs Most different pairs that are added. */
  constructor(maxPairs: number) {
    const places = 2 ** Math.ceil(Math.log2(2 * maxPairs + 2));
    this.#hashes = new Uint32Array(2 * places);
    this.#mask = places - 1;
    this.#setFirst('');
  }

  /** Number of pairs with different hashes. */
  get size(): number {
    return this.#size;
  }

  /** Number of them that were added more than once. */
  get repeated(): number {
    return this.#repeatedPlaces.size;
  }

  add(first: string, second: string): void {
    const place = this.#find(first, second);
    if (this.#isEmpty(place)) {
      this.#hashes[place] = this.#low;
      this.#hashes[place + 1] = this.#high;
      this.#size += 1;
    } else this.#repeatedPlaces.add(place);
  }

  isRepeated(first: string, second: string): boolean {
    return this.#repeatedPlaces.has(this.#find(first, second));
  }

  /** The place of a pair, or the empty one where it belongs. */
  #find(first: string, second: string): number {
    if (first !== this.#first) this.#setFirst(first);
    this.#hash(second, this.#firstLow, this.#firstHigh);
    let place = 2 * (this.#low & this.#mask);
    while (!this.#isEmpty(place) && (this.#hashes[place] !== this.#low || this.#hashes[place + 1] !== this.#high))
      place = (place + 2) & (2 * this.#mask + 1);
    return place;
  }

  /** Pairs arrive in runs that share their first text. */
  #setFirst(first: string): void {
    this.#hash(first, 0x811c9dc5, 0x9747b28c);
    [this.#first, this.#firstLow, this.#firstHigh] = [first, this.#low, this.#high];
  }

  #hash(text: string, seedLow: number, seedHigh: number): void {
    let low = seedLow;
    let high = seedHigh;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x85ebca6b) ^ (high >>> 13);
    }
    this.#low = mixed(low) >>> 0;
    this.#high = mixed(high ^ text.length) >>> 0 || 1;
  }

  #isEmpty(place: number): boolean {
    return this.#hashes[place + 1] === 0;
  }
}

/** Spreads every bit over all of them (the finalizer of MurmurHash3). */
function mixed(hash: number): number {
  let bits = hash ^ (hash >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** One of those who share a quota. */
export interface QuotaHolder {
  /** Amount in use, in the unit of the quota. */
  readonly size: number;
  /** Evicts the oldest until at most `maxSize` is in use. */
  evictTo(maxSize: number): void;
}

/** The part of the quota that is freed at once: to look for the largest holders at each addition would cost too much. */
const SLACK = 64;

/** A limit on what several holders use together. Beyond it the largest holders evict their oldest. */
export class SharedQuota {
  readonly max: number;
  readonly #holders = new Set<QuotaHolder>();
  #size = 0;

  constructor(max: number) {
    this.max = max;
  }

  /** Amount in use by all holders. */
  get size(): number {
    return this.#size;
  }

  /** Counts the holder from now on: it reports every change of its size to `add`. */
  join(holder: QuotaHolder): void {
    this.#holders.add(holder);
  }

  /** Stops counting the holder. */
  leave(holder: QuotaHolder): void {
    if (this.#holders.delete(holder)) this.#size -= holder.size;
  }

  /** Takes note of a change, already made, of a holder's size. */
  add(holder: QuotaHolder, amount: number): void {
    if (!this.#holders.has(holder)) return;
    this.#size += amount;
    if (amount > 0 && this.#size > this.max) this.#makeRoom();
  }

  /** Holders evict whole entries, so the first few may free enough for all of their size. */
  #makeRoom(): void {
    const target = this.max - Math.floor(this.max / SLACK);
    const largestFirst = [...this.#holders].sort((one, other) => other.size - one.size);
    const share = fairShare(
      largestFirst.map(({ size }) => size),
      this.#size - target,
    );
    for (const holder of largestFirst) {
      if (this.#size <= target) return;
      holder.evictTo(share);
    }
  }
}

/**
 * The size to which the largest holders shrink so that together they free at least `toFree`. A holder that is no larger
 * frees nothing.
 *
 * @public A test holds it against its definition.
 */
export function fairShare(largestFirst: readonly number[], toFree: number): number {
  let total = 0;
  for (const [index, size] of largestFirst.entries()) {
    total += size;
    const holders = index + 1;
    const share = Math.floor((total - toFree) / holders);
    if (share >= (largestFirst[holders] ?? 0)) return share;
  }
  return 0;
}

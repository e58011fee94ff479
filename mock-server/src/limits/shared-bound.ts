import { levelFor } from './level.js';

/** One of those who share a bound. */
export interface Holder {
  /** How much it holds, in the unit of the bound. */
  readonly held: number;
  /** Lets the oldest go until it holds no more than this. */
  shrinkTo(level: number): void;
}

/** One in so many is freed at once: looking for the fullest at each addition would cost more than what is added. */
const SLACK = 64;

/** What several holders hold together, at most so much; where it is more, the fullest let their oldest go. */
export class SharedBound {
  readonly #max: number;
  readonly #holders = new Set<Holder>();
  #held = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** What all hold together. */
  get held(): number {
    return this.#held;
  }

  /** @param holder Tells of all that it holds from now on. */
  join(holder: Holder): void {
    this.#holders.add(holder);
  }

  /** What the holder holds counts no longer, whatever becomes of it. */
  leave(holder: Holder): void {
    if (this.#holders.delete(holder)) this.#held -= holder.held;
  }

  /** A holder holds so much more, or less, than before. */
  add(holder: Holder, amount: number): void {
    if (!this.#holders.has(holder)) return;
    this.#held += amount;
    if (amount > 0 && this.#held > this.#max) this.#makeRoom();
  }

  /** What is let go is whole entries, so the first few may give enough for all who hold as much. */
  #makeRoom(): void {
    const target = this.#max - Math.floor(this.#max / SLACK);
    const fullestFirst = [...this.#holders].sort(fullerFirst);
    const level = levelFor(
      fullestFirst.map(({ held }) => held),
      this.#held - target,
    );
    for (const holder of fullestFirst) {
      if (this.#held <= target) return;
      holder.shrinkTo(level);
    }
  }
}

function fullerFirst(one: Holder, other: Holder): number {
  return other.held - one.held;
}

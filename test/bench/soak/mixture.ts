import type { Kind } from './kinds.js';

/** Draws kinds by their weights. */
export class Mixture {
  readonly #kinds: readonly Kind[];
  readonly #random: () => number;
  readonly #total: number;

  constructor(kinds: readonly Kind[], random: () => number) {
    this.#kinds = kinds;
    this.#random = random;
    this.#total = kinds.reduce((sum, { weight }) => sum + weight, 0);
  }

  draw(): Kind {
    let rest = this.#random() * this.#total;
    for (const kind of this.#kinds) {
      rest -= kind.weight;
      if (rest < 0) return kind;
    }
    throw new RangeError('a mixture of no kinds');
  }
}

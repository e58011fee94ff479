import { seeded } from '../../bench/pacing/seeded.js';

/** Random values that follow from a seed. */
export class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seeded(seed);
  }

  /** From 0 to below 1. */
  number = (): number => this.#random();

  /** A whole number, both bounds included. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.#random() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** @throws RangeError for an empty list. */
  one<T>(choices: readonly T[]): T {
    const [chosen] = choices.slice(this.whole(0, choices.length - 1));
    if (chosen === undefined) throw new RangeError('nothing to choose from');
    return chosen;
  }
}

import type { Evictions } from './evictions.js';

/** The answers that wait because of faults, in the whole mock: at most so many, the longest waiting are given up first. */
export class Waiting {
  readonly #max: number;
  readonly #evictions: Evictions;
  readonly #giveUps = new Set<() => void>();

  constructor(max: number, evictions: Evictions) {
    this.#max = max;
    this.#evictions = evictions;
  }

  /** @param giveUp Called where the answer must not wait any longer, unless the returned function is called before. */
  add(giveUp: () => void): () => void {
    this.#giveUps.add(giveUp);
    if (this.#giveUps.size > this.#max) this.#giveUpOldest();
    return () => this.#giveUps.delete(giveUp);
  }

  #giveUpOldest(): void {
    const [oldest] = this.#giveUps;
    if (!oldest) return;
    this.#giveUps.delete(oldest);
    this.#evictions.count('waiting-answer');
    oldest();
  }
}

import type { Evictions } from './evictions.js';

/** The answers that faults keep waiting, in the whole mock. Beyond the limit the oldest is aborted. */
export class PendingAnswers {
  readonly #max: number;
  readonly #evictions: Evictions;
  readonly #aborts = new Set<() => void>();

  constructor(max: number, evictions: Evictions) {
    this.#max = max;
    this.#evictions = evictions;
  }

  /** @param abort Called when the answer must not wait any longer, unless the returned function is called before. */
  add(abort: () => void): () => void {
    this.#aborts.add(abort);
    if (this.#aborts.size > this.#max) this.#abortOldest();
    return () => this.#aborts.delete(abort);
  }

  #abortOldest(): void {
    const [oldest] = this.#aborts;
    if (!oldest) return;
    this.#aborts.delete(oldest);
    this.#evictions.count('waiting-answer');
    oldest();
  }
}

import type { Logged } from './step.js';

/** Steps after which a snapshot is worth its while at the earliest, and beside one for each request it would hold. */
const LEAST_STEPS = 3_000;

/** Of bodies, after which it is in any case. */
const MAX_BYTES = 64 * 2 ** 20;

/** Tells when a snapshot is due. Every replica counts alike. */
export class Keeping {
  #steps = 0;
  #bytes = 0;

  count({ step, bytes }: Logged): void {
    const isKept = step.type === 'kept';
    this.#steps = isKept ? 0 : this.#steps + 1;
    this.#bytes = isKept ? 0 : this.#bytes + (bytes?.length ?? 0);
  }

  /** @param requests How many requests a snapshot would hold; to count them takes a look at every integration. */
  isDue(requests: () => number): boolean {
    if (this.#bytes >= MAX_BYTES) return true;
    return this.#steps >= LEAST_STEPS && this.#steps >= LEAST_STEPS + requests();
  }
}

/** How often something happened, by kind. Nothing takes from it, and every kind is there from the start. */
export class Counts<K extends string> {
  readonly #counts: Map<K, number>;

  constructor(kinds: readonly K[]) {
    this.#counts = new Map(kinds.map((kind) => [kind, 0]));
  }

  add(kind: K, times = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + times);
  }

  get byKind(): ReadonlyMap<string, number> {
    return this.#counts;
  }
}

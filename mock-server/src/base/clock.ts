/** Where time comes from. Tests inject their own. */
export interface Clock {
  /** Milliseconds since the epoch, never going back. */
  now(): number;
  /** Calls back once, after so many milliseconds, unless cancelled by the returned function. */
  after(delayMs: number, callback: () => void): () => void;
}

const { timeOrigin } = performance;

/** The machine's clock; monotonic, so that a correction of the wall clock moves no window. */
export const systemClock: Clock = {
  now: () => Math.floor(timeOrigin + performance.now()),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs).unref();
    return () => clearTimeout(timer);
  },
};

/** Moments that one move of a clock stops at: phases of a millisecond, round and round, would otherwise keep it for ever. */
const MAX_STEPS = 10_000;

interface Pending {
  readonly dueMs: number;
  readonly fire: () => unknown;
  cancelBase: () => void;
}

/** The clock of one integration: the base clock, plus what it was advanced by. */
export class IntegrationClock {
  readonly #base: Clock;
  readonly #pending = new Set<Pending>();
  #offsetMs = 0;

  constructor(base: Clock) {
    this.#base = base;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  now(): number {
    return this.#base.now() + this.#offsetMs;
  }

  /** Calls back once this clock, running or advanced, is `delayMs` further; `advance` waits for what it returns. */
  after(delayMs: number, callback: () => unknown): () => void {
    const cancel = () => {
      entry.cancelBase();
      this.#pending.delete(entry);
    };
    const fire = () => {
      cancel();
      return callback();
    };
    const entry: Pending = { dueMs: this.now() + delayMs, fire, cancelBase: () => {} };
    this.#pending.add(entry);
    entry.cancelBase = this.#base.after(delayMs, fire);
    return cancel;
  }

  /** Moves this clock on, from one moment at which something falls due to the next; resolves when all of it is done. */
  async advance(byMs: number): Promise<void> {
    const targetMs = this.#offsetMs + byMs;
    await this.#stepTo(targetMs);
    this.#moveTo(targetMs);
    // What more steps would have come to is late, and done all the same.
    await this.#stepTo(targetMs);
  }

  async #stepTo(targetMs: number): Promise<void> {
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const next = this.#firstDue(this.#base.now() + targetMs);
      if (!next) return;
      this.#moveTo(Math.min(targetMs, next.dueMs - this.#base.now()));
      await next.fire();
    }
  }

  #firstDue(targetMs: number): Pending | undefined {
    let first: Pending | undefined;
    for (const pending of this.#pending) {
      if (pending.dueMs <= targetMs && pending.dueMs < (first?.dueMs ?? Number.POSITIVE_INFINITY)) first = pending;
    }
    return first;
  }

  /** Never back: another move, at the same time, may have come further. */
  #moveTo(offsetMs: number): void {
    this.#offsetMs = Math.max(this.#offsetMs, offsetMs);
  }
}

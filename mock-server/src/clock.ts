/** Where time comes from. Tests inject their own. */
export interface Clock {
  /** Milliseconds since the epoch, never going back. */
  now(): number;
  /** Calls back once, after so many milliseconds, unless cancelled by the returned function. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The machine's clock; monotonic, so that a correction of the wall clock moves no window. */
export const systemClock: Clock = {
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs).unref();
    return () => clearTimeout(timer);
  },
};

interface Pending {
  readonly dueMs: number;
  readonly fire: () => void;
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

  /** Calls back once this clock, running or advanced, is `delayMs` further. */
  after(delayMs: number, callback: () => void): () => void {
    const cancel = () => {
      entry.cancelBase();
      this.#pending.delete(entry);
    };
    const fire = () => {
      cancel();
      callback();
    };
    const entry: Pending = { dueMs: this.now() + delayMs, fire, cancelBase: () => {} };
    this.#pending.add(entry);
    entry.cancelBase = this.#base.after(delayMs, fire);
    return cancel;
  }

  /** Moves this clock and fires, in order, what falls due on the way. */
  advance(byMs: number): void {
    this.#offsetMs += byMs;
    const now = this.now();
    const due = [...this.#pending].filter(({ dueMs }) => dueMs <= now).sort((a, b) => a.dueMs - b.dueMs);
    for (const { fire } of due) fire();
  }
}

/** A source of time. Tests inject their own. */
export interface Clock {
  /** Milliseconds since the epoch, never going back. */
  now(): number;
  /** Calls back once after the delay, unless the returned function cancels it. */
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

/** Resolves after the delay, or as soon as the signal aborts. */
export function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || delayMs === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = () => {
      cancel();
      resolve();
    };
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** Most moments at which one move of a clock stops: a loop of phases of a millisecond would keep it for ever. */
const MAX_STEPS = 10_000;

interface Pending {
  readonly dueMs: number;
  readonly fire: () => unknown;
  cancelBase: () => void;
}

/** The clock of one integration: the base clock plus an offset. */
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

  /** Calls back once when this clock, running or advanced, is `delayMs` further; `advance` waits for the promise returned. */
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

  /** Advances this clock from one due callback to the next; resolves when all of them are done. */
  async advance(byMs: number): Promise<void> {
    const targetMs = this.#offsetMs + byMs;
    await this.#stepTo(targetMs);
    this.#moveTo(targetMs);
    // Callbacks beyond the limit of steps are late, and run all the same.
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

  /** Never back: another move may run at the same time. */
  #moveTo(offsetMs: number): void {
    this.#offsetMs = Math.max(this.#offsetMs, offsetMs);
  }
}

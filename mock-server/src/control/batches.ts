import type { MockEvent } from '../api/events.js';

/** Least time between two writes to a watcher: more often than a page is drawn anew would only cost the mock. */
const BATCH_MS = 50;

/**
 * Events on their way to one watcher, many in one write: a write costs the mock several times what an event does. The
 * first after a quiet time goes at once. By a timer of the machine, since a clock of a test may stand still.
 */
export class Batches {
  readonly #write: (events: readonly MockEvent[]) => void;
  readonly #keyOf: (event: MockEvent) => string | number;
  readonly #waiting = new Map<string | number, MockEvent>();
  #timer: NodeJS.Timeout | undefined;

  /** @param coalesce Of requests to one integration that would be told together, only the newest is. */
  constructor(write: (events: readonly MockEvent[]) => void, coalesce: boolean) {
    this.#write = write;
    this.#keyOf = coalesce ? ({ id, type, slug }) => (type === 'request' && slug !== null ? slug : id) : ({ id }) => id;
  }

  add(event: MockEvent): void {
    const key = this.#keyOf(event);
    // What is set again keeps its place, and ids must go up.
    this.#waiting.delete(key);
    this.#waiting.set(key, event);
    if (this.#timer === undefined) this.#next();
  }

  /** Writes nothing from now on; what still waits is the caller's. */
  end(): readonly MockEvent[] {
    clearTimeout(this.#timer);
    return this.#taken();
  }

  #next(): void {
    this.#timer = undefined;
    if (this.#waiting.size === 0) return;
    this.#timer = setTimeout(() => this.#next(), BATCH_MS).unref();
    this.#write(this.#taken());
  }

  #taken(): readonly MockEvent[] {
    const events = [...this.#waiting.values()];
    this.#waiting.clear();
    return events;
  }
}

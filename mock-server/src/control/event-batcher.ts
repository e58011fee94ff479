import type { MockEvent } from '../api/events.js';

/** Least time between two writes to a watcher: a page is not drawn more often, and a write costs more than an event. */
const INTERVAL_MS = 50;

/**
 * Collects events for one watcher and writes them in batches. The first event after a pause is written at once. The timer is
 * the machine's, since the clock of a test may stand still.
 */
export class EventBatcher {
  readonly #write: (events: readonly MockEvent[]) => void;
  readonly #keyOf: (event: MockEvent) => string | number;
  readonly #pending = new Map<string | number, MockEvent>();
  #timer: NodeJS.Timeout | undefined;

  /** @param coalesce Of the requests to one integration in a batch only the newest is written. */
  constructor(write: (events: readonly MockEvent[]) => void, coalesce: boolean) {
    this.#write = write;
    this.#keyOf = coalesce ? ({ id, type, slug }) => (type === 'request' && slug !== null ? slug : id) : ({ id }) => id;
  }

  add(event: MockEvent): void {
    const key = this.#keyOf(event);
    // A key that is set again keeps its place, and ids must ascend.
    this.#pending.delete(key);
    this.#pending.set(key, event);
    if (this.#timer === undefined) this.#flush();
  }

  /** Stops writing, and returns the events that are not written yet. */
  end(): readonly MockEvent[] {
    clearTimeout(this.#timer);
    return this.#takePending();
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#pending.size === 0) return;
    this.#timer = setTimeout(() => this.#flush(), INTERVAL_MS).unref();
    this.#write(this.#takePending());
  }

  #takePending(): readonly MockEvent[] {
    const events = [...this.#pending.values()];
    this.#pending.clear();
    return events;
  }
}

import type { EventData, EventType, MockEvent } from './api/events.js';

/** Events kept for those who come back with `Last-Event-ID`. */
const MAX_EVENTS = 1000;

type Listener = (event: MockEvent) => void;

/** What happened in the whole mock, newest last, for those who watch. */
export class EventLog {
  readonly #onDrop: (events: number) => void;
  readonly #listeners = new Set<Listener>();
  #events: MockEvent[] = [];
  #lastId = 0;

  /** @param onDrop Called with how many events are no longer kept. */
  constructor(onDrop: (events: number) => void) {
    this.#onDrop = onDrop;
  }

  /** How many watch. */
  get watchers(): number {
    return this.#listeners.size;
  }

  append<T extends EventType>(type: T, slug: string | null, data: EventData[T]): void {
    this.#lastId += 1;
    // The union is distributed over T, which TypeScript does not follow through a type parameter.
    const event = { id: this.#lastId, type, slug, data } as MockEvent;
    this.#events.push(event);
    if (this.#events.length > 2 * MAX_EVENTS) this.#dropOldest();
    for (const listener of this.#listeners) listener(event);
  }

  /** Events after an id, led by a `gap` where some are no longer kept. An id never given means a restarted mock. */
  after(id: number): MockEvent[] {
    if (id > this.#lastId) return this.after(0);
    const kept = this.#events.filter((event) => event.id > id);
    const missed = this.#lastId - id - kept.length;
    return missed === 0 ? kept : [{ id: id + missed, type: 'gap', slug: null, data: { missed } }, ...kept];
  }

  /** Calls back at every event, until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #dropOldest(): void {
    this.#onDrop(this.#events.length - MAX_EVENTS);
    this.#events = this.#events.slice(-MAX_EVENTS);
  }
}

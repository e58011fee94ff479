import { setMaxListeners } from 'node:events';
import type { EventData, EventType, MockEvent } from './api/events.js';
import type { Evictions } from './bounds/evictions.js';

/** What happened, as plain data. */
export interface EventsSnapshot {
  readonly events: readonly MockEvent[];
  readonly lastId: number;
}

type Listener = (event: MockEvent) => void;

/** What happened in the whole mock, newest last, for those who watch. */
export class EventLog {
  readonly #max: number;
  readonly #evictions: Evictions;
  readonly #listeners = new Set<Listener>();
  #events: MockEvent[] = [];
  #lastId = 0;
  #era = newEra();

  /** @param max Events kept for those who come back with `Last-Event-ID`. */
  constructor(max: number, evictions: Evictions) {
    this.#max = max;
    this.#evictions = evictions;
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
    if (this.#events.length > this.#max) {
      this.#events.shift();
      this.#evictions.count('event');
    }
    for (const listener of this.#listeners) listener(event);
  }

  /** Events after an id, led by a `gap` where some are no longer kept. An id never given means a restarted mock. */
  after(id: number): MockEvent[] {
    if (id > this.#lastId) return this.after(0);
    const kept = this.#events.filter((event) => event.id > id);
    const missed = this.#lastId - id - kept.length;
    return missed === 0 ? kept : [{ id: id + missed, type: 'gap', slug: null, data: { missed } }, ...kept];
  }

  get snapshot(): EventsSnapshot {
    return { events: this.#events, lastId: this.#lastId };
  }

  restore({ events, lastId }: EventsSnapshot): void {
    this.#events = [...events];
    this.#lastId = lastId;
  }

  /** Aborts when ids begin anew: who watches must come back. */
  get era(): AbortSignal {
    return this.#era.signal;
  }

  restart(): void {
    this.#events = [];
    this.#lastId = 0;
    const past = this.#era;
    this.#era = newEra();
    past.abort();
  }

  /** Calls back at every event, until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Every watcher listens. */
function newEra(): AbortController {
  const era = new AbortController();
  setMaxListeners(0, era.signal);
  return era;
}

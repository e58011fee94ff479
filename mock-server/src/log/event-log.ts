import type { EventData, EventType, MockEvent, RequestSummary } from '../api/events.js';
import type { Evictions } from '../limits/evictions.js';
import type { Entry } from './entry.js';

/** An event as it is kept: that of a request is its entry, and is worded when somebody wants to know. */
type Kept = Exclude<MockEvent, { type: 'request' }> | Entry;

type Listener = (event: MockEvent) => void;

/** What happened in the whole mock, newest last, for those who watch. */
export class EventLog {
  readonly #max: number;
  readonly #evictions: Evictions;
  readonly #listeners = new Set<Listener>();
  /** The event of an id is at the remainder of its division by `max`. */
  #events: Kept[] = [];
  #lastId = 0;

  /** @param max Events kept for those who come back with `Last-Event-ID`. */
  constructor(max: number, evictions: Evictions) {
    this.#max = max;
    this.#evictions = evictions;
  }

  /** How many watch. */
  get watchers(): number {
    return this.#listeners.size;
  }

  append<T extends Exclude<EventType, 'request'>>(type: T, slug: string | null, data: EventData[T]): void {
    // The union is distributed over T, which TypeScript does not follow through a type parameter.
    this.#add({ id: this.#lastId + 1, type, slug, data } as Exclude<MockEvent, { type: 'request' }>);
  }

  /** A request is over. */
  appendRequest(entry: Entry): void {
    this.#add(entry);
  }

  /** Events after an id, led by a `gap` where some are no longer kept. An id never given means a restarted mock. */
  after(id: number): MockEvent[] {
    if (id > this.#lastId) return this.after(0);
    const first = Math.max(id, this.#lastId - this.#max, 0);
    const events = Array.from({ length: this.#lastId - first }, (_, index) => this.#at(first + index + 1));
    const missed = first - id;
    return missed === 0 ? events : [{ id: first, type: 'gap', slug: null, data: { missed } }, ...events];
  }

  /** Calls back at every event, until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #add(kept: Kept): void {
    this.#lastId += 1;
    if (this.#lastId > this.#max) this.#evictions.count('event');
    this.#events[this.#lastId % this.#max] = kept;
    if (this.#listeners.size === 0) return;
    const event = eventOf(this.#lastId, kept);
    for (const listener of this.#listeners) listener(event);
  }

  #at(id: number): MockEvent {
    const kept = this.#events[id % this.#max];
    if (kept === undefined) throw new Error(`the event ${id} is not kept`);
    return eventOf(id, kept);
  }
}

function eventOf(id: number, kept: Kept): MockEvent {
  return 'type' in kept ? kept : { id, type: 'request', slug: slugOf(kept), data: summaryOf(kept) };
}

/** What the event of a request tells: how it ended. */
function summaryOf({ id: requestId, receivedAtMs, completion, completedAtMs = receivedAtMs }: Entry): RequestSummary {
  const { outcome = 'pending', status = null, accepted = false, row = null, fault = null } = completion ?? {};
  const receivedAt = new Date(receivedAtMs).toISOString();
  return {
    requestId,
    receivedAt,
    outcome,
    status,
    accepted,
    fault,
    behaviour: row,
    durationMs: completedAtMs - receivedAtMs,
  };
}

/** The id of a request begins with the slug of its integration. */
function slugOf({ id }: Entry): string {
  return id.slice(0, id.lastIndexOf('-'));
}

import type { EventData, EventType, MockEvent, RequestSummary } from '../api/events.js';
import type { Evictions } from '../limits/evictions.js';
import type { LoggedRequest } from './entry.js';

/** An event as it is stored: a request stands for its own event, which is worded when somebody reads it. */
type StoredEvent = Exclude<MockEvent, { type: 'request' }> | LoggedRequest;

type Listener = (event: MockEvent) => void;

/** What happened in the whole mock, in order: changes, and requests as they are completed. */
export class EventLog {
  readonly #max: number;
  readonly #evictions: Evictions;
  readonly #listeners = new Set<Listener>();
  /** A ring: the event of an id is at the remainder of its division by `max`. */
  readonly #events: StoredEvent[] = [];
  #lastId = 0;

  /** @param max Events kept for clients that come back with `Last-Event-ID`. */
  constructor(max: number, evictions: Evictions) {
    this.#max = max;
    this.#evictions = evictions;
  }

  get watchers(): number {
    return this.#listeners.size;
  }

  append<T extends Exclude<EventType, 'request'>>(type: T, slug: string | null, data: EventData[T]): void {
    // The union is distributed over T, which TypeScript does not follow through a type parameter.
    this.#add({ id: this.#lastId + 1, type, slug, data } as Exclude<MockEvent, { type: 'request' }>);
  }

  appendRequest(request: LoggedRequest): void {
    this.#add(request);
  }

  /** The events after an id, preceded by a `gap` where some were evicted. An unknown id means that the mock restarted. */
  since(id: number): MockEvent[] {
    if (id > this.#lastId) return this.since(0);
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

  #add(stored: StoredEvent): void {
    this.#lastId += 1;
    if (this.#lastId > this.#max) this.#evictions.count('event');
    this.#events[this.#lastId % this.#max] = stored;
    if (this.#listeners.size === 0) return;
    const event = eventOf(this.#lastId, stored);
    for (const listener of this.#listeners) listener(event);
  }

  #at(id: number): MockEvent {
    const stored = this.#events[id % this.#max];
    if (stored === undefined) throw new Error(`the event ${id} is not kept`);
    return eventOf(id, stored);
  }
}

function eventOf(id: number, stored: StoredEvent): MockEvent {
  return 'type' in stored ? stored : { id, type: 'request', slug: slugOf(stored), data: requestSummary(stored) };
}

/** The outcome of a request, as its event carries it. */
export function requestSummary(request: LoggedRequest): RequestSummary {
  const { id, receivedAtMs, decision, completion, completedAtMs = receivedAtMs } = request;
  return {
    requestId: id,
    receivedAt: new Date(receivedAtMs).toISOString(),
    outcome: completion?.outcome ?? 'pending',
    status: completion?.status ?? null,
    accepted: decision?.accepted ?? false,
    fault: decision?.fault ?? null,
    behaviour: completion?.row ?? null,
    durationMs: completedAtMs - receivedAtMs,
  };
}

function slugOf({ id, number }: LoggedRequest): string {
  return id.slice(0, -`-${number}`.length);
}

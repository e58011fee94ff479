import { effect } from '@preact/signals';
import type { EventType, MockEvent } from '../../src/api/events.js';
import type { RequestFilter } from '../../src/api/requests.js';
import { coalesced } from './coalesced.js';
import type { Inspector } from './inspector.js';
import { pause } from './pause.js';
import { Reader } from './reader.js';
import { watchEvents } from './watch-events.js';

/** How often the mock is asked, at most. */
const LINES_EVERY_MS = 50;
const STATE_EVERY_MS = 200;
const INTEGRATIONS_EVERY_MS = 500;
const SEARCH_EVERY_MS = 500;
const EVERYTHING_EVERY_MS = 1000;
/** While more comes than anybody can read, the mock is left to its work. */
const BUSY_MS = 1000;
/** A request that hangs tells of itself only when it ends. */
const IDLE_LOOK_MS = 2000;

/** After these nothing of what was read need hold. */
const STARTS_ANEW: ReadonlySet<EventType> = new Set(['cleared', 'forgotten', 'reset', 'gap']);

/** Keeps what the page knows in step with the mock: events say that there is something new, calls fetch it. */
export class Sync {
  /** What is kept in step. */
  readonly inspector: Inspector;
  readonly #reader: Reader;
  readonly #readLines = coalesced(() => this.#newLines(), LINES_EVERY_MS);
  readonly #readState = coalesced(() => this.#reader.state(), STATE_EVERY_MS);
  readonly #readIntegrations = coalesced(() => this.#reader.integrations(), INTEGRATIONS_EVERY_MS);
  readonly #readFound = coalesced(() => this.#reader.found(), SEARCH_EVERY_MS);
  readonly #readPending = coalesced(() => this.#pending(), IDLE_LOOK_MS);
  readonly #readEverything = coalesced(() => this.#reader.everything(), EVERYTHING_EVERY_MS);
  #startedAt: string | undefined;
  /** Whether requests came that are not listed. */
  #isBehind = false;

  constructor(inspector: Inspector) {
    this.inspector = inspector;
    this.#reader = new Reader(inspector);
  }

  start(): void {
    effect(() => this.#follow(this.inspector.slug.value));
    effect(() => this.#search(this.inspector.filter.search.value));
    void watchEvents(this.inspector, {
      onConnect: () => void this.#connected(),
      onEvent: (event) => this.#hear(event),
      onLost: () => {
        this.inspector.connection.value = 'lost';
      },
    });
    setInterval(() => {
      if (this.inspector.connection.peek() !== 'live' || document.hidden) return;
      this.#readLines();
      if (this.inspector.lines.pending.length > 0) this.#readPending();
    }, IDLE_LOOK_MS);
  }

  /** Shows another integration from now on. */
  #follow(slug: string | undefined): void {
    this.inspector.seen.value = undefined;
    this.inspector.lines.replace([], 0);
    this.#search(this.inspector.filter.search.peek());
    if (slug !== undefined) void this.#reader.everything();
  }

  /** Makes sure that a change just made is seen, without waiting for its event. */
  async refresh(): Promise<void> {
    // Whether the integration is still there may be what changed.
    await this.#reader.integrations();
    await this.#reader.state();
  }

  #search(filter: RequestFilter | undefined): void {
    this.inspector.found.value = undefined;
    if (filter) this.#readFound();
  }

  async #connected(): Promise<void> {
    this.inspector.connection.value = 'live';
    const health = await this.inspector.attempt((mock) => mock.health());
    if (health === undefined) return;
    // What happened while we were away comes as events, unless it is another mock now.
    if (health.startedAt !== this.#startedAt) this.#readEverything();
    this.#startedAt = health.startedAt;
  }

  #hear(event: MockEvent): void {
    const { type, slug } = event;
    // While requests come in masses all is read together, in `newLines`.
    if (type === 'request' && this.#isBehind) {
      this.#readLines();
      return;
    }
    this.#readIntegrations();
    if (slug !== null && slug !== this.inspector.slug.peek()) return;
    if (STARTS_ANEW.has(type)) {
      this.#readEverything();
      return;
    }
    if (slug !== null) this.#reader.know(slug);
    if (type === 'request') {
      this.inspector.lines.complete(event.data);
      if (this.inspector.filter.search.peek()) this.#readFound();
    }
    this.#readLines();
    this.#readState();
  }

  /** Of requests that end together an event tells of one. */
  async #pending(): Promise<void> {
    if (await this.#reader.havePendingEnded()) this.#readEverything();
  }

  /** While requests come faster than they can be looked at the list has gaps; it is filled when there are fewer again. */
  async #newLines(): Promise<void> {
    const extent = await this.#reader.newLines();
    if (extent === 'gap') {
      this.#isBehind = true;
      await this.refresh();
      await pause(BUSY_MS);
    }
    if (extent !== 'all' || !this.#isBehind) return;
    this.#isBehind = false;
    this.#readEverything();
  }
}

import { effect } from '@preact/signals';
import type { EventType, MockEvent } from '../../src/api/events.js';
import type { RequestFilter } from '../../src/api/requests.js';
import { MockApiError } from '../../src/base/errors.js';
import type { Inspector } from './inspector.js';
import { StateLoader } from './state-loader.js';
import { coalesce, pause } from './timing.js';

/** Shortest intervals between two calls of a kind. */
const NEW_ROWS_INTERVAL_MS = 50;
const SNAPSHOT_INTERVAL_MS = 200;
const INTEGRATIONS_INTERVAL_MS = 500;
const SEARCH_INTERVAL_MS = 500;
const LOAD_ALL_INTERVAL_MS = 1000;
/** Pause between calls under load: watching must not slow the mock down. */
const OVERLOAD_PAUSE_MS = 1000;
/** A pending request sends no event until it ends, so the page polls too. */
const POLL_INTERVAL_MS = 2000;
const RECONNECT_DELAY_MS = 500;

/** Events after which all loaded state is out of date. */
const INVALIDATING: ReadonlySet<EventType> = new Set(['cleared', 'forgotten', 'reset', 'gap']);

/** Keeps the page in step with the mock: events announce changes, calls of the control API load them. */
export class Sync {
  readonly inspector: Inspector;
  readonly #loader: StateLoader;
  readonly #loadNewRows = coalesce(() => this.#newRows(), NEW_ROWS_INTERVAL_MS);
  readonly #loadSnapshot = coalesce(() => this.#loader.loadSnapshot(), SNAPSHOT_INTERVAL_MS);
  readonly #loadIntegrations = coalesce(() => this.#loader.loadIntegrations(), INTEGRATIONS_INTERVAL_MS);
  readonly #loadSearchResult = coalesce(() => this.#loader.loadSearchResult(), SEARCH_INTERVAL_MS);
  readonly #checkPending = coalesce(() => this.#pending(), POLL_INTERVAL_MS);
  readonly #loadAll = coalesce(() => this.#loader.loadAll(), LOAD_ALL_INTERVAL_MS);
  #startedAt: string | undefined;
  /** True while the list has a gap. */
  #isBehind = false;

  constructor(inspector: Inspector) {
    this.inspector = inspector;
    this.#loader = new StateLoader(inspector);
  }

  start(): void {
    effect(() => this.#showIntegration(this.inspector.slug.value));
    effect(() => this.#search(this.inspector.filter.search.value));
    void this.#watchEvents();
    setInterval(() => {
      if (this.inspector.connection.peek() !== 'live' || document.hidden) return;
      this.#loadNewRows();
      if (this.inspector.rows.pendingIds.length > 0) this.#checkPending();
    }, POLL_INTERVAL_MS);
  }

  /** Loads the effect of a change made on the page, without waiting for its event. */
  async refresh(): Promise<void> {
    // First, because the change may have removed the integration.
    await this.#loader.loadIntegrations();
    await this.#loader.loadSnapshot();
  }

  #showIntegration(slug: string | undefined): void {
    this.inspector.snapshot.value = undefined;
    this.inspector.rows.replace([], 0);
    this.#search(this.inspector.filter.search.peek());
    if (slug !== undefined) void this.#loader.loadAll();
  }

  #search(filter: RequestFilter | undefined): void {
    this.inspector.searchResult.value = undefined;
    if (filter) this.#loadSearchResult();
  }

  /**
   * Watches the mock's events while the page is open, and resumes after each disconnection. The browser's `EventSource` cannot send
   * the admin token in a header.
   */
  async #watchEvents(): Promise<never> {
    const { inspector } = this;
    let lastEventId: number | undefined;
    for (;;) {
      try {
        const resume = lastEventId === undefined ? {} : { lastEventId };
        const events = await inspector.mock.events({ coalesce: true, ...resume });
        void this.#handleConnect();
        for await (const event of events) {
          lastEventId = event.id;
          this.#handleEvent(event);
        }
      } catch (error) {
        if (error instanceof MockApiError && error.status === 401) await newToken(inspector);
      }
      inspector.connection.value = 'lost';
      await pause(RECONNECT_DELAY_MS);
    }
  }

  async #handleConnect(): Promise<void> {
    this.inspector.connection.value = 'live';
    const health = await this.inspector.call((mock) => mock.health());
    if (health === undefined) return;
    // The stream repeats the events missed while disconnected, unless the mock was restarted.
    if (health.startedAt !== this.#startedAt) this.#loadAll();
    this.#startedAt = health.startedAt;
  }

  #handleEvent(event: MockEvent): void {
    const { type, slug } = event;
    // Under load `#newRows` refreshes everything.
    if (type === 'request' && this.#isBehind) {
      this.#loadNewRows();
      return;
    }
    this.#loadIntegrations();
    if (slug !== null && slug !== this.inspector.slug.peek()) return;
    if (INVALIDATING.has(type)) {
      this.#loadAll();
      return;
    }
    if (slug !== null) this.#loader.addExisting(slug);
    if (type === 'request') {
      this.inspector.rows.complete(event.data);
      if (this.inspector.filter.search.peek()) this.#loadSearchResult();
    }
    this.#loadNewRows();
    this.#loadSnapshot();
  }

  /** Reloads where a pending request has ended: for requests that end together the mock sends one event. */
  async #pending(): Promise<void> {
    if (await this.#loader.hasPendingEnded()) this.#loadAll();
  }

  /** Lists new requests. Where they arrive too fast, the list gets a gap, which a full reload fills afterwards. */
  async #newRows(): Promise<void> {
    const extent = await this.#loader.loadNewRows();
    if (extent === 'gap') {
      this.#isBehind = true;
      await this.refresh();
      await pause(OVERLOAD_PAUSE_MS);
    }
    if (extent !== 'complete' || !this.#isBehind) return;
    this.#isBehind = false;
    this.#loadAll();
  }
}

/** Resolves when the user has entered a token. */
function newToken({ token }: Inspector): Promise<void> {
  token.reject();
  return new Promise((resolve) => {
    const stop = token.isRequired.subscribe((isRequired) => {
      if (isRequired) return;
      queueMicrotask(() => stop());
      resolve();
    });
  });
}

import type { MockEvent } from '../../src/api/events';
import type { RequestFilter } from '../../src/api/requests';
import { coalesced } from './coalesced';
import type { Inspector } from './inspector';
import { leavesGap, MAX_LINES } from './lines';
import { watchEvents } from './watch-events';

/** How often the mock is asked, at most. */
const LINES_EVERY_MS = 100;
const INTEGRATIONS_EVERY_MS = 500;
const SEARCH_EVERY_MS = 500;
const RELOAD_EVERY_MS = 1000;
/** Requests fetched at once; where more come, the list catches up when there are fewer again. */
const BURST = 300;
/** A request that hangs tells of itself only when it ends. */
const IDLE_LOOK_MS = 2000;
const MAX_FOUND = 1000;

/** Keeps what the page knows in step with the mock: events say that there is something new, calls fetch it. */
export class Sync {
  readonly #inspector: Inspector;
  #startedAt: string | undefined;
  /** Whether requests came that are not listed. */
  #isBehind = false;

  constructor(inspector: Inspector) {
    this.#inspector = inspector;
  }

  readonly #lookAtLines = coalesced(() => this.#fetchLines(), LINES_EVERY_MS);
  readonly #lookAtIntegrations = coalesced(() => this.#fetchIntegrations(), INTEGRATIONS_EVERY_MS);
  readonly #searchAgain = coalesced(() => this.#fetchFound(), SEARCH_EVERY_MS);
  readonly #reload = coalesced(() => this.#fetchAll(), RELOAD_EVERY_MS);

  start(): void {
    void watchEvents(this.#inspector, {
      onConnect: () => void this.#connected(),
      onEvent: (event) => this.#hear(event),
      onLost: () => {
        this.#inspector.connection.value = 'lost';
      },
    });
    setInterval(() => {
      if (this.#inspector.connection.peek() === 'live' && !document.hidden) this.#lookAtLines();
    }, IDLE_LOOK_MS);
  }

  /** Shows another integration from now on. */
  follow(slug: string | undefined): void {
    this.#inspector.seen.value = undefined;
    this.#inspector.lines.replace([], 0);
    this.search(this.#inspector.filter.search.peek());
    if (slug !== undefined) void this.#fetchAll();
  }

  search(filter: RequestFilter | undefined): void {
    this.#inspector.found.value = undefined;
    if (filter) this.#searchAgain();
  }

  async #connected(): Promise<void> {
    this.#inspector.connection.value = 'live';
    const health = await this.#inspector.attempt((mock) => mock.health());
    if (health === undefined) return;
    // What happened while we were away comes as events, unless it is another mock now.
    if (health.startedAt !== this.#startedAt) this.#reload();
    this.#startedAt = health.startedAt;
  }

  #hear({ type, slug, data }: MockEvent): void {
    const isOurs = slug === null || slug === this.#inspector.slug.peek();
    this.#lookAtIntegrations();
    if (!isOurs) return;
    if (type === 'request') {
      this.#inspector.lines.complete(data);
      this.#lookAtLines();
      if (this.#inspector.filter.search.peek()) this.#searchAgain();
    } else if (type === 'cleared' || type === 'forgotten' || type === 'reset' || type === 'gap') this.#reload();
    else this.#lookAtLines();
  }

  async #fetchLines(): Promise<void> {
    const { lines, slug, integrations } = this.#inspector;
    const shown = slug.peek();
    if (shown === undefined || !integrations.peek().some((known) => known.slug === shown)) return;
    const lastId = lines.lastId;
    const fresh = await this.#inspector.attempt((mock) =>
      mock.integration(shown).summaries({ ...(lastId !== undefined && { after: lastId }), limit: BURST }),
    );
    if (fresh === undefined || slug.peek() !== shown || lines.lastId !== lastId) return;
    lines.append(fresh.summaries, fresh.evicted);
    await this.#fetchState(shown);
    if (leavesGap(lastId, fresh.summaries)) this.#isBehind = true;
    if (this.#isBehind && fresh.summaries.length < BURST) this.#reload();
  }

  async #fetchState(shown: string): Promise<void> {
    const state = await this.#inspector.attempt((mock) => mock.integration(shown).get());
    if (state && this.#inspector.slug.peek() === shown) this.#inspector.seen.value = { state, atMs: performance.now() };
  }

  async #fetchIntegrations(): Promise<void> {
    const found = await this.#inspector.attempt((mock) => mock.integrations());
    if (!found) return;
    this.#inspector.integrations.value = found;
    const latest = found.at(-1);
    if (this.#inspector.slug.peek() === undefined && latest) this.#inspector.route.go({ slug: latest.slug });
  }

  async #fetchAll(): Promise<void> {
    await this.#fetchIntegrations();
    const { lines, slug, integrations } = this.#inspector;
    const shown = slug.peek();
    if (shown === undefined || !integrations.peek().some((known) => known.slug === shown)) {
      lines.replace([], 0);
      this.#inspector.seen.value = undefined;
      return;
    }
    const all = await this.#inspector.attempt((mock) => mock.integration(shown).summaries({ limit: MAX_LINES }));
    if (all === undefined || slug.peek() !== shown) return;
    this.#isBehind = false;
    lines.replace(all.summaries, all.evicted);
    await this.#fetchState(shown);
  }

  async #fetchFound(): Promise<void> {
    const { slug, filter } = this.#inspector;
    const [shown, search] = [slug.peek(), filter.search.peek()];
    if (shown === undefined || search === undefined) return;
    const found = await this.#inspector.attempt((mock) =>
      mock.integration(shown).summaries({ ...search, limit: MAX_FOUND }),
    );
    if (found && filter.search.peek() === search) this.#inspector.found.value = found.summaries;
  }
}

import type { Inspector } from './inspector.js';
import { hasGap, MAX_ROWS } from './row-store.js';

/** Maximum number of new requests per call. Where more arrive, the whole list is reloaded later. */
const MAX_NEW_ROWS = 100;
const MAX_SEARCH_RESULTS = 1000;

/** Loads state from the mock into the page. Drops an answer that arrives after the user selected another integration. */
export class StateLoader {
  readonly #inspector: Inspector;
  /** Integrations that the mock has. A call for any other would create it. */
  readonly #existing = new Set<string>();

  constructor(inspector: Inspector) {
    this.#inspector = inspector;
  }

  /** Notes an integration that an event named. */
  addExisting(slug: string): void {
    this.#existing.add(slug);
  }

  async loadAll(): Promise<void> {
    await this.loadIntegrations();
    const { rows, snapshot } = this.#inspector;
    const slug = this.#existingSlug;
    if (slug === undefined) {
      rows.replace([], 0);
      snapshot.value = undefined;
      return;
    }
    const all = await this.#inspector.call((mock) => mock.integration(slug).summaries({ limit: MAX_ROWS }));
    if (all === undefined || this.#existingSlug !== slug) return;
    rows.replace(all.summaries, all.evicted);
    await this.loadSnapshot();
  }

  async loadIntegrations(): Promise<void> {
    const integrations = await this.#inspector.call((mock) => mock.integrations());
    if (!integrations) return;
    this.#existing.clear();
    for (const { slug } of integrations) this.#existing.add(slug);
    this.#inspector.integrations.value = integrations;
    const latest = integrations.at(-1);
    if (latest === undefined) await this.#inspector.loadPushUrl();
    else if (this.#inspector.slug.peek() === undefined) this.#inspector.router.navigate({ slug: latest.slug });
  }

  /** Appends the requests since the last call. Resolves to `gap` where more arrived than one call fetches. */
  async loadNewRows(): Promise<'complete' | 'gap' | 'unknown'> {
    const { rows } = this.#inspector;
    const slug = this.#existingSlug;
    if (slug === undefined) return 'unknown';
    const lastId = rows.lastId;
    const filter = lastId === undefined ? { limit: MAX_NEW_ROWS } : { after: lastId, limit: MAX_NEW_ROWS };
    const newRows = await this.#inspector.call((mock) => mock.integration(slug).summaries(filter));
    if (newRows === undefined || this.#existingSlug !== slug || rows.lastId !== lastId) return 'unknown';
    rows.append(newRows.summaries, newRows.evicted);
    return hasGap(lastId, newRows.summaries) ? 'gap' : 'complete';
  }

  /** Loads settings, limit, clock and faults of the selected integration. */
  async loadSnapshot(): Promise<void> {
    const slug = this.#existingSlug;
    if (slug === undefined) return;
    const state = await this.#inspector.call((mock) => mock.integration(slug).get());
    if (state && this.#existingSlug === slug) this.#inspector.snapshot.value = { state, readAtMs: performance.now() };
  }

  /** Resolves to true where a request listed as pending has ended. */
  async hasPendingEnded(): Promise<boolean> {
    const slug = this.#existingSlug;
    const listed = this.#inspector.rows.pendingIds;
    if (slug === undefined || listed.length === 0) return false;
    const answer = await this.#inspector.call((mock) => mock.integration(slug).summaries({ outcome: 'pending' }));
    const pending = new Set(answer?.summaries.map(({ requestId }) => requestId));
    return answer !== undefined && listed.some((requestId) => !pending.has(requestId));
  }

  async loadSearchResult(): Promise<void> {
    const { filter, searchResult } = this.#inspector;
    const [slug, search] = [this.#existingSlug, filter.search.peek()];
    if (slug === undefined || search === undefined) return;
    const answer = await this.#inspector.call((mock) =>
      mock.integration(slug).summaries({ ...search, limit: MAX_SEARCH_RESULTS }),
    );
    if (answer && this.#existingSlug === slug && filter.search.peek() === search) searchResult.value = answer;
  }

  /** Slug of the selected integration, where the mock has it. */
  get #existingSlug(): string | undefined {
    const slug = this.#inspector.slug.peek();
    return slug !== undefined && this.#existing.has(slug) ? slug : undefined;
  }
}

import type { Inspector } from './inspector.js';
import { leavesGap, MAX_LINES } from './lines.js';

/** Requests fetched at once; where more come, the list catches up when there are fewer again. */
const BURST = 100;
const MAX_FOUND = 1000;

/** Reads from the mock into what the page knows. An answer that comes when something else is looked at already is dropped. */
export class Reader {
  readonly #inspector: Inspector;
  /** Integrations that the mock has; asking for another would make it. */
  readonly #known = new Set<string>();

  constructor(inspector: Inspector) {
    this.#inspector = inspector;
  }

  /** An event told of this integration, so there is one. */
  know(slug: string): void {
    this.#known.add(slug);
  }

  /** Everything that is shown, anew. */
  async everything(): Promise<void> {
    await this.integrations();
    const { lines, seen } = this.#inspector;
    const shown = this.#shown;
    if (shown === undefined) {
      lines.replace([], 0);
      seen.value = undefined;
      return;
    }
    const all = await this.#inspector.attempt((mock) => mock.integration(shown).summaries({ limit: MAX_LINES }));
    if (all === undefined || this.#shown !== shown) return;
    lines.replace(all.summaries, all.evicted);
    await this.state();
  }

  async integrations(): Promise<void> {
    const integrations = await this.#inspector.attempt((mock) => mock.integrations());
    if (!integrations) return;
    this.#known.clear();
    for (const { slug } of integrations) this.#known.add(slug);
    this.#inspector.integrations.value = integrations;
    const latest = integrations.at(-1);
    if (latest === undefined) await this.#inspector.findPushUrl();
    else if (this.#inspector.slug.peek() === undefined) this.#inspector.route.go({ slug: latest.slug });
  }

  /** What came since the last look. Says whether there was more than one look takes. */
  async newLines(): Promise<'all' | 'gap' | 'unknown'> {
    const { lines } = this.#inspector;
    const shown = this.#shown;
    if (shown === undefined) return 'unknown';
    const lastId = lines.lastId;
    const filter = lastId === undefined ? { limit: BURST } : { after: lastId, limit: BURST };
    const fresh = await this.#inspector.attempt((mock) => mock.integration(shown).summaries(filter));
    if (fresh === undefined || this.#shown !== shown || lines.lastId !== lastId) return 'unknown';
    lines.append(fresh.summaries, fresh.evicted);
    return leavesGap(lastId, fresh.summaries) ? 'gap' : 'all';
  }

  /** Settings, limit, clock and faults of the integration that is looked at. */
  async state(): Promise<void> {
    const shown = this.#shown;
    if (shown === undefined) return;
    const state = await this.#inspector.attempt((mock) => mock.integration(shown).get());
    if (state && this.#shown === shown) this.#inspector.seen.value = { state, atMs: performance.now() };
  }

  /** Whether one of the requests that are listed as pending no longer is. */
  async havePendingEnded(): Promise<boolean> {
    const shown = this.#shown;
    const listed = this.#inspector.lines.pending;
    if (shown === undefined || listed.length === 0) return false;
    const answer = await this.#inspector.attempt((mock) => mock.integration(shown).summaries({ outcome: 'pending' }));
    const pending = new Set(answer?.summaries.map(({ requestId }) => requestId));
    return answer !== undefined && listed.some((requestId) => !pending.has(requestId));
  }

  /** What the search finds now. */
  async found(): Promise<void> {
    const { filter, found } = this.#inspector;
    const [shown, search] = [this.#shown, filter.search.peek()];
    if (shown === undefined || search === undefined) return;
    const answer = await this.#inspector.attempt((mock) =>
      mock.integration(shown).summaries({ ...search, limit: MAX_FOUND }),
    );
    if (answer && this.#shown === shown && filter.search.peek() === search) found.value = answer;
  }

  /** The integration that is looked at, where the mock has it. */
  get #shown(): string | undefined {
    const slug = this.#inspector.slug.peek();
    return slug !== undefined && this.#known.has(slug) ? slug : undefined;
  }
}

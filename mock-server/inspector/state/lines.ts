import { signal } from '@preact/signals';
import type { RequestSummary } from '../../src/api/events.js';
import type { RequestLine } from '../../src/api/requests.js';

/** Most requests that the list holds; the oldest go. */
export const MAX_LINES = 10_000;

/** The requests of the integration that is looked at, oldest first. */
export class Lines {
  readonly #all = signal<readonly RequestLine[]>([]);
  /** How many requests the mock's journal no longer has. */
  readonly evicted = signal(0);

  get all(): readonly RequestLine[] {
    return this.#all.value;
  }

  get lastId(): string | undefined {
    return this.#all.peek().at(-1)?.requestId;
  }

  /** The requests that are not answered yet, as far as was told. */
  get pending(): readonly string[] {
    return this.#all.peek().flatMap(({ outcome, requestId }) => (outcome === 'pending' ? [requestId] : []));
  }

  replace(lines: readonly RequestLine[], evicted: number): void {
    this.#all.value = lines.slice(-MAX_LINES);
    this.evicted.value = evicted;
  }

  append(lines: readonly RequestLine[], evicted: number): void {
    if (lines.length > 0) this.#all.value = [...this.#all.peek(), ...lines].slice(-MAX_LINES);
    this.evicted.value = evicted;
  }

  /** Completes a request that was listed while it was pending. */
  complete(summary: RequestSummary): void {
    const all = this.#all.peek();
    const index = all.findLastIndex(({ requestId }) => requestId === summary.requestId);
    const line = all[index];
    if (line?.outcome === 'pending') this.#all.value = all.with(index, { ...line, ...summary });
  }
}

/** Whether requests came between the last one known and these, which were too many for one look. */
export function leavesGap(lastId: string | undefined, lines: readonly RequestLine[]): boolean {
  const first = lines[0];
  return lastId !== undefined && first !== undefined && numberOf(first.requestId) > numberOf(lastId) + 1;
}

/** The number in an id such as `shop-12`. */
function numberOf(requestId: string): number {
  return Number(requestId.slice(requestId.lastIndexOf('-') + 1));
}

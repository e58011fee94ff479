import { computed, signal } from '@preact/signals';
import type { RequestSummary } from '../../src/api/events.js';
import type { Outcome } from '../../src/api/outcome.js';
import type { RequestFilter, RequestLine } from '../../src/api/requests.js';

/** Maximum number of requests in the list; the oldest are dropped. */
export const MAX_ROWS = 10_000;

/** The requests of the selected integration, oldest first. */
export class RequestRows {
  readonly #all = signal<readonly RequestLine[]>([]);
  /** Number of requests evicted from the mock's journal. */
  readonly evicted = signal(0);

  get all(): readonly RequestLine[] {
    return this.#all.value;
  }

  get lastId(): string | undefined {
    return this.#all.peek().at(-1)?.requestId;
  }

  /** Ids of the requests listed as unanswered. */
  get pendingIds(): readonly string[] {
    return this.#all.peek().flatMap(({ outcome, requestId }) => (outcome === 'pending' ? [requestId] : []));
  }

  replace(rows: readonly RequestLine[], evicted: number): void {
    this.#all.value = rows.slice(-MAX_ROWS);
    this.evicted.value = evicted;
  }

  append(rows: readonly RequestLine[], evicted: number): void {
    if (rows.length > 0) this.#all.value = [...this.#all.peek(), ...rows].slice(-MAX_ROWS);
    this.evicted.value = evicted;
  }

  /** Updates a request that was listed as pending. */
  complete(summary: RequestSummary): void {
    const all = this.#all.peek();
    const index = all.findLastIndex(({ requestId }) => requestId === summary.requestId);
    const row = all[index];
    if (row?.outcome === 'pending') this.#all.value = all.with(index, { ...row, ...summary });
  }
}

/** True where requests are missing between the last known one and these, because more arrived than one call fetches. */
export function hasGap(lastId: string | undefined, rows: readonly RequestLine[]): boolean {
  const first = rows[0];
  return lastId !== undefined && first !== undefined && numberOf(first.requestId) > numberOf(lastId) + 1;
}

/** The number in an id such as `shop-12`. */
function numberOf(requestId: string): number {
  return Number(requestId.slice(requestId.lastIndexOf('-') + 1));
}

/**
 * The filter of the list. The page applies outcome and status itself. Customer id and text need a search in the mock, which has the
 * bodies.
 */
export class RowFilter {
  readonly outcome = signal<Outcome | ''>('');
  /** `none` selects requests without an answer. */
  readonly status = signal('');
  readonly userId = signal('');
  readonly text = signal('');

  readonly isActive = computed(() =>
    [this.outcome, this.status, this.userId, this.text].some(({ value }) => value !== ''),
  );

  /** The part of the filter that the mock must search for; `undefined` if the page can filter alone. */
  readonly search = computed<RequestFilter | undefined>(() => {
    const [userId, text] = [this.userId.value.trim(), this.text.value.trim()];
    if (userId === '' && text === '') return undefined;
    return { ...(userId !== '' && { userId }), ...(text !== '' && { text }) };
  });

  /** The rows with the chosen outcome and status. */
  apply(rows: readonly RequestLine[]): readonly RequestLine[] {
    const outcome = this.outcome.value;
    if (outcome === '') return this.applyStatus(rows);
    return this.applyStatus(rows).filter((row) => row.outcome === outcome);
  }

  /** The rows with the chosen status and any outcome. */
  applyStatus(rows: readonly RequestLine[]): readonly RequestLine[] {
    const status = this.status.value;
    return status === '' ? rows : rows.filter((row) => String(row.status ?? 'none') === status);
  }

  clear(): void {
    for (const field of [this.outcome, this.status, this.userId, this.text]) field.value = '';
  }
}

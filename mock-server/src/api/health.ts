/** What the mock evicts to stay within its limits. */
export const EVICTION_KINDS = [
  'journal-entry',
  'delivery',
  'integration',
  'event',
  'watcher',
  'waiting-answer',
  'connection',
] as const;

export type EvictionKind = (typeof EVICTION_KINDS)[number];

/** Evictions since the mock was made; a reset leaves them. */
export type EvictionTotals = Readonly<Record<EvictionKind, number>>;

/** Answer of `GET /_mock/health`. */
export interface Health {
  readonly status: 'ok';
  readonly version: string;
  /** By the mock's clock, ISO 8601; another moment means that the mock restarted. */
  readonly startedAt: string;
  readonly uptimeMs: number;
  readonly evictions: EvictionTotals;
}

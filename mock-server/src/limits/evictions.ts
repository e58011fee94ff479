import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/logger.js';

/** What the mock lets go to stay within its bounds. */
const EVICTION_KINDS = [
  'journal-entry',
  'ledger-pair',
  'integration',
  'event',
  'watcher',
  'waiting-answer',
  'connection',
] as const;

export type EvictionKind = (typeof EVICTION_KINDS)[number];

/** How often each has happened since the mock was made; a reset leaves it. */
export type EvictionTotals = Readonly<Record<EvictionKind, number>>;

/** What somebody out there notices: the log tells of it, too. */
const TOLD: ReadonlySet<EvictionKind> = new Set(['watcher', 'waiting-answer', 'connection']);

/** Least time between two lines of the log about one kind: a flood must not flood the log. */
const QUIET_MS = 10_000;

/** Counts what had to go, kind by kind. */
export class Evictions {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #totals = Object.fromEntries(EVICTION_KINDS.map((kind) => [kind, 0])) as Record<EvictionKind, number>;
  readonly #toldAtMs = new Map<EvictionKind, number>();

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  get totals(): EvictionTotals {
    return { ...this.#totals };
  }

  count(kind: EvictionKind, times = 1): void {
    this.#totals[kind] += times;
    if (TOLD.has(kind)) this.#tell(kind);
  }

  #tell(kind: EvictionKind): void {
    const nowMs = this.#clock.now();
    if (nowMs - (this.#toldAtMs.get(kind) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return;
    this.#toldAtMs.set(kind, nowMs);
    this.#logger.warn({ kind, total: this.#totals[kind] }, 'let go to stay within a bound');
  }
}

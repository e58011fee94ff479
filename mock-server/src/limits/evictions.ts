import { EVICTION_KINDS, type EvictionKind, type EvictionTotals } from '../api/health.js';
import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/logger.js';

/** Kinds that a client notices: they are logged, too. */
const LOGGED_KINDS: ReadonlySet<EvictionKind> = new Set(['watcher', 'waiting-answer', 'connection']);

/** Least time between two log lines about one kind: a flood of requests must not flood the log. */
const LOG_INTERVAL_MS = 10_000;

/** Counts evictions by kind. */
export class Evictions {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #totals = Object.fromEntries(EVICTION_KINDS.map((kind) => [kind, 0])) as Record<EvictionKind, number>;
  readonly #loggedAtMs = new Map<EvictionKind, number>();

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  get totals(): EvictionTotals {
    return { ...this.#totals };
  }

  count(kind: EvictionKind, times = 1): void {
    this.#totals[kind] += times;
    if (LOGGED_KINDS.has(kind)) this.#log(kind);
  }

  #log(kind: EvictionKind): void {
    const nowMs = this.#clock.now();
    if (nowMs - (this.#loggedAtMs.get(kind) ?? Number.NEGATIVE_INFINITY) < LOG_INTERVAL_MS) return;
    this.#loggedAtMs.set(kind, nowMs);
    this.#logger.warn({ kind, total: this.#totals[kind] }, 'evicted to stay within a limit');
  }
}

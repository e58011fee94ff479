import type { Pace, Settlement } from './pace.js';
import type { NoTurn, TurnBounds } from './pace-store.js';

/** What a store keeps about one credential. Times are of the clock that all its senders share. */
export interface PaceRecord {
  readonly nextAtMs: number;
  /** Who has the turn. */
  readonly owner: string | null;
  readonly strikes: number;
  readonly strikesSinceMs: number;
}

/** What a store does for one call: write `record`, unless nothing changed, and give `result`. */
export interface Change<T> {
  readonly record?: PaceRecord;
  readonly result: T;
}

/** Gives the turn to `owner`, or says how long there is none. */
export function take(
  record: PaceRecord | undefined,
  nowMs: number,
  owner: string,
  { holdMs, longestWaitMs }: TurnBounds,
): Change<NoTurn | { readonly taken: true; readonly pace: Pace }> {
  const { nextAtMs, strikes, strikesSinceMs } = record ?? { nextAtMs: nowMs, strikes: 0, strikesSinceMs: nowMs };
  const waitMs = Math.min(nextAtMs - nowMs, longestWaitMs);
  if (record && waitMs > 0) {
    const result = { taken: false, waitMs, held: record.owner !== null } as const;
    return waitMs < longestWaitMs ? { result } : { record: { ...record, nextAtMs: nowMs + longestWaitMs }, result };
  }
  return {
    record: { nextAtMs: nowMs + holdMs, owner, strikes, strikesSinceMs },
    result: { taken: true, pace: { strikes, quietMs: Math.max(0, nowMs - strikesSinceMs) } },
  };
}

/** The record after `owner` gave the turn back. An owner that overstayed can only lengthen the wait of the one after it. */
export function settle(
  record: PaceRecord | undefined,
  nowMs: number,
  owner: string,
  { coolDownMs, strikes, quietMs }: Settlement,
): PaceRecord {
  const mine = { nextAtMs: nowMs + coolDownMs, owner: null, strikes, strikesSinceMs: nowMs - quietMs };
  if (!record || record.owner === owner) return mine;
  return { ...record, nextAtMs: Math.max(record.nextAtMs, mine.nextAtMs), strikes: Math.max(record.strikes, strikes) };
}

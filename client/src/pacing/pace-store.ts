import type { Pace, Settlement } from './pace.js';

/**
 * Where senders of one credential keep whose turn it is and when the next one comes. One sender at a time has the turn.
 *
 * A turn is a reservation: taking it moves the next one to `holdMs` from now, settling it to the cool-down from then. So the turn of a
 * sender that died lapses by itself, once its request can no longer be on its way. All times are relative, so senders' clocks
 * need not agree.
 *
 * @see memoryPaceStore @see filePaceStore @see redisPaceStore
 */
export interface PaceStore {
  /**
   * Takes the turn, if there is one now; never waits for it.
   *
   * @param credential A hash of the address: neither secret nor longer than 64 characters.
   * @throws Where the store cannot be reached; the run then halts before it sends. It does so, too, where no answer comes for 30 s.
   */
  take(credential: string, bounds: TurnBounds): Promise<Turn | NoTurn>;
}

export interface TurnBounds {
  /** Milliseconds for which the turn is reserved: the longest that a request may take, and a gap. */
  readonly holdMs: number;
  /** The longest wait in milliseconds that can be true. A longer one comes from a clock that was set back. */
  readonly longestWaitMs: number;
}

export interface Turn {
  readonly taken: true;
  readonly pace: Pace;
  /** Gives the turn back. */
  settle(settlement: Settlement): Promise<void>;
}

export interface NoTurn {
  readonly taken: false;
  /** Milliseconds until the next turn. */
  readonly waitMs: number;
  /** Somebody's request is on its way: the turn may come back long before `waitMs`. */
  readonly held: boolean;
}

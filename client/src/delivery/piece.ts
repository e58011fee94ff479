import type { AmbiguousError, RejectedError } from '../errors.js';
import { Chunk } from '../ids/chunk.js';
import type { Attempt, Result } from '../outcome.js';

/** The ids of one request: a chunk, or what is left of it after a split or a refusal. */
export interface Piece {
  /** The chunk's number, and for its parts one more number each: `3.1` and `3.2`. The same in every run of one journal. */
  readonly label: string;
  readonly chunk: number;
  readonly ids: Chunk;
  /** Earlier requests, for the whole of which this is a part, that may have been delivered. */
  readonly doubts: readonly AmbiguousError[];
}

/** How the requests for a piece end. */
export type Ending =
  | { readonly as: 'result'; readonly result: Exclude<Result, { state: 'rejected' }> }
  /** All of it, because of the ids at these positions, where the vendor named any. */
  | { readonly as: 'rejected'; readonly positions: readonly number[]; readonly error: RejectedError }
  /** Each half goes on as a piece of its own. */
  | { readonly as: 'split' }
  /** The ids at these positions are rejected, the others go on as a piece of their own. */
  | { readonly as: 'dropped'; readonly positions: readonly number[]; readonly error: RejectedError };

/** What the requests for a piece came to. */
export interface Ended {
  readonly ending: Ending;
  readonly attempts: readonly Attempt[];
  /** Requests that may have been delivered, those of earlier runs included. */
  readonly doubts: readonly AmbiguousError[];
}

export function halvesOf({ label, chunk, ids }: Piece, doubts: readonly AmbiguousError[]): readonly [Piece, Piece] {
  const all = ids.ids;
  const middle = Math.ceil(all.length / 2);
  return [
    { label: `${label}.1`, chunk, doubts, ids: Chunk.of(chunk, all.slice(0, middle)) },
    { label: `${label}.2`, chunk, doubts, ids: Chunk.of(chunk, all.slice(middle)) },
  ];
}

/** The ids at `positions`, and the piece of the others. */
export function without(
  { label, chunk, ids }: Piece,
  positions: readonly number[],
  doubts: readonly AmbiguousError[],
): { readonly bad: Chunk; readonly rest: Piece } {
  const dropped = new Set(positions);
  const bad = ids.ids.filter((_, position) => dropped.has(position));
  const good = ids.ids.filter((_, position) => !dropped.has(position));
  return { bad: Chunk.of(chunk, bad), rest: { label: `${label}.1`, chunk, doubts, ids: Chunk.of(chunk, good) } };
}

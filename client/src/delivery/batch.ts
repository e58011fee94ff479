import { PackedIds } from '../chunker.js';
import type { AmbiguousError } from '../errors.js';

/** The ids of one request: a chunk, or the part of it that is left after a split or a refusal. */
export interface Batch {
  /** The number of the chunk, and of its part, e.g. `3.1`. The same in every run of one journal. */
  readonly id: string;
  readonly chunk: number;
  readonly ids: PackedIds;
  /** Earlier requests for the batch that this one is part of, if they may have been delivered. */
  readonly ambiguous: readonly AmbiguousError[];
}

export function halvesOf(
  { id, chunk, ids }: Batch,
  ambiguous: readonly AmbiguousError[],
): readonly [first: Batch, second: Batch] {
  const all = ids.toArray();
  const middle = Math.ceil(all.length / 2);
  return [
    { id: `${id}.1`, chunk, ids: new PackedIds(all.slice(0, middle)), ambiguous },
    { id: `${id}.2`, chunk, ids: new PackedIds(all.slice(middle)), ambiguous },
  ];
}

/** Separates the ids at `positions` from a batch of the others. */
export function splitOff(
  { id, chunk, ids }: Batch,
  positions: readonly number[],
  ambiguous: readonly AmbiguousError[],
): { readonly bad: PackedIds; readonly rest: Batch } {
  const dropped = new Set(positions);
  const all = ids.toArray();
  const bad = new PackedIds(all.filter((_, position) => dropped.has(position)));
  const good = new PackedIds(all.filter((_, position) => !dropped.has(position)));
  return { bad, rest: { id: `${id}.1`, chunk, ids: good, ambiguous } };
}

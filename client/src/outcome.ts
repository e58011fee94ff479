import type { AmbiguousError, PushError, RejectedError } from './errors.js';
import type { Chunk } from './ids/chunk.js';

/** One request that was made, or tried. */
export interface Attempt {
  /** From 1, counted through resumed runs. */
  readonly number: number;
  /** Sent as `X-Request-Id`: with it the vendor's support may find the request. */
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** How far it got, see `WireResult`. */
  readonly wire: 'not-sent' | 'sent' | 'answered';
  readonly status?: number;
  readonly error?: PushError;
}

/** Why ids were not sent. All of these can be sent later without a duplicate. */
export type NotSentReason =
  /** The caller stopped the run. */
  | 'aborted'
  /** The run halted, see `Report.halted`. */
  | 'halted'
  /** Every attempt failed before anything was delivered, or the run's retries were used up. */
  | 'exhausted';

/** What became of a set of ids that went the same way. */
export type Result =
  /** The vendor took the push. It says nothing about a display on a phone. */
  | { readonly state: 'accepted' }
  /** The vendor refused it for good: nobody got it. */
  | { readonly state: 'rejected'; readonly error: RejectedError; readonly badIds?: readonly string[] }
  /** It may have been delivered, or not, and nobody can know. */
  | { readonly state: 'unknown'; readonly error: AmbiguousError }
  /** Nobody got it. */
  | { readonly state: 'not-sent'; readonly reason: NotSentReason; readonly error?: PushError };

export type OutcomeState = Result['state'];

/** What became of the ids of a chunk, or of a part of it. */
export type Outcome = OutcomeOf & Result;

interface OutcomeOf {
  /** From 0, in the order of the input. A chunk that had to be split has several outcomes. */
  readonly chunk: number;
  /** How many ids. */
  readonly size: number;
  /** Read from a compact form with every access. */
  readonly ids: readonly string[];
  /** Requests of this run; those of an earlier one are in the journal. */
  readonly attempts: readonly Attempt[];
  /** More than one of the requests may have been delivered. Never with `at-most-once`. */
  readonly possibleDuplicate: boolean;
}

/** Where the ids of an outcome come from. */
export interface OutcomeSource {
  readonly chunk: number;
  readonly ids: Chunk;
  readonly attempts: readonly Attempt[];
  readonly possibleDuplicate: boolean;
}

export function outcomeOf({ chunk, ids, attempts, possibleDuplicate }: OutcomeSource, result: Result): Outcome {
  const outcome: Outcome = { chunk, size: ids.size, ids: [], attempts, possibleDuplicate, ...result };
  // Not enumerable: ids must not get into a log with the rest.
  return Object.defineProperty(outcome, 'ids', { get: () => ids.ids, enumerable: false });
}

import type { PackedIds } from './chunker.js';
import { type AmbiguousError, PushError, type RejectedError } from './errors.js';

/** One request, or the attempt to make one. */
export interface Attempt {
  /** From 1, counted across resumed runs. */
  readonly number: number;
  /** Sent as `X-Request-Id`; the vendor's support may find the request by it. */
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** The progress of the request: the type of its `WireResult`. */
  readonly wire: 'not-sent' | 'sent' | 'answered';
  readonly status?: number;
  readonly error?: PushError;
}

/** The reason for not sending ids. In each case they can be sent later without a duplicate. */
export type NotSentReason =
  /** The caller stopped the run. */
  | 'aborted'
  /** The run halted, see `Report.halted`. */
  | 'halted'
  /** Every attempt failed before anything was delivered, or the run's retry budget is spent. */
  | 'exhausted';

/** The result for ids. `state` is what `Report.counts` and `--state` count by, so the union has it for its discriminant. */
export type DeliveryResult =
  /** The vendor accepted the push. This does not say that a phone showed it. */
  | { readonly state: 'accepted' }
  /** The vendor refused the push for good: not delivered. */
  | { readonly state: 'rejected'; readonly error: RejectedError; readonly badIds?: readonly string[] }
  /** The push may or may not have been delivered. */
  | { readonly state: 'unknown'; readonly error: AmbiguousError }
  /** Not delivered. */
  | { readonly state: 'not-sent'; readonly reason: NotSentReason; readonly error?: PushError };

export type OutcomeState = DeliveryResult['state'];

interface OutcomeFacts {
  /** From 0, in the order of the input. A chunk that was split has several outcomes. */
  readonly chunk: number;
  /** Number of ids. */
  readonly size: number;
  /** Unpacked at every access. Not enumerable, so that a log of the outcome holds no ids. */
  readonly ids: readonly string[];
  /** Requests of this run; those of an earlier run are in the journal. */
  readonly attempts: readonly Attempt[];
  /** More than one of the requests may have been delivered. Never with `at-most-once`. */
  readonly possibleDuplicate: boolean;
}

/** The outcome of a chunk, or of a part of it. */
export type Outcome = OutcomeFacts & DeliveryResult;

export function createOutcome(
  facts: Pick<OutcomeFacts, 'chunk' | 'attempts' | 'possibleDuplicate'>,
  ids: PackedIds,
  result: DeliveryResult,
): Outcome {
  const outcome: Outcome = { ...facts, size: ids.size, ids: [], ...result };
  return Object.defineProperty(outcome, 'ids', { get: () => ids.toArray(), enumerable: false });
}

/** Customers by state. */
export type Counts = Readonly<Record<OutcomeState, number>>;

/** The outcomes of a run: each id is in exactly one of them. */
export class Report {
  readonly runId: string;
  /** In the order of the input. */
  readonly outcomes: readonly Outcome[];
  readonly counts: Counts;
  /** Duplicate ids that were removed from the input. */
  readonly duplicatesRemoved: number;
  /** Customers who may have received the push more than once. 0 with `at-most-once`. */
  readonly possibleDuplicates: number;
  /** The failure that stopped the run before its end. */
  declare readonly halted?: PushError;
  /** True if the vendor accepted the push for every customer. */
  readonly complete: boolean;

  constructor(
    run: Pick<Report, 'runId' | 'outcomes' | 'duplicatesRemoved'> & { readonly halted?: PushError | undefined },
  ) {
    this.runId = run.runId;
    this.outcomes = run.outcomes;
    this.duplicatesRemoved = run.duplicatesRemoved;
    const count = (state: OutcomeState) => totalSize(run.outcomes.filter((outcome) => outcome.state === state));
    this.counts = {
      accepted: count('accepted'),
      rejected: count('rejected'),
      unknown: count('unknown'),
      'not-sent': count('not-sent'),
    };
    this.possibleDuplicates = totalSize(run.outcomes.filter(({ possibleDuplicate }) => possibleDuplicate));
    this.complete = run.outcomes.every(({ state }) => state === 'accepted');
    if (run.halted) this.halted = run.halted;
  }

  /** The ids in a state, in the order of the input. */
  *ids(state: OutcomeState): Generator<string, void, undefined> {
    for (const outcome of this.outcomes) if (outcome.state === state) yield* outcome.ids;
  }

  /** The customers counted by `possibleDuplicates`. */
  *possibleDuplicateIds(): Generator<string, void, undefined> {
    for (const outcome of this.outcomes) if (outcome.possibleDuplicate) yield* outcome.ids;
  }

  /** For programs that want an exception. @throws IncompleteError unless the vendor accepted the push for every customer. */
  throwIfIncomplete(): void {
    if (!this.complete) throw new IncompleteError(this);
  }
}

function totalSize(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((total, { size }) => total + size, 0);
}

/** The push was not accepted for every customer. Thrown by `Report.throwIfIncomplete`. */
export class IncompleteError extends PushError {
  readonly code = 'INCOMPLETE';
  readonly report: Report;

  constructor(report: Report) {
    const { accepted, rejected, unknown, 'not-sent': notSent } = report.counts;
    super(`accepted ${accepted}, rejected ${rejected}, unknown ${unknown}, not sent ${notSent}`, {
      cause: report.halted,
    });
    this.report = report;
  }
}

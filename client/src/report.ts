import { PushError } from './errors.js';
import type { Outcome, OutcomeState } from './outcome.js';

/** How many customers are in each state. */
export type Counts = Readonly<Record<OutcomeState, number>>;

/** What became of everybody: each id is in exactly one outcome. */
export class Report {
  readonly runId: string;
  /** In the order of the input. */
  readonly outcomes: readonly Outcome[];
  /** Customers by state. */
  readonly counts: Counts;
  /** How many ids of the input were repetitions, and left out. */
  readonly duplicatesRemoved: number;
  /** Customers who may have got the push more than once. 0 with `at-most-once`. */
  readonly possibleDuplicates: number;
  /** Why the run stopped before its end. */
  declare readonly halted?: PushError;
  /** Everybody's push was accepted. */
  readonly complete: boolean;

  constructor(
    run: Pick<Report, 'runId' | 'outcomes' | 'duplicatesRemoved'> & { readonly halted?: PushError | undefined },
  ) {
    this.runId = run.runId;
    this.outcomes = run.outcomes;
    this.duplicatesRemoved = run.duplicatesRemoved;
    this.counts = countsOf(run.outcomes);
    this.possibleDuplicates = sum(run.outcomes.filter(({ possibleDuplicate }) => possibleDuplicate));
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

  /** For programs that want an exception. @throws IncompleteError unless everybody's push was accepted. */
  throwIfIncomplete(): void {
    if (!this.complete) throw new IncompleteError(this);
  }
}

function countsOf(outcomes: readonly Outcome[]): Counts {
  const count = (state: OutcomeState) => sum(outcomes.filter((outcome) => outcome.state === state));
  return {
    accepted: count('accepted'),
    rejected: count('rejected'),
    unknown: count('unknown'),
    'not-sent': count('not-sent'),
  };
}

function sum(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((total, { size }) => total + size, 0);
}

/** Not everybody's push was accepted. Thrown by `Report.throwIfIncomplete`. */
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

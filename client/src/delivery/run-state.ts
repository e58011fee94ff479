import { OutageError, type PushError } from '../errors.js';
import type { Emit } from '../events.js';
import { JournalError } from '../journal/journal-error.js';
import type { NotSentReason, Outcome } from '../report.js';

/** Failed chunks in a row after which the rest is not sent. */
const FAILURES_BEFORE_OUTAGE = 3;

const MIN_RETRY_BUDGET = 10;
const RETRY_BUDGET_IN_CHUNKS = 0.1;

/** The limits of a run: the reason to stop, the retry budget, and the outage breaker. */
export class RunState {
  readonly #runId: string;
  readonly #emit: Emit;
  readonly #stop: AbortSignal;
  #retryBudget: number;
  #failuresInARow = 0;
  #halted: PushError | undefined;

  constructor(
    runId: string,
    chunks: number,
    { emit, stop, retryBudget }: { emit: Emit; stop: AbortSignal; retryBudget: number | undefined },
  ) {
    this.#runId = runId;
    this.#emit = emit;
    this.#stop = stop;
    this.#retryBudget = retryBudget ?? Math.max(MIN_RETRY_BUDGET, Math.ceil(chunks * RETRY_BUDGET_IN_CHUNKS));
  }

  /** Requests beyond one a chunk that the run may still make. */
  get retryBudget(): number {
    return this.#retryBudget;
  }

  spend(requests: number): void {
    this.#retryBudget -= requests;
  }

  get halted(): PushError | undefined {
    return this.#halted;
  }

  get isStopped(): boolean {
    return this.#halted !== undefined || this.#stop.aborted;
  }

  get notSentReason(): NotSentReason {
    return this.#halted ? 'halted' : 'aborted';
  }

  /** Halts the run. The first error stays, except that a `JournalError` replaces it, since `Run` throws that in the end. */
  halt(error: PushError): void {
    if (this.#halted && !(error instanceof JournalError)) return;
    this.#halted = error;
    this.#emit({ type: 'halted', runId: this.#runId, error });
  }

  /** Halts the run if this chunk is the last of several failed ones in a row. */
  countFailures(outcomes: readonly Outcome[], isLastChunk: boolean): void {
    const isTried = outcomes.some(({ attempts }) => attempts.length > 0);
    if (!isTried) return;
    this.#failuresInARow = outcomes.every(isFailure) ? this.#failuresInARow + 1 : 0;
    const last = outcomes.at(-1);
    if (this.#failuresInARow < FAILURES_BEFORE_OUTAGE || isLastChunk) return;
    if (!last || !('error' in last) || !last.error) return;
    // Rejections are clear answers and no outage, but the other chunks would be rejected as well.
    this.halt(last.state === 'rejected' ? last.error : new OutageError(this.#failuresInARow, last.error));
  }
}

/** A rejection that names ids is no failure: the next chunk may have none of their kind. */
function isFailure(outcome: Outcome): boolean {
  return outcome.state !== 'accepted' && !(outcome.state === 'rejected' && outcome.badIds);
}

import { OutageError, type PushError } from '../errors.js';
import type { PushEvent } from '../events.js';
import { JournalError } from '../journal/journal-error.js';
import type { NotSentReason, Outcome } from '../outcome.js';

/** Chunks in a row of which nothing came through, after which the rest waits for a better day. */
const FAILURES_BEFORE_OUTAGE = 3;

const LEAST_BUDGET = 10;
const BUDGET_IN_CHUNKS = 0.1;

/** Whether a run may go on, and how many requests beyond one a chunk it may still make. */
export class RunState {
  readonly #runId: string;
  readonly #emit: (event: PushEvent) => void;
  readonly #stop: AbortSignal;
  #extrasLeft: number;
  #failuresInARow = 0;
  #halted: PushError | undefined;

  constructor(
    runId: string,
    chunks: number,
    { emit, stop, budget }: { emit: (event: PushEvent) => void; stop: AbortSignal; budget: number | undefined },
  ) {
    this.#runId = runId;
    this.#emit = emit;
    this.#stop = stop;
    this.#extrasLeft = budget ?? Math.max(LEAST_BUDGET, Math.ceil(chunks * BUDGET_IN_CHUNKS));
  }

  get extrasLeft(): number {
    return this.#extrasLeft;
  }

  spend(extras: number): void {
    this.#extrasLeft -= extras;
  }

  get halted(): PushError | undefined {
    return this.#halted;
  }

  get stopped(): boolean {
    return this.#halted !== undefined || this.#stop.aborted;
  }

  /** Why what is left is not sent. */
  get reason(): NotSentReason {
    return this.#halted ? 'halted' : 'aborted';
  }

  /** The first reason stays, unless the journal fails: that is thrown in the end. */
  halt(error: PushError): void {
    if (this.#halted && !(error instanceof JournalError)) return;
    this.#halted = error;
    this.#emit({ type: 'halted', runId: this.#runId, error });
  }

  /** The outage breaker: looks at what became of a chunk. */
  watch(outcomes: readonly Outcome[], isLast: boolean): void {
    const tried = outcomes.some(({ attempts }) => attempts.length > 0);
    if (!tried) return;
    this.#failuresInARow = outcomes.every(failedWhole) ? this.#failuresInARow + 1 : 0;
    const last = outcomes.at(-1);
    if (this.#failuresInARow < FAILURES_BEFORE_OUTAGE || isLast || !last || !('error' in last) || !last.error) return;
    // Clear refusals are no outage, but the rest would be refused as well.
    this.halt(last.state === 'rejected' ? last.error : new OutageError(this.#failuresInARow, last.error));
  }
}

/** Not where the vendor named the ids it cannot take: the next chunk may hold none. */
function failedWhole(outcome: Outcome): boolean {
  return outcome.state !== 'accepted' && !(outcome.state === 'rejected' && outcome.badIds);
}

import { type AmbiguousError, JournalError, OutageError, PushError } from '../errors.js';
import type { Chunk } from '../ids/chunk.js';
import { type Attempt, type Outcome, outcomeOf, type Result } from '../outcome.js';
import type { Job } from '../plan.js';
import { Report } from '../report.js';
import { type Attempted, attemptOnce, type Sender } from './attempt.js';
import { backOffMs, decide, HALVES, type Step } from './decide.js';
import { type Ending, halvesOf, type Piece, without } from './piece.js';
import { doubtsOf, recall } from './recall.js';

/** Chunks in a row without a clear answer after which the rest waits for a better day. */
const FAILURES_BEFORE_OUTAGE = 3;

const LEAST_BUDGET = 10;
const BUDGET_IN_CHUNKS = 0.1;

/** What the requests for a piece came to. */
interface Ended {
  readonly ending: Ending;
  readonly attempts: readonly Attempt[];
  /** Requests that may have been delivered. */
  readonly doubts: readonly AmbiguousError[];
}

/** Delivers one job, chunk after chunk, or goes on with it where the journal knows an earlier run. */
export class Run {
  readonly #job: Job;
  readonly #sender: Sender;
  readonly #outcomes: Outcome[] = [];
  #retriesLeft: number;
  #failuresInARow = 0;
  #halted: PushError | undefined;

  constructor(job: Job, sender: Sender) {
    this.#job = job;
    this.#sender = sender;
    this.#retriesLeft = sender.config.budget ?? Math.max(LEAST_BUDGET, Math.ceil(job.chunks.length * BUDGET_IN_CHUNKS));
  }

  /** @throws JournalError, with a report of what is known. */
  async deliver(): Promise<Report> {
    const { emit } = this.#sender;
    const { runId, chunks, plan } = this.#job;
    emit({ type: 'planned', runId, plan });
    for (const chunk of chunks) {
      const before = this.#outcomes.length;
      await this.#deliver({ label: String(chunk.number), chunk: chunk.number, ids: chunk, doubts: [] });
      this.#watchForOutage(this.#outcomes.slice(before), chunk === chunks.at(-1));
    }
    await this.#end();
    const report = new Report({
      runId,
      outcomes: this.#outcomes,
      duplicatesRemoved: plan.duplicatesRemoved,
      halted: this.#halted,
    });
    emit({ type: 'done', runId, report });
    if (this.#halted instanceof JournalError) {
      this.#halted.report = report;
      throw this.#halted;
    }
    return report;
  }

  async #end(): Promise<void> {
    if (this.#halted instanceof JournalError) return;
    const { journal, config } = this.#sender;
    const complete = this.#outcomes.every(({ state }) => state !== 'not-sent');
    try {
      await journal.end({ type: 'end', atMs: config.clock.now(), complete });
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      this.#halt(error);
    }
  }

  async #deliver(piece: Piece): Promise<void> {
    const { ending, attempts, doubts } = this.#recalled(piece) ?? (await this.#send(piece));
    switch (ending.as) {
      case 'split':
        for (const half of halvesOf(piece, doubts)) await this.#deliver(half);
        return;
      case 'dropped': {
        const { bad, rest } = without(piece, ending.positions, doubts);
        this.#note(piece, bad, attempts, doubts, { state: 'rejected', error: ending.error, badIds: bad.ids });
        return this.#deliver(rest);
      }
      case 'rejected': {
        const bad = ending.positions.length > 0 && without(piece, ending.positions, doubts).bad.ids;
        const result = { state: 'rejected', error: ending.error, ...(bad && { badIds: bad }) } as const;
        return this.#note(piece, piece.ids, attempts, doubts, result);
      }
      case 'result':
        this.#note(piece, piece.ids, attempts, doubts, ending.result);
    }
  }

  #recalled({ label, doubts: inherited }: Piece): Ended | undefined {
    const { journal, config } = this.#sender;
    const history = journal.history(label);
    const doubts = [...inherited, ...doubtsOf(history)];
    const ending = recall(history, doubts, config.delivery);
    return ending && { ending, attempts: [], doubts };
  }

  async #send(piece: Piece): Promise<Ended> {
    const history = this.#sender.journal.history(piece.label);
    const doubts = [...piece.doubts, ...doubtsOf(history)];
    const attempts: Attempt[] = [];
    while (!this.#stopped) {
      const number = (history?.attempts ?? 0) + attempts.length + 1;
      const attempted = await this.#attempt(piece, number, attempts.length + 1);
      if (!attempted) break;
      const { attempt, verdict, step } = attempted;
      attempts.push(attempt);
      if (verdict.is === 'unknown') doubts.push(verdict.error);
      if (step.do !== 'retry') {
        if (step.do === 'split') this.#retriesLeft -= HALVES;
        if (step.do === 'drop') this.#retriesLeft -= 1;
        return { ending: this.#endingAfter(step), attempts, doubts };
      }
      this.#retriesLeft -= 1;
      if (step.backOff && !this.#stopped) await this.#backOff(attempts.length);
    }
    return { ending: this.#notSent(attempts.at(-1)?.error), attempts, doubts };
  }

  /** Makes a request, or gives `undefined` where none can be made any more. */
  async #attempt(piece: Piece, number: number, attempts: number): Promise<Attempted | undefined> {
    const { delivery, onInvalid, attempts: maxAttempts } = this.#sender.config;
    const situation = {
      delivery,
      onInvalid,
      attempts,
      maxAttempts,
      retriesLeft: this.#retriesLeft,
      size: piece.ids.size,
    };
    try {
      const attempted = await attemptOnce(this.#sender, this.#job, piece, number, (verdict) =>
        decide(verdict, situation),
      );
      if (attempted.failure) this.#halt(attempted.failure);
      return attempted;
    } catch (error) {
      if (error instanceof PushError) this.#halt(error);
      else if (!this.#sender.stop.aborted) throw error;
      return undefined;
    }
  }

  #endingAfter(step: Exclude<Step, { do: 'retry' }>): Ending {
    switch (step.do) {
      case 'split':
        return { as: 'split' };
      case 'drop':
        return { as: 'dropped', positions: step.positions, error: step.error };
      case 'accept':
        return { as: 'result', result: { state: 'accepted' } };
      case 'reject':
        if (step.halts) this.#halt(step.error);
        return { as: 'rejected', positions: step.badPositions, error: step.error };
      case 'leave-unknown':
        return { as: 'result', result: { state: 'unknown', error: step.error } };
      case 'give-up':
        return { as: 'result', result: { state: 'not-sent', reason: 'exhausted', error: step.error } };
      case 'halt':
        this.#halt(step.error);
        return this.#notSent(step.error);
    }
  }

  #notSent(error: PushError | undefined): Ending {
    const reason = this.#halted ? 'halted' : 'aborted';
    return { as: 'result', result: { state: 'not-sent', reason, ...(error && { error }) } };
  }

  /** Waits before a retry, unless nothing may begin any more. */
  async #backOff(attempts: number): Promise<void> {
    const { config, stop, emit } = this.#sender;
    const waitMs = backOffMs(attempts, config.baseDelayMs, config.maxDelayMs, config.random);
    emit({ type: 'waiting', runId: this.#job.runId, waitMs, reason: 'retry' });
    await config.clock.sleep(waitMs, stop).catch((error: unknown) => {
      if (!stop.aborted) throw error;
    });
  }

  #note(
    { chunk }: Piece,
    ids: Chunk,
    attempts: readonly Attempt[],
    doubts: readonly AmbiguousError[],
    result: Result,
  ): void {
    const [doubt] = doubts;
    // A later refusal does not take back what an earlier request may have delivered.
    const honest: Result = doubt && result.state !== 'accepted' ? { state: 'unknown', error: doubt } : result;
    const deliveries = doubts.length + (honest.state === 'accepted' ? 1 : 0);
    const outcome = outcomeOf({ chunk, ids, attempts, possibleDuplicate: deliveries > 1 }, honest);
    this.#outcomes.push(outcome);
    this.#sender.emit({ type: 'settled', runId: this.#job.runId, outcome });
  }

  /** The outage breaker: chunks of which nothing came through, one after the other. */
  #watchForOutage(outcomes: readonly Outcome[], isLast: boolean): void {
    const tried = outcomes.some(({ attempts }) => attempts.length > 0);
    if (!tried) return;
    this.#failuresInARow = outcomes.every(failedWhole) ? this.#failuresInARow + 1 : 0;
    const last = outcomes.at(-1);
    if (this.#failuresInARow < FAILURES_BEFORE_OUTAGE || isLast || !last || !('error' in last) || !last.error) return;
    // Clear refusals are no outage, but the rest would be refused as well.
    this.#halt(last.state === 'rejected' ? last.error : new OutageError(this.#failuresInARow, last.error));
  }

  /** The first reason stays, unless the journal fails: that is thrown. */
  #halt(error: PushError): void {
    if (this.#halted && !(error instanceof JournalError)) return;
    this.#halted = error;
    this.#sender.emit({ type: 'halted', runId: this.#job.runId, error });
  }

  get #stopped(): boolean {
    return this.#halted !== undefined || this.#sender.stop.aborted;
  }
}

/** Not where the vendor named the ids it cannot take: the next chunk may hold none. */
function failedWhole(outcome: Outcome): boolean {
  return outcome.state !== 'accepted' && !(outcome.state === 'rejected' && outcome.badIds);
}

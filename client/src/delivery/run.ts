import { type AmbiguousError, PushError } from '../errors.js';
import { JournalError } from '../journal/journal-error.js';
import { type Attempt, createOutcome, type DeliveryResult, type Outcome, Report } from '../report.js';
import { type MadeAttempt, makeAttempt, type RunContext } from './attempt.js';
import { type Batch, halvesOf, splitOff } from './batch.js';
import { addedRequests, ambiguousIn, backOffMs, type FinalStep, nextStep, stepFromHistory } from './next-step.js';
import { RunState } from './run-state.js';

/** The requests for a batch, and the step after the last of them. */
interface SentBatch {
  readonly step: FinalStep;
  readonly attempts: readonly Attempt[];
  /** Requests that may have been delivered, those of earlier runs included. */
  readonly ambiguous: readonly AmbiguousError[];
}

/** Delivers one push, chunk by chunk, and skips what the journal of an earlier run has settled. */
export class Run {
  readonly #context: RunContext;
  readonly #state: RunState;
  readonly #outcomes: Outcome[] = [];

  constructor(context: RunContext) {
    this.#context = context;
    const { push, emit, stop, config } = context;
    this.#state = new RunState(push.runId, push.chunks.length, { emit, stop, retryBudget: config.retryBudget });
  }

  /** @throws JournalError, with a report of the outcomes until then. */
  async deliver(): Promise<Report> {
    const { push, emit } = this.#context;
    const { runId, chunks, plan } = push;
    emit({ type: 'planned', runId, plan });
    for (const [chunk, ids] of chunks.entries()) {
      const before = this.#outcomes.length;
      await this.#deliver({ id: String(chunk), chunk, ids, ambiguous: [] });
      this.#state.countFailures(this.#outcomes.slice(before), chunk === chunks.length - 1);
    }
    await this.#recordEnd();
    const { halted } = this.#state;
    const { duplicatesRemoved } = plan;
    const report = new Report({ runId, outcomes: this.#outcomes, duplicatesRemoved, halted });
    emit({ type: 'done', runId, report });
    if (!(halted instanceof JournalError)) return report;
    halted.report = report;
    throw halted;
  }

  /** @param earlierAttempts Requests for the batch that this one is part of, reported with its first outcome. */
  async #deliver(batch: Batch, earlierAttempts: readonly Attempt[] = []): Promise<void> {
    const { step, ambiguous, ...sent } = await this.#send(batch);
    const attempts = [...earlierAttempts, ...sent.attempts];
    const settle = (result: DeliveryResult, ids = batch.ids) =>
      this.#settle({ ...batch, ids, ambiguous }, attempts, result);
    switch (step.type) {
      case 'split': {
        const [first, second] = halvesOf(batch, ambiguous);
        await this.#deliver(first, attempts);
        return this.#deliver(second);
      }
      case 'drop': {
        const { bad, rest } = splitOff(batch, step.positions, ambiguous);
        settle({ state: 'rejected', error: step.error, badIds: bad.toArray() }, bad);
        return this.#deliver(rest);
      }
      case 'rejected': {
        const { error, badPositions } = step;
        const badIds = badPositions.length > 0 && splitOff(batch, badPositions, ambiguous).bad.toArray();
        return settle({ state: 'rejected', error, ...(badIds && { badIds }) });
      }
      case 'accepted':
        return settle({ state: 'accepted' });
      case 'unknown':
        return settle({ state: 'unknown', error: step.error });
      case 'not-sent':
        return settle({ state: 'not-sent', reason: step.reason, ...(step.error && { error: step.error }) });
    }
  }

  /** Makes requests for a batch until a final step, or takes that step from the journal. */
  async #send(batch: Batch): Promise<SentBatch> {
    const { journal, config } = this.#context;
    const state = this.#state;
    const history = journal.history(batch.id);
    const ambiguous = [...batch.ambiguous, ...ambiguousIn(history)];
    const attempts: Attempt[] = [];
    const recorded = stepFromHistory(history, ambiguous, config.delivery);
    if (recorded) return { step: recorded, attempts, ambiguous };
    while (!state.isStopped) {
      const made = await this.#attempt(batch, attempts.length + 1, history?.attempts ?? 0);
      if (!made) break;
      const { attempt, verdict, step } = made;
      attempts.push(attempt);
      if (verdict.type === 'unknown') ambiguous.push(verdict.error);
      state.spend(addedRequests(step));
      if (step.type === 'rejected' && step.halts) state.halt(step.error);
      if (step.type === 'not-sent' && step.reason === 'halted' && step.error) state.halt(step.error);
      if (step.type !== 'retry') return { step, attempts, ambiguous };
      if (step.backOff && !state.isStopped) await this.#backOff(attempts.length);
    }
    const error = attempts.at(-1)?.error;
    return { step: { type: 'not-sent', reason: state.notSentReason, ...(error && { error }) }, attempts, ambiguous };
  }

  /** Makes one request; `undefined` if no request can be made any more. */
  async #attempt(batch: Batch, attempts: number, earlierAttempts: number): Promise<MadeAttempt | undefined> {
    const { config, stop } = this.#context;
    const { delivery, onInvalid, attempts: maxAttempts } = config;
    const { retryBudget } = this.#state;
    const situation = { delivery, onInvalid, attempts, maxAttempts, retryBudget, size: batch.ids.size };
    try {
      const made = await makeAttempt(this.#context, batch, earlierAttempts + attempts, (verdict) =>
        nextStep(verdict, situation),
      );
      if (made.failure) this.#state.halt(made.failure);
      return made;
    } catch (error) {
      if (error instanceof PushError) this.#state.halt(error);
      else if (!stop.aborted) throw error;
      return undefined;
    }
  }

  async #backOff(attempts: number): Promise<void> {
    const { config, push, stop, emit } = this.#context;
    const waitMs = backOffMs(attempts, config.baseDelayMs, config.maxDelayMs, config.random);
    emit({ type: 'waiting', runId: push.runId, waitMs, reason: 'retry' });
    await config.clock.sleep(waitMs, stop).catch((error: unknown) => {
      if (!stop.aborted) throw error;
    });
  }

  #settle({ chunk, ids, ambiguous }: Batch, attempts: readonly Attempt[], result: DeliveryResult): void {
    const [error] = ambiguous;
    // A later rejection does not undo what an earlier request may have delivered.
    const reported: DeliveryResult = error && result.state !== 'accepted' ? { state: 'unknown', error } : result;
    const deliveries = ambiguous.length + (reported.state === 'accepted' ? 1 : 0);
    const outcome = createOutcome({ chunk, attempts, possibleDuplicate: deliveries > 1 }, ids, reported);
    this.#outcomes.push(outcome);
    this.#context.emit({ type: 'settled', runId: this.#context.push.runId, outcome });
  }

  async #recordEnd(): Promise<void> {
    if (this.#state.halted instanceof JournalError) return;
    const { journal, config } = this.#context;
    const complete = this.#outcomes.every(({ state }) => state !== 'not-sent');
    try {
      await journal.write({ type: 'end', atMs: config.clock.now(), complete });
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      this.#state.halt(error);
    }
  }
}

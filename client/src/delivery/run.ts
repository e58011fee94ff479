import type { AmbiguousError } from '../errors.js';
import type { Chunk } from '../ids/chunk.js';
import { JournalError } from '../journal/journal-error.js';
import { type Attempt, type Outcome, outcomeOf, type Result } from '../outcome.js';
import type { Job } from '../plan.js';
import { Report } from '../report.js';
import type { Sender } from './attempt.js';
import { type Ended, halvesOf, type Piece, without } from './piece.js';
import { doubtsOf, recall } from './recall.js';
import { RunState } from './run-state.js';
import { sendPiece } from './send-piece.js';

/** Delivers one job, chunk after chunk, or goes on with it where the journal knows an earlier run. */
export class Run {
  readonly #job: Job;
  readonly #sender: Sender;
  readonly #state: RunState;
  readonly #outcomes: Outcome[] = [];

  constructor(job: Job, sender: Sender) {
    this.#job = job;
    this.#sender = sender;
    const { emit, stop, config } = sender;
    this.#state = new RunState(job.runId, job.chunks.length, { emit, stop, budget: config.budget });
  }

  /** @throws JournalError, with a report of what is known. */
  async deliver(): Promise<Report> {
    const { emit } = this.#sender;
    const { runId, chunks, plan } = this.#job;
    emit({ type: 'planned', runId, plan });
    for (const chunk of chunks) {
      const before = this.#outcomes.length;
      await this.#deliver({ label: String(chunk.number), chunk: chunk.number, ids: chunk, doubts: [] });
      this.#state.watch(this.#outcomes.slice(before), chunk === chunks.at(-1));
    }
    await this.#end();
    const { halted } = this.#state;
    const { duplicatesRemoved } = plan;
    const report = new Report({ runId, outcomes: this.#outcomes, duplicatesRemoved, halted });
    emit({ type: 'done', runId, report });
    if (!(halted instanceof JournalError)) return report;
    halted.report = report;
    throw halted;
  }

  async #end(): Promise<void> {
    if (this.#state.halted instanceof JournalError) return;
    const { journal, config } = this.#sender;
    const complete = this.#outcomes.every(({ state }) => state !== 'not-sent');
    try {
      await journal.write({ type: 'end', atMs: config.clock.now(), complete });
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      this.#state.halt(error);
    }
  }

  /** @param before Requests that are told of with the first outcome of this piece. */
  async #deliver(piece: Piece, before: readonly Attempt[] = []): Promise<void> {
    const { ending, doubts, ...ended } =
      this.#recalled(piece) ?? (await sendPiece(piece, this.#job, this.#sender, this.#state));
    const attempts = [...before, ...ended.attempts];
    switch (ending.as) {
      case 'split': {
        const [first, second] = halvesOf(piece, doubts);
        await this.#deliver(first, attempts);
        return this.#deliver(second);
      }
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
}

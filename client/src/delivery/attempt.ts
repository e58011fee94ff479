import type { Config } from '../config.js';
import { PaceStoreError, type PushError } from '../errors.js';
import type { PushEvent } from '../events.js';
import { sha256 } from '../journal/identity.js';
import type { Journal } from '../journal/journal.js';
import { JournalError } from '../journal/journal-error.js';
import type { Attempt } from '../outcome.js';
import { type Pace, settlementOf } from '../pacing/pace.js';
import type { PacedTurn, Pacer, WaitReason } from '../pacing/pacer.js';
import { gapMs } from '../pacing/rate-limit.js';
import type { Job } from '../plan.js';
import { attemptOf, type Concluded, outcomeRecord } from './concluded.js';
import type { Step } from './decide.js';
import type { Verdict } from './judge.js';
import { limitSigns } from './limit-signs.js';
import type { Piece } from './piece.js';
import { request } from './request.js';

/** What requests are made with. */
export interface Sender {
  readonly config: Config;
  readonly pacer: Pacer;
  readonly journal: Journal;
  readonly emit: (event: PushEvent) => void;
  /** Milliseconds since the epoch until which a request of an earlier process may be on its way. */
  readonly notBeforeMs: number;
  /** Aborted: no request begins any more. */
  readonly stop: AbortSignal;
  /** Aborted: the request on its way ends where it stands. */
  readonly cut: AbortSignal;
}

export interface Attempted {
  readonly attempt: Attempt;
  readonly verdict: Verdict;
  readonly step: Step;
  /** What makes it impossible to go on: the turn could not be given back, or the outcome not be written. */
  readonly failure?: PushError;
}

/**
 * Makes one request in its turn, between its intent and its outcome in the journal.
 *
 * @throws Where nothing was sent: the reason of `stop`, PaceStoreError, JournalError.
 */
export async function attemptOnce(
  sender: Sender,
  job: Job,
  piece: Piece,
  number: number,
  stepAfter: (verdict: Verdict) => Step,
): Promise<Attempted> {
  const { config, emit } = sender;
  const { clock } = config;
  const turn = await takeTurn(sender, job.runId);
  const requestId = `${job.runId}-${piece.label}-${number}`;
  const startedAtMs = clock.now();
  await writeIntent(sender, piece, number, startedAtMs).catch((error) => giveBack(turn, error));
  emit({ type: 'attempt', runId: job.runId, chunk: piece.chunk, attempt: number, requestId });

  const began = clock.monotonic();
  const { result, verdict } = await request(sender, job, piece, number, requestId);
  const durationMs = clock.monotonic() - began;
  const step = stepAfter(verdict);
  const failure = await conclude(sender, job, turn, { piece, number, result, verdict, step });
  const attempt = attemptOf({ number, requestId, startedAtMs, durationMs }, result, verdict);
  return { attempt, verdict, step, ...(failure && { failure }) };
}

const UNTROUBLED: Pace = { strikes: 0, quietMs: 0 };

/** Gives the turn back and writes the outcome; what goes wrong with either is returned, since the answer must not be lost. */
async function conclude(
  { config, journal, emit }: Sender,
  { runId }: Job,
  turn: PacedTurn,
  concluded: Concluded,
): Promise<PushError | undefined> {
  const signs = limitSigns(concluded.result, config.clock.now());
  let failure: PushError | undefined;
  const coolDownMs = await turn.settle(signs).catch((error: unknown) => {
    failure = new PaceStoreError(error);
    // Who goes on from the journal still has to heed what the vendor asked for.
    return settlementOf(UNTROUBLED, signs, config.limit, config.random).coolDownMs;
  });
  await journal.write(outcomeRecord(concluded, config.clock.now(), coolDownMs)).catch((error: unknown) => {
    if (!(error instanceof JournalError)) throw error;
    failure = error;
  });
  if (signs.limited) emit({ type: 'frozen', runId, waitMs: coolDownMs });
  return failure;
}

async function takeTurn({ pacer, stop, emit, config, notBeforeMs }: Sender, runId: string): Promise<PacedTurn> {
  const onWait = (waitMs: number, reason: WaitReason) => emit({ type: 'waiting', runId, waitMs, reason });
  try {
    for (;;) {
      const turn = await pacer.take(onWait, stop);
      const waitMs = notBeforeMs - config.clock.now();
      if (waitMs <= 0) return turn;
      // Through the pace store, so that everybody waits.
      await turn.settle({ limited: false, retryAfterMs: waitMs });
    }
  } catch (error) {
    throw stop.aborted ? error : new PaceStoreError(error);
  }
}

async function writeIntent(
  { config, journal }: Sender,
  { label, ids }: Piece,
  attempt: number,
  atMs: number,
): Promise<void> {
  const hash = sha256(ids.json);
  const nextAtMs = atMs + config.totalMs + gapMs(config.limit, 0);
  await journal.write({ type: 'intent', piece: label, attempt, atMs, size: ids.size, sha256: hash, nextAtMs });
}

/** Without an intent on disk nothing was sent, so others need not wait. */
async function giveBack(turn: PacedTurn, error: unknown): Promise<never> {
  await turn.settle({ limited: false }).catch(() => {});
  throw error;
}

import { PushError } from '../errors.js';
import type { Attempt } from '../outcome.js';
import type { Job } from '../plan.js';
import { type Attempted, attemptOnce, type Sender } from './attempt.js';
import { backOffMs, decide, HALVES, type Step } from './decide.js';
import type { Ended, Ending, Piece } from './piece.js';
import { doubtsOf } from './recall.js';
import type { RunState } from './run-state.js';

/** Makes requests for a piece, one after the other, until there is nothing more to be had from it. */
export async function sendPiece(piece: Piece, job: Job, sender: Sender, state: RunState): Promise<Ended> {
  const history = sender.journal.history(piece.label);
  const doubts = [...piece.doubts, ...doubtsOf(history)];
  const attempts: Attempt[] = [];
  while (!state.stopped) {
    const number = (history?.attempts ?? 0) + attempts.length + 1;
    const attempted = await attempt(piece, number, attempts.length + 1, job, sender, state);
    if (!attempted) break;
    const { verdict, step } = attempted;
    attempts.push(attempted.attempt);
    if (verdict.is === 'unknown') doubts.push(verdict.error);
    state.spend(EXTRAS[step.do]);
    if (step.do !== 'retry') return { ending: endingAfter(step, state), attempts, doubts };
    if (step.backOff && !state.stopped) await backOff(attempts.length, job.runId, sender);
  }
  return { ending: notSent(state, attempts.at(-1)?.error), attempts, doubts };
}

/** Requests beyond one a chunk that a step asks for. */
const EXTRAS: Readonly<Record<Step['do'], number>> = {
  retry: 1,
  split: HALVES,
  drop: 1,
  accept: 0,
  reject: 0,
  'leave-unknown': 0,
  'give-up': 0,
  halt: 0,
};

/** Makes a request, or gives `undefined` where none can be made any more. */
async function attempt(
  piece: Piece,
  number: number,
  attempts: number,
  job: Job,
  sender: Sender,
  state: RunState,
): Promise<Attempted | undefined> {
  const { delivery, onInvalid, attempts: maxAttempts } = sender.config;
  const situation = { delivery, onInvalid, attempts, maxAttempts, extrasLeft: state.extrasLeft, size: piece.ids.size };
  try {
    const attempted = await attemptOnce(sender, job, piece, number, (verdict) => decide(verdict, situation));
    if (attempted.failure) state.halt(attempted.failure);
    return attempted;
  } catch (error) {
    if (error instanceof PushError) state.halt(error);
    else if (!sender.stop.aborted) throw error;
    return undefined;
  }
}

function endingAfter(step: Exclude<Step, { do: 'retry' }>, state: RunState): Ending {
  switch (step.do) {
    case 'split':
      return { as: 'split' };
    case 'drop':
      return { as: 'dropped', positions: step.positions, error: step.error };
    case 'accept':
      return { as: 'result', result: { state: 'accepted' } };
    case 'reject':
      if (step.halts) state.halt(step.error);
      return { as: 'rejected', positions: step.badPositions, error: step.error };
    case 'leave-unknown':
      return { as: 'result', result: { state: 'unknown', error: step.error } };
    case 'give-up':
      return { as: 'result', result: { state: 'not-sent', reason: 'exhausted', error: step.error } };
    case 'halt':
      state.halt(step.error);
      return notSent(state, step.error);
  }
}

function notSent({ reason }: RunState, error: PushError | undefined): Ending {
  return { as: 'result', result: { state: 'not-sent', reason, ...(error && { error }) } };
}

/** Waits before a retry. */
async function backOff(attempts: number, runId: string, { config, stop, emit }: Sender): Promise<void> {
  const waitMs = backOffMs(attempts, config.baseDelayMs, config.maxDelayMs, config.random);
  emit({ type: 'waiting', runId, waitMs, reason: 'retry' });
  await config.clock.sleep(waitMs, stop).catch((error: unknown) => {
    if (!stop.aborted) throw error;
  });
}

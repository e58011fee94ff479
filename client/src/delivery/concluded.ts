import type { OutcomeRecord } from '../journal/records.js';
import type { Attempt } from '../outcome.js';
import type { WireResult } from '../transport/transport.js';
import type { Step } from './decide.js';
import type { Verdict } from './judge.js';
import type { Piece } from './piece.js';

/** A request, what came of it and what comes next. */
export interface Concluded {
  readonly piece: Piece;
  readonly number: number;
  readonly result: WireResult;
  readonly verdict: Verdict;
  readonly step: Step;
}

/** The line of the journal that says what a request came to. */
export function outcomeRecord(
  { piece, number, result, verdict, step }: Concluded,
  atMs: number,
  coolDownMs: number,
): OutcomeRecord {
  const error = 'error' in verdict ? verdict.error : undefined;
  return {
    type: 'outcome',
    piece: piece.label,
    attempt: number,
    atMs,
    state: stateOf(verdict, step),
    nextAtMs: atMs + coolDownMs,
    ...(result.wire === 'answered' && { status: result.status }),
    ...(error && { code: error.code, message: error.message }),
    ...(step.do === 'drop' && { refused: step.positions }),
    ...(step.do === 'reject' && step.badPositions.length > 0 && { refused: step.badPositions }),
  };
}

function stateOf(verdict: Verdict, step: Step): OutcomeRecord['state'] {
  if (step.do === 'drop') return 'dropped';
  if (verdict.is === 'too-large') return step.do === 'split' ? 'split' : 'rejected';
  return verdict.is;
}

/** The request as the report shows it. */
export function attemptOf(
  start: Pick<Attempt, 'number' | 'requestId' | 'startedAtMs' | 'durationMs'>,
  result: WireResult,
  verdict: Verdict,
): Attempt {
  return {
    ...start,
    wire: result.wire,
    ...(result.wire === 'answered' && { status: result.status }),
    ...('error' in verdict && { error: verdict.error }),
  };
}

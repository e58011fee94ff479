import { AmbiguousError, RejectedError } from '../errors.js';
import type { PieceHistory } from '../journal/read-journal.js';
import type { OutcomeRecord } from '../journal/records.js';
import type { Delivery } from './decide.js';
import type { Ending } from './piece.js';

/**
 * How the requests for a piece ended in an earlier run, or `undefined` where it is still to be sent.
 *
 * @param doubts Requests of earlier runs that may have been delivered, for this piece or what it is a part of.
 */
export function recall(
  history: PieceHistory | undefined,
  doubts: readonly AmbiguousError[],
  delivery: Delivery,
): Ending | undefined {
  const last = history?.last;
  const [doubt] = doubts;
  if (last?.state === 'accepted') return { as: 'result', result: { state: 'accepted' } };
  if (last?.state === 'split') return { as: 'split' };
  if (last?.state === 'dropped') return { as: 'dropped', positions: last.refused ?? [], error: rejectionOf(last) };
  if (doubt && (delivery === 'at-most-once' || last?.state === 'rejected')) {
    return { as: 'result', result: { state: 'unknown', error: doubt } };
  }
  if (last?.state !== 'rejected') return undefined;
  return { as: 'rejected', positions: last.refused ?? [], error: rejectionOf(last) };
}

/** The requests in a history that may have been delivered. */
export function doubtsOf(history: PieceHistory | undefined): readonly AmbiguousError[] {
  return (history?.doubts ?? []).map((outcome) =>
    outcome
      ? new AmbiguousError(outcome.message ?? 'unknown', outcome.status)
      : new AmbiguousError('the run was interrupted while this request was on its way', undefined),
  );
}

function rejectionOf({ message = 'rejected', status = 400 }: OutcomeRecord): RejectedError {
  return new RejectedError(message, status);
}

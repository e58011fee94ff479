import { AmbiguousError, type PushError, RejectedError } from '../errors.js';
import type { BatchHistory } from '../journal/read-journal.js';
import type { Delivery, OnInvalid } from '../options.js';
import type { NotSentReason } from '../report.js';
import type { Verdict } from './verdict.js';

/** The facts besides the verdict on which the next step depends. */
export interface Situation {
  readonly delivery: Delivery;
  readonly onInvalid: OnInvalid;
  /** Requests of this run for the batch, this one included. */
  readonly attempts: number;
  readonly maxAttempts: number;
  /** Requests beyond one a chunk that the run may still make. */
  readonly retryBudget: number;
  /** Ids of the request. */
  readonly size: number;
}

/** The step after a request. */
export type Step = { readonly type: 'retry'; readonly backOff: boolean } | FinalStep;

/** A step after which no request is made for this batch. */
export type FinalStep =
  /** Each half becomes a batch. */
  | { readonly type: 'split' }
  /** The ids at these positions are rejected, the others become a batch. */
  | { readonly type: 'drop'; readonly positions: readonly number[]; readonly error: RejectedError }
  | { readonly type: 'accepted' }
  | {
      readonly type: 'rejected';
      readonly error: RejectedError;
      readonly badPositions: readonly number[];
      /** The run halts, because every chunk would be rejected. */
      readonly halts: boolean;
    }
  | { readonly type: 'unknown'; readonly error: AmbiguousError }
  | { readonly type: 'not-sent'; readonly reason: NotSentReason; readonly error?: PushError };

/** Requests for the halves of a batch. */
const HALVES = 2;

/** Requests after which an address or a certificate that looks wrong counts as wrong. */
const ATTEMPTS_BEFORE_MISCONFIGURED = 2;

/**
 * The whole policy of delivery. The first row that fits applies; "budget" means that attempts and retry budget are left.
 *
 * | verdict | situation | step | outcome |
 * |---|---|---|---|
 * | accepted | | accepted | accepted |
 * | rejected | `drop-and-resend`, some ids named but not all, retry budget | drop | named ids: rejected; others: a batch |
 * | rejected | about the content | rejected, halts | rejected; the rest of the run not sent, halted |
 * | rejected | | rejected | rejected |
 * | too-large | two ids or more, retry budget for two | split | two batches |
 * | too-large | | rejected | rejected |
 * | unknown | `at-least-once`, budget | retry after a delay | of the next request |
 * | unknown | | unknown | unknown |
 * | not-delivered | retry `never`, or `once` at the second attempt | not-sent, halted | not sent, as the rest of the run |
 * | not-delivered | retry `after-limit`, budget | retry, delayed by the rate limit | of the next request |
 * | not-delivered | budget | retry after a delay | of the next request |
 * | not-delivered | | not-sent, exhausted | not sent |
 *
 * Besides, `Run` stops before a request if it was aborted or halted (not sent), and reports any outcome but accepted as unknown if an
 * earlier request for the same ids may have been delivered. `stepFromHistory` replaces the request in a resumed run.
 */
export function nextStep(verdict: Verdict, situation: Situation): Step {
  const { onInvalid, size, retryBudget, attempts } = situation;
  switch (verdict.type) {
    case 'accepted':
      return { type: 'accepted' };
    case 'rejected': {
      const { error, concernsContent } = verdict;
      const positions = verdict.badPositions.filter((position) => position < size);
      const someAreGood = positions.length > 0 && positions.length < size;
      if (onInvalid === 'drop-and-resend' && someAreGood && retryBudget > 0) return { type: 'drop', positions, error };
      return { type: 'rejected', error, badPositions: positions, halts: concernsContent };
    }
    case 'too-large':
      if (size > 1 && retryBudget >= HALVES) return { type: 'split' };
      return { type: 'rejected', error: verdict.error, badPositions: [], halts: false };
    case 'unknown':
      if (situation.delivery === 'at-least-once' && mayRetry(situation)) return { type: 'retry', backOff: true };
      return { type: 'unknown', error: verdict.error };
    case 'not-delivered': {
      const { error, retry } = verdict;
      const isConfirmed = retry === 'once' && attempts >= ATTEMPTS_BEFORE_MISCONFIGURED;
      if (retry === 'never' || isConfirmed) return { type: 'not-sent', reason: 'halted', error };
      if (mayRetry(situation)) return { type: 'retry', backOff: retry !== 'after-limit' };
      return { type: 'not-sent', reason: 'exhausted', error };
    }
  }
}

function mayRetry({ attempts, maxAttempts, retryBudget }: Situation): boolean {
  return attempts < maxAttempts && retryBudget > 0;
}

/** Requests beyond one a chunk that a step adds. */
export function addedRequests({ type }: Step): number {
  if (type === 'split') return HALVES;
  return type === 'retry' || type === 'drop' ? 1 : 0;
}

/** Milliseconds before a retry: random, up to a maximum that begins at `baseDelayMs` and doubles with each attempt. */
export function backOffMs(attempts: number, baseDelayMs: number, maxDelayMs: number, random: () => number): number {
  return Math.floor(random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempts - 1)));
}

/**
 * The step that a journal implies for a batch; `undefined` if the batch is still to be sent.
 *
 * | last recorded outcome | situation | step |
 * |---|---|---|
 * | accepted, split, dropped | | the same again |
 * | any other, or none | an ambiguous request, `at-most-once` | unknown |
 * | rejected | an ambiguous request | unknown |
 * | rejected | | rejected |
 * | any other, or none | | |
 *
 * @param ambiguous Requests of earlier runs that may have been delivered, for this batch or the one that it is part of.
 */
export function stepFromHistory(
  history: BatchHistory | undefined,
  ambiguous: readonly AmbiguousError[],
  delivery: Delivery,
): FinalStep | undefined {
  const last = history?.last;
  const rejection = () => new RejectedError(last?.message ?? 'rejected', last?.status ?? 400);
  if (last?.state === 'accepted') return { type: 'accepted' };
  if (last?.state === 'split') return { type: 'split' };
  if (last?.state === 'dropped') return { type: 'drop', positions: last.refused ?? [], error: rejection() };
  const [first] = ambiguous;
  if (first && (delivery === 'at-most-once' || last?.state === 'rejected')) return { type: 'unknown', error: first };
  if (last?.state !== 'rejected') return undefined;
  return { type: 'rejected', badPositions: last.refused ?? [], error: rejection(), halts: false };
}

/** The recorded requests that may have been delivered. */
export function ambiguousIn(history: BatchHistory | undefined): readonly AmbiguousError[] {
  return (history?.ambiguous ?? []).map((outcome) =>
    outcome
      ? new AmbiguousError(outcome.message ?? 'unknown', outcome.status)
      : new AmbiguousError('the run was interrupted before this request was answered', undefined),
  );
}

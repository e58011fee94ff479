import type { AmbiguousError, PushError, RejectedError } from '../errors.js';
import type { Verdict } from './judge.js';

export type { RetryAfter503 } from './judge.js';

/**
 * - `at-most-once`: a push that may have been delivered is never sent again.
 * - `at-least-once`: it is, and counts as a possible duplicate.
 */
export type Delivery = 'at-most-once' | 'at-least-once';

/** What to do with a chunk of which the vendor refuses single ids. */
export type OnInvalid = 'fail' | 'drop-and-resend';

/** What the decision depends on besides the verdict. */
export interface Situation {
  readonly delivery: Delivery;
  readonly onInvalid: OnInvalid;
  /** Requests made for these ids so far. */
  readonly attempts: number;
  readonly maxAttempts: number;
  /** Requests beyond one a chunk that the run still has: retries, and what a split or a refusal asks for. */
  readonly extrasLeft: number;
  /** How many ids the request held. */
  readonly size: number;
}

/** What comes after a request. */
export type Step =
  | { readonly do: 'retry'; readonly backOff: boolean }
  | { readonly do: 'split' }
  /** Report the ids at these positions as rejected and send the others. */
  | { readonly do: 'drop'; readonly positions: readonly number[]; readonly error: RejectedError }
  | { readonly do: 'accept' }
  | {
      readonly do: 'reject';
      readonly error: RejectedError;
      readonly badPositions: readonly number[];
      readonly halts: boolean;
    }
  | { readonly do: 'leave-unknown'; readonly error: AmbiguousError }
  | { readonly do: 'give-up'; readonly error: PushError }
  | { readonly do: 'halt'; readonly error: PushError };

/** Requests that a split asks for. */
export const HALVES = 2;

/** A wrong address or certificate is believed after so many requests. */
const ATTEMPTS_BEFORE_MISCONFIGURED = 2;

export function decide(verdict: Verdict, situation: Situation): Step {
  switch (verdict.is) {
    case 'accepted':
      return { do: 'accept' };
    case 'rejected':
      return afterRejection(verdict, situation);
    case 'too-large':
      if (situation.size > 1 && situation.extrasLeft >= HALVES) return { do: 'split' };
      return { do: 'reject', error: verdict.error, badPositions: [], halts: false };
    case 'unknown':
      if (situation.delivery === 'at-least-once' && mayRetry(situation)) return { do: 'retry', backOff: true };
      return { do: 'leave-unknown', error: verdict.error };
    case 'not-delivered':
      return afterNothing(verdict, situation);
  }
}

function afterRejection(
  { error, refusal }: Verdict & { is: 'rejected' },
  { onInvalid, size, extrasLeft }: Situation,
): Step {
  const positions = refusal.badPositions.filter((position) => position < size);
  const someAreGood = positions.length > 0 && positions.length < size;
  if (onInvalid === 'drop-and-resend' && someAreGood && extrasLeft > 0) return { do: 'drop', positions, error };
  return { do: 'reject', error, badPositions: positions, halts: refusal.concernsContent };
}

function afterNothing({ error, next }: Verdict & { is: 'not-delivered' }, situation: Situation): Step {
  const isBelieved = next === 'retry-once' && situation.attempts >= ATTEMPTS_BEFORE_MISCONFIGURED;
  if (next === 'halt' || isBelieved) return { do: 'halt', error };
  // The pace itself waits out a limit.
  return mayRetry(situation) ? { do: 'retry', backOff: next !== 'wait' } : { do: 'give-up', error };
}

function mayRetry({ attempts, maxAttempts, extrasLeft }: Situation): boolean {
  return attempts < maxAttempts && extrasLeft > 0;
}

/** Milliseconds before a retry: up to the base, doubled with each, drawn at random from nothing to that. */
export function backOffMs(attempts: number, baseDelayMs: number, maxDelayMs: number, random: () => number): number {
  return Math.floor(random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempts - 1)));
}

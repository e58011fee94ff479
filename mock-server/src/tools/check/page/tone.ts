import type { TimelineRequest } from 'imshop-contracts/conformance';

/**
 * - `accepted`: the sender was told that the push was accepted.
 * - `refused`: it was told that the push was not processed, and why.
 * - `failed`: an answer came that is none of the vendor's.
 * - `unknown`: no answer that could be read came whole.
 */
export type Tone = 'accepted' | 'refused' | 'failed' | 'unknown';

export const TONES: Readonly<Record<Tone, string>> = {
  accepted: 'accepted',
  refused: 'refused, not processed',
  failed: 'another answer',
  unknown: 'no answer, or a broken one',
};

const WITHOUT_AN_ANSWER = ['pending', 'aborted'];

export function toneOf({ outcome, status }: TimelineRequest): Tone {
  if (outcome === 'accepted') return 'accepted';
  if (status === null || WITHOUT_AN_ANSWER.includes(outcome)) return 'unknown';
  if (outcome !== 'faulted' || status === 429) return 'refused';
  return status === 200 ? 'unknown' : 'failed';
}

import type { FaultRule } from 'imshop-mock';
import type { Delivery, OnInvalid } from 'imshop-push';
import { Dice } from './dice.js';
import { drawRule } from './drawn-faults.js';

export const CHUNKS = 25;
export const CHUNK_SIZE = 4;

const MOST_RULES = 4;
const MOST_REPETITIONS = 3;

/** One run; everything in it follows from its seed and its mode. */
export interface DrawnRun {
  readonly seed: number;
  readonly delivery: Delivery;
  readonly onInvalid: OnInvalid;
  readonly rules: readonly FaultRule[];
  /** The customers, each once. */
  readonly userIds: readonly string[];
  /** The customers, a few of them repeated. */
  readonly input: readonly string[];
}

export function drawRun(seed: number, delivery: Delivery): DrawnRun {
  // Different rules for the two modes.
  const dice = new Dice(2 * seed + Number(delivery === 'at-least-once'));
  const userIds = Array.from({ length: CHUNKS * CHUNK_SIZE }, (_, index) => `${79_000_000_000 + index}`);
  const rules = Array.from({ length: dice.whole(0, MOST_RULES) }, () => drawRule(dice, userIds));
  const repeated = Array.from({ length: dice.whole(0, MOST_REPETITIONS) }, () => dice.one(userIds));
  return {
    seed,
    delivery,
    onInvalid: dice.one(['fail', 'drop-and-resend']),
    rules,
    userIds,
    input: [...userIds, ...repeated],
  };
}

import type { Scenario } from '../scenario.js';
import { ANSWERS } from './answers.js';
import { BATCHES, CONTENT } from './content.js';
import { RATE_LIMIT } from './rate-limit.js';
import { RESTARTS, UNKNOWN_RESULTS } from './unknown-results.js';

/** All requirements for a sender, in the order of reports. */
export const SCENARIOS: readonly Scenario[] = [
  ...CONTENT,
  ...BATCHES,
  ...RATE_LIMIT,
  ...ANSWERS,
  ...UNKNOWN_RESULTS,
  ...RESTARTS,
];

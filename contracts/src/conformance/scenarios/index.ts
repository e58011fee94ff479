import type { Scenario } from '../scenario.js';
import { ANSWERS } from './answers.js';
import { BATCHES } from './batches.js';
import { INTERRUPTED } from './interrupted.js';
import { RATE_LIMIT } from './rate-limit.js';
import { REQUEST } from './request.js';
import { UNKNOWN } from './unknown.js';

/** Every scenario, in the order of reports: what is asked of any sender. */
export const SCENARIOS: readonly Scenario[] = [
  ...REQUEST,
  ...BATCHES,
  ...RATE_LIMIT,
  ...ANSWERS,
  ...UNKNOWN,
  ...INTERRUPTED,
];

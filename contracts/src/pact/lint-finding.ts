import type { GivenState } from './pact-file.js';

/** What makes a pact pass or fail by accident, or say what the vendor contradicts. */
export interface LintFinding {
  /** Position in the pact, from 0; -1 for the pact as a whole. */
  readonly interaction: number;
  readonly description: string;
  readonly rule: LintRule;
  /** An error would be a false result; a warning is unwise. */
  readonly severity: 'error' | 'warning';
  /** Where in the interaction, e.g. `request.body`. */
  readonly path: string;
  readonly message: string;
}

export type LintRule =
  | 'twin-interactions'
  | 'unknown-state'
  | 'not-json'
  | 'over-proxy-limit'
  | 'ids-out-of-range'
  | 'not-post'
  | 'impossible-answer'
  | 'no-interactions';

/** Checks one state; throws to refuse it. */
export type StateCheck = (name: string, params: GivenState['params']) => unknown;

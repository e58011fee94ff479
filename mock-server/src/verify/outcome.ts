import type { Difference, InteractionVerdict, LintFinding } from 'imshop-contracts/pact';

/** One line of a report: an interaction of a pact, or a sequence. */
export interface Outcome {
  readonly kind: 'interaction' | 'sequence';
  /** The file or address it is from. */
  readonly source: string;
  readonly description: string;
  readonly states: readonly string[];
  readonly verdict: InteractionVerdict;
  readonly differences: readonly Difference[];
  /** What is unwise, though it does not fail. */
  readonly warnings: readonly LintFinding[];
  readonly durationMs: number;
}

/** What was verified against what. Says the version, since a mock is not the vendor. */
export interface VerifyReport {
  readonly verifiedAgainst: string;
  readonly ok: boolean;
  readonly outcomes: readonly Outcome[];
}

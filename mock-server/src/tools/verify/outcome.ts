import type { InteractionResult, LintFinding } from 'imshop-contracts/pact';

/** One line of a report: an interaction of a pact, or a sequence. */
export interface Outcome extends Omit<InteractionResult, 'consumer' | 'findings'> {
  readonly kind: 'interaction' | 'sequence';
  /** What is unwise, though it does not fail. */
  readonly warnings: readonly LintFinding[];
}

/** What was verified against what. Says the version, since a mock is not the vendor. */
export interface VerifyReport {
  readonly verifiedAgainst: string;
  readonly ok: boolean;
  readonly outcomes: readonly Outcome[];
}

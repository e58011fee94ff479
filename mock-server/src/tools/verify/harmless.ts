import { replaceControlChars } from '../../base/text.js';
import type { Outcome, VerifyReport } from './outcome.js';

/** The same report, where nothing that a pact says can steer what shows it. */
export function harmless(report: VerifyReport): VerifyReport {
  return { ...report, outcomes: report.outcomes.map(harmlessOutcome) };
}

function harmlessOutcome(outcome: Outcome): Outcome {
  return {
    ...outcome,
    source: replaceControlChars(outcome.source),
    description: replaceControlChars(outcome.description),
    states: outcome.states.map(replaceControlChars),
    differences: outcome.differences.map(harmlessNote),
    warnings: outcome.warnings.map(harmlessNote),
  };
}

function harmlessNote<T extends { readonly path: string; readonly message: string }>(note: T): T {
  return { ...note, path: replaceControlChars(note.path), message: replaceControlChars(note.message) };
}

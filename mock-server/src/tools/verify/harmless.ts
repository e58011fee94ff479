import { printable } from '../../base/printable.js';
import type { Outcome, VerifyReport } from './outcome.js';

/** The same report, where nothing that a pact says can steer what shows it. */
export function harmless(report: VerifyReport): VerifyReport {
  return { ...report, outcomes: report.outcomes.map(harmlessOutcome) };
}

function harmlessOutcome(outcome: Outcome): Outcome {
  return {
    ...outcome,
    source: printable(outcome.source),
    description: printable(outcome.description),
    states: outcome.states.map(printable),
    differences: outcome.differences.map(harmlessNote),
    warnings: outcome.warnings.map(harmlessNote),
  };
}

function harmlessNote<T extends { readonly path: string; readonly message: string }>(note: T): T {
  return { ...note, path: printable(note.path), message: printable(note.message) };
}

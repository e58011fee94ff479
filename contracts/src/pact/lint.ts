import type { LintFinding, StateCheck } from './lint-finding.js';
import { RULES } from './lint-rules.js';
import type { Pact } from './pact-file.js';

/** Looks through a pact before it is verified. */
export function lintPact({ interactions }: Pact, checkState: StateCheck): readonly LintFinding[] {
  if (interactions.length === 0) {
    const message = 'the pact has no interaction, so it would pass whatever the provider does';
    return [
      { interaction: -1, description: '', rule: 'no-interactions', severity: 'error', path: 'interactions', message },
    ];
  }
  return interactions.flatMap((interaction, index) => {
    const surroundings = { checkState, earlier: interactions.slice(0, index) };
    const found = RULES.flatMap((rule) => rule(interaction, surroundings));
    return found.map((finding) => ({ interaction: index, description: interaction.description, ...finding }));
  });
}

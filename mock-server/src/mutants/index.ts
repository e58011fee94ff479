import { ANSWERS } from './answers.js';
import { DELIVERIES } from './deliveries.js';
import type { Mutant } from './mutant.js';
import { HEALTHY, MUTANT_NAMES, type MutantName } from './names.js';
import { TERMS } from './terms.js';

const MUTANTS: { readonly [N in MutantName]: Mutant } = { ...TERMS, ...ANSWERS, ...DELIVERIES };

/** A mutant by its name and what is wrong about it. */
export interface MutantRow {
  readonly name: MutantName;
  readonly help: string;
}

/** Every mutant, in the order in which they are tried. */
export const MUTANT_ROWS: readonly MutantRow[] = MUTANT_NAMES.map((name) => ({ name, help: MUTANTS[name].help }));

/** What a mock makes of its settings, answers and deliveries; nothing where the vendor is as it is known. */
export type Mutation = Required<Mutant>;

/** The mutation of a mutant; the healthy one changes nothing. */
export function mutationOf(name: MutantName | typeof HEALTHY): Mutation {
  const mutant: Mutant = name === HEALTHY ? { help: '' } : MUTANTS[name];
  const { help, settings = same, answer = same, deliver = (push) => [push] } = mutant;
  return {
    help,
    settings,
    deliver,
    answer(right) {
      const wrong = answer(right);
      return wrong === right ? right : { ...wrong, row: 'simulated-fault', hint: `mutant ${name}: ${help}` };
    },
  };
}

function same<T>(value: T): T {
  return value;
}

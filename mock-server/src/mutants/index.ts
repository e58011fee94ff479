import { ANSWER_MUTANTS } from './answer-mutants.js';
import { DELIVERY_MUTANTS } from './delivery-mutants.js';
import type { Mutant } from './mutant.js';
import { MUTANT_NAMES, type MutantName, NO_MUTANT } from './names.js';
import { SETTINGS_MUTANTS } from './settings-mutants.js';

const MUTANTS: { readonly [N in MutantName]: Mutant } = { ...SETTINGS_MUTANTS, ...ANSWER_MUTANTS, ...DELIVERY_MUTANTS };

/** The name of a mutant, and its error in one line. */
export interface MutantRow {
  readonly name: MutantName;
  readonly help: string;
}

/** Every mutant, in the order in which they are run. */
export const MUTANT_ROWS: readonly MutantRow[] = MUTANT_NAMES.map((name) => ({ name, help: MUTANTS[name].help }));

/** The hooks of a mutant, none of them missing. */
export type Mutation = Required<Mutant>;

/** Returns the hooks of a mutant; without a mutant they change nothing. */
export function mutationOf(name: MutantName | typeof NO_MUTANT): Mutation {
  const mutant: Mutant = name === NO_MUTANT ? { help: '' } : MUTANTS[name];
  const { help, settings = unchanged, answer = unchanged, deliver = (push) => [push] } = mutant;
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

function unchanged<T>(value: T): T {
  return value;
}

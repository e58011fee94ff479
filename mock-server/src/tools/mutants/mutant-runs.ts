import { MUTANT_ROWS, type MutantRow } from '../../mutants/index.js';
import { type MutantName, NO_MUTANT } from '../../mutants/names.js';
import { tableRow } from '../text-table.js';
import { describeTestEnd, type TestEnd, type TestRun } from './run-tests.js';

/** The result of the tests against one mutant. */
export interface MutantResult extends MutantRow {
  /** `killed` if the tests failed or did not end in time, `survived` if they passed. */
  readonly verdict: 'killed' | 'survived';
  readonly end: TestEnd;
  readonly durationMs: number;
}

export interface MutantReport {
  /** True if enough mutants were killed. */
  readonly ok: boolean;
  readonly killed: number;
  readonly total: number;
  readonly mutants: readonly MutantResult[];
}

/** The tests could not run, or fail without a mutant: no mutant can be judged. */
export class MutantRunError extends Error {
  override readonly name = 'MutantRunError';
  readonly code = 'NO_RESULT';
  /** The end of the output of the tests. */
  readonly outputEnd: string;

  constructor(message: string, outputEnd = '') {
    super(message);
    this.outputEnd = outputEnd;
  }
}

/** Runs the tests once, against a mock with this mutant. */
export type RunAgainst = (mutant: MutantName | typeof NO_MUTANT) => Promise<TestRun>;

/** @throws {MutantRunError} if the tests do not pass without a mutant. */
export async function assertPassWithoutMutant(runAgainst: RunAgainst): Promise<void> {
  const { end, outputEnd } = await runAgainst(NO_MUTANT);
  assertRun(end);
  if (hasPassed(end)) return;
  const reason = end.type === 'exited' ? `exit ${end.code}` : `they ${describeTestEnd(end)}`;
  throw new MutantRunError(`the tests fail even without a mutant (${reason}); fix them first`, outputEnd);
}

/**
 * Runs the tests against each of these mutants, several at a time.
 *
 * @throws {MutantRunError} if the tests could not be started or were stopped.
 */
export async function runAgainstMutants(
  names: readonly MutantName[],
  jobs: number,
  runAgainst: RunAgainst,
  onResult: (result: MutantResult) => void,
): Promise<readonly MutantResult[]> {
  const rows = MUTANT_ROWS.filter(({ name }) => names.includes(name));
  const waiting = [...rows];
  const results = new Map<MutantName, MutantResult>();
  const work = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      const result = judge(row, await runAgainst(row.name));
      results.set(row.name, result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return rows.flatMap(({ name }) => results.get(name) ?? []);
}

function judge(row: MutantRow, { end, durationMs }: TestRun): MutantResult {
  assertRun(end);
  return { ...row, verdict: hasPassed(end) ? 'survived' : 'killed', end, durationMs };
}

function assertRun(end: TestEnd): void {
  if (end.type === 'not-started' || end.type === 'stopped') {
    throw new MutantRunError(`the tests ${describeTestEnd(end)}`);
  }
}

export function hasPassed(end: TestEnd): boolean {
  return end.type === 'exited' && end.code === 0;
}

/** @param atLeast Number of killed mutants that is enough. */
export function mutantReport(mutants: readonly MutantResult[], atLeast: number): MutantReport {
  const killed = mutants.filter(({ verdict }) => verdict === 'killed').length;
  return { ok: killed >= atLeast, killed, total: mutants.length, mutants };
}

/** Formats the result of one mutant as a line of a table. */
export function formatMutantResult({ name, help, verdict, end }: MutantResult): string {
  const reason = end.type === 'exited' ? '' : ` (the tests ${describeTestEnd(end)})`;
  return tableRow([verdict, name, help + reason], [{ width: 8 }, { width: 18 }, {}]);
}

export function formatMutantReport({ killed, total }: MutantReport): string {
  return `${killed} of ${total} mutants killed`;
}

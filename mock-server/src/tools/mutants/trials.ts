import { MUTANT_ROWS, type MutantRow } from '../../mutants/index.js';
import { HEALTHY, type MutantName } from '../../mutants/names.js';
import { sentenceOf, type Trial } from './report.js';
import type { SuiteRun } from './suite-run.js';

/** The tests could not be tried: nothing can be told from them. */
export class TrialError extends Error {
  override readonly name = 'TrialError';
  readonly code = 'NO_RESULT';
  /** The end of what the tests wrote. */
  readonly tail: string;

  constructor(message: string, tail = '') {
    super(message);
    this.tail = tail;
  }
}

/** Runs the tests once against a vendor of their own. */
export type Attempt = (mutant: MutantName | typeof HEALTHY) => Promise<SuiteRun>;

/** @throws {TrialError} where the tests fail though the vendor is as it is known. */
export async function tryHealthy(attempt: Attempt): Promise<void> {
  const { end, tail } = await attempt(HEALTHY);
  if (passed(end)) return;
  throw new TrialError(`nothing can be told: against the healthy mock already, the tests ${sentenceOf(end)}`, tail);
}

/**
 * Tries mutants, so many at a time.
 *
 * @throws {TrialError} where a run did not come about, or was stopped.
 */
export async function tryMutants(
  names: readonly MutantName[],
  jobs: number,
  attempt: Attempt,
  onTrial: (trial: Trial) => void,
): Promise<readonly Trial[]> {
  const rows = MUTANT_ROWS.filter(({ name }) => names.includes(name));
  const waiting = [...rows];
  const trials = new Map<MutantName, Trial>();
  const work = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      const trial = trialOf(row, await attempt(row.name));
      trials.set(row.name, trial);
      onTrial(trial);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return rows.flatMap(({ name }) => trials.get(name) ?? []);
}

function trialOf(row: MutantRow, { end, durationMs }: SuiteRun): Trial {
  if (end.kind === 'not-run' || end.kind === 'stopped') throw new TrialError(`the tests ${sentenceOf(end)}`);
  return { ...row, verdict: passed(end) ? 'missed' : 'noticed', end, durationMs };
}

/** Whether the tests found nothing wrong. */
export function passed(end: SuiteRun['end']): boolean {
  return end.kind === 'exited' && end.code === 0;
}

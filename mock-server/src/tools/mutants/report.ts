import type { MutantRow } from '../../mutants/index.js';
import type { End } from './suite-run.js';

/** What the tests made of one mutant. */
export interface Trial extends MutantRow {
  /** `noticed` where the tests failed or did not end. */
  readonly verdict: 'noticed' | 'missed';
  readonly end: End;
  readonly durationMs: number;
}

/** What the tests made of all that were tried. */
export interface TrialReport {
  /** Whether as many were noticed as was asked for. */
  readonly ok: boolean;
  readonly noticed: number;
  readonly of: number;
  readonly mutants: readonly Trial[];
}

export function reportOf(mutants: readonly Trial[], atLeast: number): TrialReport {
  const noticed = mutants.filter(({ verdict }) => verdict === 'noticed').length;
  return { ok: noticed >= atLeast, noticed, of: mutants.length, mutants };
}

/** A trial as people read it. */
export function trialLine({ name, help, verdict, end }: Trial): string {
  const how = end.kind === 'exited' ? '' : ` (the tests ${sentenceOf(end)})`;
  return `${verdict.padEnd(7)}  ${name.padEnd(18)}  ${help}${how}\n`;
}

export function sumLine({ noticed, of }: TrialReport): string {
  return `${noticed} of ${of} mutants noticed\n`;
}

/** How the tests ended, as it completes "the tests …". */
export function sentenceOf(end: End): string {
  switch (end.kind) {
    case 'exited':
      return `exit ${end.code}`;
    case 'killed':
      return `were killed by ${end.signal}`;
    case 'timed-out':
      return 'did not end in time';
    case 'stopped':
      return 'were stopped';
    case 'not-run':
      return `cannot be run: ${end.reason}`;
  }
}

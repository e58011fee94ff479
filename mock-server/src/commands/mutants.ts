import { MockStartError } from '../base/errors.js';
import { jsonText } from '../base/json-text.js';
import { printableOutput } from '../base/printable.js';
import { HEALTHY, MUTANT_NAMES, type MutantName } from '../mutants/names.js';
import { duration } from '../settings/duration.js';
import { integer, oneOf } from '../settings/kinds.js';
import { environmentName } from '../settings/layers.js';
import {
  assertPassWithoutMutant,
  formatMutantReport,
  formatMutantResult,
  hasPassed,
  type MutantReport,
  MutantRunError,
  mutantReport,
  type RunAgainst,
  runAgainstMutants,
} from '../tools/mutants/mutant-runs.js';
import { runTests, type TestRun } from '../tools/mutants/run-tests.js';
import { checked } from './checked.js';
import { EXIT } from './exit.js';
import { withOwnMock } from './own-mock.js';
import { tell } from './tell.js';
import { untilStopped } from './until-stopped.js';

/** The flags of `mutants`, unchecked. */
export interface MutantsFlags {
  readonly only?: readonly string[];
  readonly atLeast?: string;
  readonly timeout?: string;
  readonly jobs?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly config?: string;
}

const UNHEARD = 'the tests sent nothing to IMSHOP_PUSH_URL: a mutant reaches only mocks that they start themselves';
const DEFAULT_TIMEOUT = '60s';
const MAX_JOBS = 64;

/**
 * Runs the tests against the mock as it is, then against each mutant. Exits 0 if enough were killed, 1 if too many
 * survived, 2 if the tests could not run.
 */
export async function mutants(command: readonly string[], flags: MutantsFlags): Promise<number> {
  const plan = planOf(flags);
  return untilStopped((stopped) => tried(command, plan, stopped));
}

async function tried(command: readonly string[], plan: Plan, stopped: AbortSignal): Promise<number> {
  try {
    const report = await runAll(plan, (mutant) => runOnce(command, mutant, plan, stopped));
    process.stdout.write(plan.json ? `${jsonText(report)}\n` : `${formatMutantReport(report)}\n`);
    return report.ok ? EXIT.ok : EXIT.failed;
  } catch (error) {
    if (!(error instanceof MutantRunError || error instanceof MockStartError)) throw error;
    if (error instanceof MutantRunError && error.outputEnd !== '')
      process.stderr.write(`${printableOutput(error.outputEnd).trimEnd()}\n`);
    tell(error.message);
    return EXIT.usage;
  }
}

interface Plan {
  readonly names: readonly MutantName[];
  readonly atLeast: number;
  readonly timeoutMs: number;
  readonly jobs: number;
  readonly json: boolean;
  readonly verbose: boolean;
  readonly config: string | undefined;
}

function planOf({ only, atLeast, timeout, jobs, json = false, verbose = false, config }: MutantsFlags): Plan {
  const names = only ? only.map((name) => checked('--only', oneOf(...MUTANT_NAMES), name)) : MUTANT_NAMES;
  const count = new Set(names).size;
  return {
    names,
    atLeast: checked('--at-least', integer(0, count), atLeast ?? count),
    timeoutMs: checked('--timeout', duration, timeout ?? DEFAULT_TIMEOUT),
    jobs: checked('--jobs', integer(1, MAX_JOBS), jobs ?? 1),
    json,
    verbose,
    config,
  };
}

/** One run of the tests, against a mock of its own; mocks that the tests start themselves are told by the variable. */
function runOnce(
  command: readonly string[],
  mutant: MutantName | typeof HEALTHY,
  { timeoutMs, verbose, config }: Plan,
  signal: AbortSignal,
): Promise<TestRun> {
  return withOwnMock({ settings: { mutant, logLevel: 'silent' }, config }, {}, async ({ state, variables }) => {
    const env = { ...process.env, ...variables, [environmentName('mutant')]: mutant };
    const run = await runTests(command, { env, timeoutMs, verbose, signal });
    const isHeard = state.events.since(0).length > 0;
    if (mutant === HEALTHY && hasPassed(run.end) && !isHeard) tell(UNHEARD);
    return run;
  });
}

async function runAll({ names, jobs, atLeast, json }: Plan, runAgainst: RunAgainst): Promise<MutantReport> {
  await assertPassWithoutMutant(runAgainst);
  const results = await runAgainstMutants(names, jobs, runAgainst, (result) => {
    if (!json) process.stdout.write(`${formatMutantResult(result)}\n`);
  });
  return mutantReport(results, atLeast);
}

import { MockStartError } from '../base/errors.js';
import { cleanOutput, safeJson } from '../base/text.js';
import { HEALTHY, MUTANT_NAMES, type MutantName } from '../mutants/names.js';
import type { FlagValues } from '../settings/flags.js';
import { integer, oneOf } from '../settings/kinds.js';
import { duration } from '../settings/rate.js';
import { environmentName } from '../settings/sources.js';
import { reportOf, sumLine, type TrialReport, trialLine } from '../tools/mutants/report.js';
import { runSuite, type SuiteRun } from '../tools/mutants/suite-run.js';
import { type Attempt, passed, TrialError, tryHealthy, tryMutants } from '../tools/mutants/trials.js';
import { type Command, EXIT, parseFlag, printError, withAbortOnStopSignal } from './command.js';
import { CONFIG_FLAG, withTemporaryMock } from './create-mock.js';

const NOTHING_SENT =
  'the tests sent nothing to IMSHOP_PUSH_URL: a mutant reaches only mocks that they start themselves';
const DEFAULT_TIMEOUT = '60s';
const MAX_JOBS = 64;

const FLAGS = {
  only: { argument: 'NAME', help: 'try only this mutant (repeatable, or separated by commas)', isList: true },
  atLeast: { argument: 'NUMBER', help: 'number of killed mutants that is enough (default: all)' },
  timeout: {
    argument: 'DURATION',
    help: `maximum time of a run; beyond it the run is ended and its mutant is killed (default: ${DEFAULT_TIMEOUT})`,
  },
  jobs: { argument: 'NUMBER', help: 'runs at a time (default: 1)' },
  json: { help: 'print one line of JSON' },
  verbose: { help: 'show the output of the tests' },
  config: { ...CONFIG_FLAG, help: 'settings of the mock in YAML or JSON; or as IMSHOP_MOCK_... variables' },
} as const;

/**
 * Runs the tests against the mock without a mutant, then against each mutant. Exits 0 if enough were killed, 1 if too many
 * survived, 2 if the tests could not run.
 */
export const mutants: Command<typeof FLAGS> = {
  operands: {
    name: 'TEST-COMMAND',
    help: 'the tests, with IMSHOP_PUSH_URL set; they must pass without a mutant',
    isProgram: true,
  },
  flags: FLAGS,
  async run(flags, tests) {
    const plan = planOf(flags);
    return withAbortOnStopSignal((stopped) => tryAll(tests, plan, stopped));
  },
};

async function tryAll(command: readonly string[], plan: Plan, stopped: AbortSignal): Promise<number> {
  try {
    const report = await trialsOf(plan, (mutant) => attempt(command, mutant, plan, stopped));
    process.stdout.write(plan.json ? `${safeJson(report)}\n` : sumLine(report));
    return report.ok ? EXIT.ok : EXIT.failed;
  } catch (error) {
    if (!(error instanceof TrialError || error instanceof MockStartError)) throw error;
    if (error instanceof TrialError && error.tail !== '')
      process.stderr.write(`${cleanOutput(error.tail).trimEnd()}\n`);
    printError(error.message);
    return EXIT.notRun;
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

function planOf({
  only,
  atLeast,
  timeout,
  jobs,
  json = false,
  verbose = false,
  config,
}: FlagValues<typeof FLAGS>): Plan {
  const names = only ? only.map((name) => parseFlag('--only', oneOf(...MUTANT_NAMES), name)) : MUTANT_NAMES;
  const count = new Set(names).size;
  return {
    names,
    atLeast: parseFlag('--at-least', integer(0, count), atLeast ?? count),
    timeoutMs: parseFlag('--timeout', duration, timeout ?? DEFAULT_TIMEOUT),
    jobs: parseFlag('--jobs', integer(1, MAX_JOBS), jobs ?? 1),
    json,
    verbose,
    config,
  };
}

/** Runs the tests once against a temporary mock. Mocks that the tests start themselves read the variable. */
function attempt(
  command: readonly string[],
  mutant: MutantName | typeof HEALTHY,
  { timeoutMs, verbose, config }: Plan,
  stop: AbortSignal,
): Promise<SuiteRun> {
  const flags = { port: '0', mutant, logLevel: 'silent', config };
  return withTemporaryMock(flags, {}, async ({ state, variables }) => {
    const env = { ...process.env, ...variables, [environmentName('mutant')]: mutant };
    const run = await runSuite(command, { env, timeoutMs, verbose, stop });
    const isReached = state.events.since(0).length > 0;
    if (mutant === HEALTHY && passed(run.end) && !isReached) printError(NOTHING_SENT);
    return run;
  });
}

async function trialsOf({ names, jobs, atLeast, json }: Plan, attempt: Attempt): Promise<TrialReport> {
  await tryHealthy(attempt);
  const trials = await tryMutants(names, jobs, attempt, (trial) => {
    if (!json) process.stdout.write(trialLine(trial));
  });
  return reportOf(trials, atLeast);
}

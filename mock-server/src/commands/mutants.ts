import { MockStartError } from '../base/errors.js';
import { cleanOutput, safeJson } from '../base/text.js';
import { MUTANT_NAMES, type MutantName, NO_MUTANT } from '../mutants/names.js';
import type { FlagValues } from '../settings/flags.js';
import { integer, oneOf } from '../settings/kinds.js';
import { duration } from '../settings/rate.js';
import { environmentName } from '../settings/sources.js';
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
    return withAbortOnStopSignal((stopped) => judgeTests(tests, plan, stopped));
  },
};

async function judgeTests(command: readonly string[], plan: Plan, stopped: AbortSignal): Promise<number> {
  try {
    const report = await runAll(plan, (mutant) => runOnce(command, mutant, plan, stopped));
    process.stdout.write(plan.json ? `${safeJson(report)}\n` : `${formatMutantReport(report)}\n`);
    return report.ok ? EXIT.ok : EXIT.failed;
  } catch (error) {
    if (!(error instanceof MutantRunError || error instanceof MockStartError)) throw error;
    if (error instanceof MutantRunError && error.outputEnd !== '')
      process.stderr.write(`${cleanOutput(error.outputEnd).trimEnd()}\n`);
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
function runOnce(
  command: readonly string[],
  mutant: MutantName | typeof NO_MUTANT,
  { timeoutMs, verbose, config }: Plan,
  signal: AbortSignal,
): Promise<TestRun> {
  const flags = { port: '0', mutant, logLevel: 'silent', config };
  return withTemporaryMock(flags, {}, async ({ state, variables }) => {
    const env = { ...process.env, ...variables, [environmentName('mutant')]: mutant };
    const run = await runTests(command, { env, timeoutMs, verbose, signal });
    const isReached = state.events.since(0).length > 0;
    if (mutant === NO_MUTANT && hasPassed(run.end) && !isReached) printError(NOTHING_SENT);
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

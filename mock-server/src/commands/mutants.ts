import { MockStartError } from '../base/errors.js';
import { jsonText } from '../base/json-text.js';
import { printableOutput } from '../base/printable.js';
import { HEALTHY, MUTANT_NAMES, type MutantName } from '../mutants/names.js';
import { duration } from '../settings/duration.js';
import { integer, oneOf } from '../settings/kinds.js';
import { environmentName } from '../settings/layers.js';
import { reportOf, sumLine, type TrialReport, trialLine } from '../tools/mutants/report.js';
import { runSuite, type SuiteRun } from '../tools/mutants/suite-run.js';
import { type Attempt, passed, TrialError, tryHealthy, tryMutants } from '../tools/mutants/trials.js';
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
 * Runs the tests against the mock as it is, then against each mutant. Exits 0 where enough were noticed, 1 where not,
 * 2 where nothing could be told.
 */
export async function mutants(command: readonly string[], flags: MutantsFlags): Promise<number> {
  const plan = planOf(flags);
  return untilStopped((stopped) => tried(command, plan, stopped));
}

async function tried(command: readonly string[], plan: Plan, stopped: AbortSignal): Promise<number> {
  try {
    const report = await trialsOf(plan, (mutant) => attempt(command, mutant, plan, stopped));
    process.stdout.write(plan.json ? `${jsonText(report)}\n` : sumLine(report));
    return report.ok ? EXIT.ok : EXIT.failed;
  } catch (error) {
    if (!(error instanceof TrialError || error instanceof MockStartError)) throw error;
    if (error instanceof TrialError && error.tail !== '')
      process.stderr.write(`${printableOutput(error.tail).trimEnd()}\n`);
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
function attempt(
  command: readonly string[],
  mutant: MutantName | typeof HEALTHY,
  { timeoutMs, verbose, config }: Plan,
  stop: AbortSignal,
): Promise<SuiteRun> {
  return withOwnMock({ settings: { mutant, logLevel: 'silent' }, config }, {}, async ({ state, variables }) => {
    const env = { ...process.env, ...variables, [environmentName('mutant')]: mutant };
    const run = await runSuite(command, { env, timeoutMs, verbose, stop });
    const isHeard = state.events.since(0).length > 0;
    if (mutant === HEALTHY && passed(run.end) && !isHeard) tell(UNHEARD);
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

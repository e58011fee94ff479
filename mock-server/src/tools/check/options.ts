import { availableParallelism } from 'node:os';
import {
  commandSender,
  type DeliveryGuarantee,
  MATRIX_SCENARIOS,
  type RunLimits,
  runLimits,
  SCENARIOS,
  type Scenario,
  type Sender,
  serviceSender,
} from 'imshop-contracts/conformance';
import type { Rate } from '../../api/settings.js';
import { type SettingProblem, SettingsError } from '../../settings/errors.js';
import type { FlagValues } from '../../settings/flags.js';
import { integer, type Kind, oneOf } from '../../settings/kinds.js';
import { duration, rate } from '../../settings/rate.js';

/** The flags of `check`. */
export const CHECK_FLAGS = {
  realTime: { help: "the vendor's own minute instead of a short window" },
  rateLimit: { argument: 'RATE', help: 'rate limit in force (default: 10/2s; with --real-time 10/1m)' },
  timeout: {
    argument: 'DURATION',
    help: 'maximum time of a scenario, beside its pushes (default: 90s; with --real-time 15m)',
  },
  atLeastOnce: { help: 'the sender declares that it may send a push twice if the first result is unknown' },
  only: { argument: 'ID', help: 'run only this scenario (repeatable, or separated by commas)', isList: true },
  jobs: { argument: 'NUMBER', help: 'scenarios at a time (default: 2 per processor)' },
  matrix: { help: 'run the key scenarios under every variant of what the vendor does not document' },
  triggerUrl: { argument: 'URL', help: 'the sender is a service: post jobs to this URL, a 2xx means success' },
  port: { argument: 'NUMBER', help: 'port that a running service sends its pushes to (default: 8080)' },
  baseline: { argument: 'FILE', help: 'known failures, which do not fail the run' },
  saveBaseline: { argument: 'FILE', help: 'save the failures as known failures' },
  json: { help: 'print one line of JSON' },
  junit: { argument: 'FILE', help: 'save a JUnit report for CI' },
  html: { argument: 'FILE', help: 'save a report as a page, with a timeline of each scenario' },
  showIds: { help: 'show customer ids in full' },
  list: { help: 'list the scenarios and run nothing' },
} as const;

/** Values of the flags of `check`, not checked yet. */
export type CheckFlags = FlagValues<typeof CHECK_FLAGS>;

/** The checked options of a run. */
export interface CheckPlan {
  readonly sender: Sender;
  /** Name of the sender in reports: its command line, or its URL. */
  readonly senderName: string;
  readonly scenarios: readonly Scenario[];
  readonly limits: RunLimits;
  readonly realTime: boolean;
  readonly delivery: DeliveryGuarantee;
  readonly timeoutMs: number;
  readonly jobs: number;
  readonly port: number;
  readonly showIds: boolean;
}

const DEFAULT_PORT = 8080;
/** Scenarios mostly wait, so more of them run at a time than there are processors. */
const JOBS_PER_PROCESSOR = 2;
const MAX_JOBS = 64;
const TIMEOUT_MS = { quick: 90_000, 'real-time': 900_000 } as const;
const MAX_TIMEOUT_MS = 86_400_000;
const timeout: Kind<number> = {
  allowed: 'a duration such as 90s (units ms, s, m; from 1ms to 1440m)',
  parse: (value) => {
    const ms = duration.parse(value) ?? 0;
    return ms >= 1 && ms <= MAX_TIMEOUT_MS ? ms : undefined;
  },
};
/** Without `off`: a check needs a limit. */
const limit: Kind<Rate> = {
  allowed: 'a rate such as 10/2s (units ms, s, m, h; a window of at most a day)',
  parse: (value) => rate.parse(value) ?? undefined,
};

/**
 * Checks the flags.
 *
 * @throws {SettingsError} naming every flag that is not allowed.
 */
export function checkPlan(command: readonly string[], flags: CheckFlags): CheckPlan {
  const problems: SettingProblem[] = [];
  const checked = <T>(name: string, kind: Kind<T>, value: string | undefined, initial: T): T => {
    if (value === undefined) return initial;
    const parsed = kind.parse(value);
    if (parsed === undefined) problems.push({ name, value, allowed: kind.allowed });
    return parsed ?? initial;
  };
  const pace = flags.realTime ? 'real-time' : 'quick';
  const all = flags.matrix ? MATRIX_SCENARIOS : SCENARIOS;
  const ids = flags.only?.map((id) => checked('--only', oneOf(...all.map((scenario) => scenario.id)), id, id));
  const trigger = checked('--trigger-url', url, flags.triggerUrl, undefined);
  // A service takes one job at a time.
  const isService = flags.triggerUrl !== undefined;
  const jobs = checked('--jobs', integer(1, isService ? 1 : MAX_JOBS), flags.jobs, isService ? 1 : defaultJobs());
  const usesPort = isService && command.length === 0;
  const port = checked('--port', integer(1, 65_535), flags.port, DEFAULT_PORT);
  if (flags.port !== undefined && !usesPort) problems.push(PORT_NOT_ALLOWED);
  if (command.length === 0 && flags.triggerUrl === undefined) problems.push(SENDER_MISSING);
  const limits = runLimits(pace, checked('--rate-limit', limit, flags.rateLimit, undefined));
  const timeoutMs = checked('--timeout', timeout, flags.timeout, TIMEOUT_MS[pace]);
  if (problems.length > 0) throw new SettingsError(problems);
  return {
    sender: trigger ? serviceSender(trigger, command) : commandSender(command),
    senderName: command.length > 0 ? command.join(' ') : String(flags.triggerUrl),
    scenarios: ids ? all.filter(({ id }) => ids.includes(id)) : all,
    limits,
    realTime: flags.realTime === true,
    delivery: flags.atLeastOnce ? 'at-least-once' : 'at-most-once',
    timeoutMs,
    jobs,
    port: usesPort ? port : 0,
    showIds: flags.showIds === true,
  };
}

const SENDER_MISSING = {
  name: 'COMMAND',
  value: undefined,
  allowed: 'given after --, or a service named by --trigger-url',
};
const PORT_NOT_ALLOWED = {
  name: '--port',
  value: undefined,
  allowed: 'left out: it is for a service that is already running and sends to one URL',
};

const url: Kind<URL | undefined> = {
  allowed: 'the http or https address where the service takes a job',
  parse: (value) =>
    URL.canParse(String(value)) && /^https?:/i.test(String(value)) ? new URL(String(value)) : undefined,
};

function defaultJobs(): number {
  return JOBS_PER_PROCESSOR * availableParallelism();
}

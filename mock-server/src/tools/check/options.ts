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
import { duration } from '../../settings/duration.js';
import { type SettingProblem, SettingsError } from '../../settings/errors.js';
import { integer, type Kind, oneOf } from '../../settings/kinds.js';
import { type Rate, rate } from '../../settings/rate.js';

/** The flags of `check`, unchecked. */
export interface CheckFlags {
  readonly triggerUrl?: string;
  readonly port?: string;
  readonly realTime?: true;
  readonly rateLimit?: string;
  readonly timeout?: string;
  readonly atLeastOnce?: true;
  readonly only?: readonly string[];
  readonly jobs?: string;
  readonly matrix?: true;
  readonly list?: true;
  readonly json?: true;
  readonly junit?: string;
  readonly html?: string;
  readonly baseline?: string;
  readonly saveBaseline?: string;
  readonly showIds?: true;
}

/** What a run takes, checked and complete. */
export interface CheckPlan {
  readonly sender: Sender;
  /** For headings. */
  readonly named: string;
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
/** Scenarios mostly wait, so more of them run than there are processors. */
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
/** A limit that is none could not be kept or broken. */
const limit: Kind<Rate> = {
  allowed: 'a rate such as 10/2s (units ms, s, m, h; a window of at most a day)',
  parse: (value) => rate.parse(value) ?? undefined,
};

/** @throws {SettingsError} naming every flag that is not allowed. */
export function checkPlan(command: readonly string[], flags: CheckFlags): CheckPlan {
  const faults: SettingProblem[] = [];
  const checked = <T>(name: string, kind: Kind<T>, value: string | undefined, initial: T): T => {
    if (value === undefined) return initial;
    const parsed = kind.parse(value);
    if (parsed === undefined) faults.push({ name, value, allowed: kind.allowed });
    return parsed ?? initial;
  };
  const pace = flags.realTime ? 'real-time' : 'quick';
  const all = flags.matrix ? MATRIX_SCENARIOS : SCENARIOS;
  const ids = flags.only?.map((id) => checked('--only', oneOf(...all.map((one) => one.id)), id, id));
  const trigger = checked('--trigger-url', url, flags.triggerUrl, undefined);
  // One address serves one job after the other.
  const oneByOne = flags.triggerUrl !== undefined;
  const jobs = checked('--jobs', integer(1, oneByOne ? 1 : MAX_JOBS), flags.jobs, oneByOne ? 1 : usualJobs());
  const usesPort = oneByOne && command.length === 0;
  const port = checked('--port', integer(1, 65_535), flags.port, DEFAULT_PORT);
  if (flags.port !== undefined && !usesPort) faults.push(PORT_IS_FREE);
  if (command.length === 0 && flags.triggerUrl === undefined) faults.push(NO_SENDER);
  const limits = runLimits(pace, checked('--rate-limit', limit, flags.rateLimit, undefined));
  const timeoutMs = checked('--timeout', timeout, flags.timeout, TIMEOUT_MS[pace]);
  if (faults.length > 0) throw new SettingsError(faults);
  return {
    sender: trigger ? serviceSender(trigger, command) : commandSender(command),
    named: command.length > 0 ? command.join(' ') : String(flags.triggerUrl),
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

const NO_SENDER = { name: 'COMMAND', value: undefined, allowed: 'given after --, or a service named by --trigger-url' };
const PORT_IS_FREE = {
  name: '--port',
  value: undefined,
  allowed: 'left out: it is for a service that runs already and posts to one address for ever',
};

const url: Kind<URL | undefined> = {
  allowed: 'the http or https address where the service takes a job',
  parse: (value) =>
    URL.canParse(String(value)) && /^https?:/i.test(String(value)) ? new URL(String(value)) : undefined,
};

function usualJobs(): number {
  return JOBS_PER_PROCESSOR * availableParallelism();
}

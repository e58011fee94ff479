import { isObject, type JsonObject } from '../json.js';
import type { DeliveryGuarantee } from './evidence.js';
import { type RunLimits, runLimits, type StartMock } from './mock.js';
import type { ScenarioResult } from './result.js';
import type { Scenario } from './scenario.js';
import type { Sender } from './sender/sender.js';

export interface CheckOptions {
  /** The program under test. */
  readonly sender: Sender;
  /** Starts a mock: `startCheckMock` of `imshop-mock/check`. */
  readonly startMock: StartMock;
  /** At least one. @default all; for a matrix `MATRIX_SCENARIOS` */
  readonly scenarios?: readonly Scenario[];
  /** The rate limit and the sender's time-out. @default 10 requests in 2,000 ms, and 3,000 ms */
  readonly limits?: RunLimits;
  /** The promise of the sender about pushes whose result it cannot know. @default 'at-most-once' */
  readonly delivery?: DeliveryGuarantee;
  /** Maximum duration of one run of the sender, on top of the time that its pushes take at the vendor's pace; up to a day. @default 90,000 */
  readonly timeoutMs?: number;
  /** Scenarios that run at the same time, each with its own mock. @default 4 */
  readonly jobs?: number;
  /** Port of the mock, for a running service that always posts to one address. @default 0, a free port for each scenario */
  readonly port?: number;
  /** True to show the ids of customers in full. @default false */
  readonly showIds?: boolean;
  /** Aborts the run and stops all its processes. */
  readonly signal?: AbortSignal;
  /** Called with the result of each scenario as soon as it ends. */
  readonly onResult?: (result: ScenarioResult) => void;
}

/** The options with their defaults. */
export type CheckConfig = Required<CheckOptions>;

const DEFAULT_TIMEOUT_MS = 90_000;
const DEFAULT_JOBS = 4;

/** An option of a run is wrong or unknown. Thrown before any scenario starts. */
export class CheckOptionsError extends Error {
  override readonly name = 'CheckOptionsError';
  readonly code = 'INVALID_CHECK_OPTIONS';
  readonly option: string;

  constructor(option: string, reason: string) {
    super(`${option} ${reason}`);
    this.option = option;
  }
}

/**
 * Checks the options and adds the defaults.
 *
 * @param scenarios The default scenarios.
 * @throws CheckOptionsError naming the option and the allowed values.
 */
export function resolveOptions(options: CheckOptions, scenarios: readonly Scenario[]): CheckConfig {
  const given = Object.entries(Object(options)).filter(([, value]) => value !== undefined);
  const config: JsonObject = {
    scenarios,
    limits: runLimits('quick'),
    delivery: 'at-most-once',
    timeoutMs: DEFAULT_TIMEOUT_MS,
    jobs: DEFAULT_JOBS,
    port: 0,
    showIds: false,
    signal: new AbortController().signal,
    onResult: () => {},
    ...Object.fromEntries(given),
  };
  assertConfig(config);
  return config;
}

interface Check {
  readonly allowed: string;
  readonly isValid: (value: unknown) => boolean;
}

/** A day. `setTimeout` treats more than 25 days as 1 ms. */
const MAX_TIMEOUT_MS = 86_400_000;
const MAX_JOBS = 1000;
const MAX_PORT = 65_535;
const LIMIT_KEYS = ['requests', 'windowMs', 'timeoutMs', 'retryAfterS'];

const integer = (min: number, max: number): Check => ({
  allowed: `a whole number from ${min} to ${max}`,
  isValid: (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
});

const functionThat = (does: string): Check => ({
  allowed: `a function that ${does}`,
  isValid: (value) => typeof value === 'function',
});

const CHECKS: { readonly [K in keyof CheckConfig]: Check } = {
  sender: {
    allowed: 'a sender from commandSender or serviceSender',
    isValid: (value) => isObject(value) && typeof value['open'] === 'function',
  },
  startMock: functionThat('starts a mock, such as startCheckMock of imshop-mock/check'),
  scenarios: {
    allowed: 'a list of at least one scenario, such as SCENARIOS',
    isValid: (value) => Array.isArray(value) && value.length > 0 && value.every(isScenario),
  },
  limits: {
    allowed: `an object of ${LIMIT_KEYS.join(', ')}, whole numbers from 1, such as runLimits('quick')`,
    isValid: areLimits,
  },
  delivery: {
    allowed: 'at-most-once or at-least-once',
    isValid: (value) => value === 'at-most-once' || value === 'at-least-once',
  },
  timeoutMs: integer(1, MAX_TIMEOUT_MS),
  jobs: integer(1, MAX_JOBS),
  port: integer(0, MAX_PORT),
  showIds: { allowed: 'true or false', isValid: (value) => typeof value === 'boolean' },
  signal: { allowed: 'an AbortSignal', isValid: (value) => value instanceof AbortSignal },
  onResult: functionThat('takes a result'),
};

function assertConfig(config: JsonObject): asserts config is JsonObject & CheckConfig {
  const unknown = Object.keys(config).find((key) => !Object.hasOwn(CHECKS, key));
  if (unknown !== undefined) {
    throw new CheckOptionsError(unknown, `is not an option; allowed are ${Object.keys(CHECKS).join(', ')}`);
  }
  for (const [option, { allowed, isValid }] of Object.entries(CHECKS)) {
    const value = config[option];
    const actual = Object(value) === value ? '' : `, not ${String(value)}`;
    if (!isValid(value)) throw new CheckOptionsError(option, `must be ${allowed}${actual}`);
  }
}

function isScenario(value: unknown): boolean {
  return isObject(value) && typeof value['id'] === 'string' && isObject(value['job']) && Array.isArray(value['expect']);
}

function areLimits(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).some((key) => !LIMIT_KEYS.includes(key))) return false;
  return LIMIT_KEYS.every((key) => Number.isInteger(value[key]) && Number(value[key]) >= 1);
}

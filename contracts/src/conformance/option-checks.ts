import { isObject, type JsonObject } from '../json.js';
import type { CheckConfig } from './options.js';

/** An option of a run is wrong, or there is no such option. Thrown before anything is played. */
export class CheckOptionsError extends Error {
  override readonly name = 'CheckOptionsError';
  readonly code = 'INVALID_CHECK_OPTIONS';
  readonly option: string;

  constructor(option: string, reason: string) {
    super(`${option} ${reason}`);
    this.option = option;
  }
}

interface Check {
  readonly allowed: string;
  readonly holds: (value: unknown) => boolean;
}

/** `setTimeout` takes more than 25 days for none at all; nobody waits a day for one scenario. */
const MAX_TIMEOUT_MS = 86_400_000;
const MAX_JOBS = 1000;
const MAX_PORT = 65_535;
const TERMS = ['requests', 'windowMs', 'timeoutMs', 'retryAfterS'];

const wholeNumber = (min: number, max: number): Check => ({
  allowed: `a whole number from ${min} to ${max}`,
  holds: (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
});

const aFunction = (what: string): Check => ({ allowed: what, holds: (value) => typeof value === 'function' });

const CHECKS: { readonly [K in keyof CheckConfig]: Check } = {
  sender: {
    allowed: 'a sender, as commandSender and serviceSender make one',
    holds: (value) => isObject(value) && typeof value['open'] === 'function',
  },
  startVendor: aFunction('a function that starts a mock, as imshop-mock/check has it'),
  scenarios: {
    allowed: 'a list of at least one scenario, as SCENARIOS has them',
    holds: (value) => Array.isArray(value) && value.length > 0 && value.every(isScenario),
  },
  terms: { allowed: `${TERMS.join(', ')}, whole numbers from 1, as termsOf gives them`, holds: areTerms },
  delivery: {
    allowed: 'at-most-once or at-least-once',
    holds: (value) => value === 'at-most-once' || value === 'at-least-once',
  },
  timeoutMs: wholeNumber(1, MAX_TIMEOUT_MS),
  jobs: wholeNumber(1, MAX_JOBS),
  port: wholeNumber(0, MAX_PORT),
  showIds: { allowed: 'true or false', holds: (value) => typeof value === 'boolean' },
  signal: { allowed: 'an AbortSignal', holds: (value) => value instanceof AbortSignal },
  onResult: aFunction('a function that is told of each result'),
};

/** @throws CheckOptionsError naming the option and what is allowed. */
export function checkOptions(config: JsonObject): asserts config is JsonObject & CheckConfig {
  const unknown = Object.keys(config).find((key) => !Object.hasOwn(CHECKS, key));
  if (unknown !== undefined) {
    throw new CheckOptionsError(unknown, `is no option; allowed are ${Object.keys(CHECKS).join(', ')}`);
  }
  for (const [option, { allowed, holds }] of Object.entries(CHECKS)) {
    const value = config[option];
    const not = Object(value) === value ? '' : `, not ${String(value)}`;
    if (!holds(value)) throw new CheckOptionsError(option, `must be ${allowed}${not}`);
  }
}

function isScenario(value: unknown): boolean {
  return isObject(value) && typeof value['id'] === 'string' && isObject(value['job']) && Array.isArray(value['expect']);
}

function areTerms(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).some((key) => !TERMS.includes(key))) return false;
  return TERMS.every((key) => Number.isInteger(value[key]) && Number(value[key]) >= 1);
}

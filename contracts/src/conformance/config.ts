import type { JsonObject } from '../json.js';
import { checkOptions } from './option-checks.js';
import type { CheckConfig, CheckOptions } from './options.js';
import type { Scenario } from './scenario.js';
import { termsOf } from './terms.js';

const TIMEOUT_MS = 90_000;
const JOBS = 4;

/**
 * @param scenarios What is played where nothing is said.
 * @throws CheckOptionsError
 */
export function configOf(options: CheckOptions, scenarios: readonly Scenario[]): CheckConfig {
  const given = Object.entries(Object(options)).filter(([, value]) => value !== undefined);
  const config: JsonObject = {
    scenarios,
    terms: termsOf('quick'),
    delivery: 'at-most-once',
    timeoutMs: TIMEOUT_MS,
    jobs: JOBS,
    port: 0,
    showIds: false,
    signal: new AbortController().signal,
    onResult: () => {},
    ...Object.fromEntries(given),
  };
  checkOptions(config);
  return config;
}

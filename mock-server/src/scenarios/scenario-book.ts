import { SCENARIO_NAMES, type Scenario, type ScenarioName } from '../api/faults.js';
import { SettingsError } from '../settings/errors.js';
import { builtIn } from './built-in.js';

/** The scenario that an integration goes through from its first use. */
export type ScenarioBook = (slug: string) => Scenario | undefined;

export const NO_SCENARIOS: ScenarioBook = () => undefined;

/** A book with one scenario for every integration. */
export function oneScenario(scenario: Scenario): ScenarioBook {
  return () => scenario;
}

/**
 * A built-in scenario for every integration; none where there is no name.
 *
 * @throws {SettingsError} where there is none of this name.
 */
export function namedScenario(name: string | undefined): ScenarioBook {
  if (name === undefined) return NO_SCENARIOS;
  if (isScenarioName(name)) return oneScenario(builtIn(name));
  throw new SettingsError([{ name: 'scenario', value: name, allowed: `one of ${SCENARIO_NAMES.join(', ')}` }]);
}

export function isScenarioName(name: string): name is ScenarioName {
  return SCENARIO_NAMES.some((known) => known === name);
}

import { SCENARIO_NAMES, type Scenario, type ScenarioName } from '../api/faults.js';
import { SettingsError } from '../settings/errors.js';
import { builtIn } from './built-in.js';

/** Gives the scenario that an integration starts with. */
export type ScenarioProvider = (slug: string) => Scenario | undefined;

export const NO_SCENARIOS: ScenarioProvider = () => undefined;

/** The same scenario for every integration. */
export function sameScenario(scenario: Scenario): ScenarioProvider {
  return () => scenario;
}

/**
 * The built-in scenario of this name for every integration; none without a name.
 *
 * @throws {SettingsError} if there is no built-in scenario of this name.
 */
export function scenarioByName(name: string | undefined): ScenarioProvider {
  if (name === undefined) return NO_SCENARIOS;
  if (isScenarioName(name)) return sameScenario(builtIn(name));
  throw new SettingsError([{ name: 'scenario', value: name, allowed: `one of ${SCENARIO_NAMES.join(', ')}` }]);
}

export function isScenarioName(name: string): name is ScenarioName {
  return SCENARIO_NAMES.some((known) => known === name);
}

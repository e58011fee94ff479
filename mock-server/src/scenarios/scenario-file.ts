import type Joi from 'joi';
import { SCENARIO_NAMES, type Scenario } from '../api/faults.js';
import { scenarioFile, scenarioSpec } from '../faults/rule-schemas.js';
import { SettingsError } from '../settings/errors.js';
import { readYamlFile } from '../settings/yaml-file.js';
import { type ScenarioProvider, sameScenario } from './scenario-provider.js';

/**
 * Reads a YAML or JSON file: one scenario for every integration, or `integrations: {slug: scenario}`.
 *
 * @throws {SettingsError} naming file, line and path of each invalid value, and what is allowed.
 */
export async function readScenarioFile(path: string, setting: string): Promise<ScenarioProvider> {
  const { value, lineOf } = await readYamlFile(path, setting, `one of ${SCENARIO_NAMES.join(', ')}, or `);
  const placeOf = (at: Path) => `${path}, line ${lineOf(at)}`;
  if (typeof value !== 'object' || value === null || !('integrations' in value)) {
    return sameScenario(check(scenarioSpec, value, placeOf));
  }
  const scenarios = new Map(Object.entries(check(scenarioFile, value, placeOf).integrations));
  return (slug) => scenarios.get(slug);
}

/** @throws {SettingsError} naming each invalid value, and what is allowed. */
export function validScenario(scenario: Scenario): ScenarioProvider {
  return sameScenario(check(scenarioSpec, scenario, () => 'scenario'));
}

type Path = readonly (string | number)[];

function check<T>(schema: Joi.ObjectSchema<T>, value: unknown, placeOf: (path: Path) => string): T {
  const { error, value: checked } = schema.validate(value, { abortEarly: false, errors: { wrap: { array: '' } } });
  if (!error) return checked;
  throw new SettingsError(
    error.details.map(({ path, message, context }) => ({
      name: placeOf(path),
      value: context?.['value'] as unknown,
      allowed: `a scenario (${message})`,
    })),
  );
}

import type Joi from 'joi';
import { SCENARIO_NAMES, type Scenario } from '../api/faults.js';
import { scenarioFile, scenarioSpec } from '../faults/schema.js';
import { SettingsError } from '../settings/errors.js';
import { readYamlFile } from '../settings/yaml-file.js';
import { oneScenario, type ScenarioBook } from './scenario-book.js';

/**
 * The scenarios of a YAML or JSON file: one for every integration, or `integrations: {slug: scenario}`.
 *
 * @throws {SettingsError} naming file, line and path of each fault, and what is allowed.
 */
export async function readScenarioFile(path: string, setting: string): Promise<ScenarioBook> {
  const { value, lineOf } = await readYamlFile(path, setting, `one of ${SCENARIO_NAMES.join(', ')}, or `);
  const spell = (at: Path) => `${path}, line ${lineOf(at)}`;
  if (typeof value !== 'object' || value === null || !('integrations' in value)) {
    return oneScenario(check(scenarioSpec, value, spell));
  }
  const scenarios = new Map(Object.entries(check(scenarioFile, value, spell).integrations));
  return (slug) => scenarios.get(slug);
}

/** @throws {SettingsError} naming the path of each fault, and what is allowed. */
export function checkedScenario(scenario: Scenario): ScenarioBook {
  return oneScenario(check(scenarioSpec, scenario, () => 'scenario'));
}

type Path = readonly (string | number)[];

function check<T>(schema: Joi.ObjectSchema<T>, value: unknown, spell: (path: Path) => string): T {
  const { error, value: checked } = schema.validate(value, { abortEarly: false, errors: { wrap: { array: '' } } });
  if (!error) return checked;
  throw new SettingsError(
    error.details.map(({ path, message, context }) => ({
      name: spell(path),
      value: context?.['value'] as unknown,
      allowed: `a scenario (${message})`,
    })),
  );
}

import type { Settings } from '../api/settings.js';
import { systemClock } from '../base/clock.js';
import { MockState } from '../core/mock-state.js';
import type { Observation } from '../fidelity/observation.js';
import { observedTable } from '../fidelity/table.js';
import { isScenarioName, type ScenarioProvider, scenarioByName } from '../scenarios/scenario-provider.js';
import { MockServer } from '../server/mock-server.js';
import { readConfigFile } from '../settings/config-file.js';
import {
  CONFIG_VARIABLE,
  environment,
  file as fileLayer,
  flags as flagLayer,
  flagName,
  inProcess,
  resolveSettings,
} from '../settings/layers.js';
import type { Flags } from './flags.js';
import { pinoLogger } from './pino-logger.js';

/**
 * The mock that a command line asks for: flag over environment over file over what a probe observed over the command's
 * own defaults.
 *
 * @throws {SettingsError} naming every setting that is not allowed, as its source spells it.
 */
export async function mockOf(
  { settings: flags, config }: Flags,
  defaults: Partial<Settings> = {},
): Promise<MockServer> {
  const path = config ?? process.env[CONFIG_VARIABLE];
  const file = path ? [await readConfigFile(path)] : [];
  const given = [flagLayer(flags), environment(process.env), ...file];
  const { fidelity: probed } = resolveSettings(given);
  const observation = probed === undefined ? undefined : await observationOf(probed);
  const observed = observation ? [fileLayer(observation.settings, String(probed))] : [];
  const settings = resolveSettings([...given, ...observed, inProcess(defaults)]);
  const fidelity = observation && observedTable(observation, settings);
  const logger = pinoLogger(settings.logLevel);
  const scenarios = await scenariosOf(settings);
  return new MockServer(new MockState({ settings, clock: systemClock, logger, scenarios, fidelity }));
}

/** Loaded on need, as it brings a validator along. */
async function observationOf(path: string): Promise<Observation> {
  const { readObservation } = await import('../fidelity/observation-file.js');
  return readObservation(path, flagName('fidelity'));
}

/** A built-in scenario by its name, else those of a file. */
async function scenariosOf({ scenario }: Settings): Promise<ScenarioProvider> {
  if (scenario === undefined || isScenarioName(scenario)) return scenarioByName(scenario);
  const { readScenarioFile } = await import('../scenarios/scenario-file.js');
  return readScenarioFile(scenario, flagName('scenario'));
}

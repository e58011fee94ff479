import { systemClock } from '../clock.js';
import { readConfigFile } from '../options/config-file.js';
import {
  CONFIG_VARIABLE,
  environment,
  flags as flagLayer,
  flagName,
  inProcess,
  resolveSettings,
} from '../options/layers.js';
import type { Settings } from '../options/settings.js';
import { Planes } from '../planes.js';
import { isScenarioName, namedScenario, type ScenarioBook } from '../scenarios/scenario-book.js';
import { MockState } from '../state.js';
import { pinoLogger } from './pino-logger.js';
import type { Flags } from './program.js';

/**
 * The mock that a command line asks for: flag over environment over file over the command's own defaults.
 *
 * @throws {SettingsError} naming every setting that is not allowed, as its source spells it.
 */
export async function mockOf({ settings: flags, config }: Flags, defaults: Partial<Settings> = {}): Promise<Planes> {
  const path = config ?? process.env[CONFIG_VARIABLE];
  const file = path ? [await readConfigFile(path)] : [];
  const settings = resolveSettings([flagLayer(flags), environment(process.env), ...file, inProcess(defaults)]);
  return new Planes(new MockState(settings, systemClock, pinoLogger(settings.logLevel), await scenariosOf(settings)));
}

/** A built-in scenario by its name, else those of a file. */
async function scenariosOf({ scenario }: Settings): Promise<ScenarioBook> {
  if (scenario === undefined || isScenarioName(scenario)) return namedScenario(scenario);
  const { readScenarioFile } = await import('../scenarios/scenario-file.js');
  return readScenarioFile(scenario, flagName('scenario'));
}

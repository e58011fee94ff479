import { DEFAULT_SLUG } from '../api/push-path.js';
import { systemClock } from '../base/clock.js';
import { MockState } from '../core/mock-state.js';
import { type Observation, observedTable } from '../fidelity/table.js';
import { isScenarioName, type ScenarioProvider, scenarioByName } from '../scenarios/scenario-provider.js';
import { serve } from '../server/listener.js';
import { MockServer } from '../server/mock-server.js';
import type { Flag, FlagTable } from '../settings/flags.js';
import {
  defaultText,
  REPLICA_SETTINGS,
  SETTING_KEYS,
  SETTINGS,
  type SettingKey,
  type Settings,
} from '../settings/settings.js';
import {
  CONFIG_VARIABLE,
  environmentName,
  flagName,
  fromEnvironment,
  fromFile,
  fromFlags,
  fromOptions,
  readConfigFile,
  resolveSettings,
  URL_VARIABLE,
  unknownVariables,
} from '../settings/sources.js';
import { pinoLogger } from './pino-logger.js';

/** Flags of a command that starts a mock, by key and not checked yet: `config` and settings. */
export type MockFlags = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export const CONFIG_FLAG = { argument: 'FILE', help: 'settings in YAML or JSON' } as const satisfies Flag;

/** A flag for each setting, but for those left out. Replica settings are there to be refused with a reason. */
export function mockFlags(defaults: Partial<Settings> = {}, without: readonly SettingKey[] = []): FlagTable {
  const settings = SETTING_KEYS.filter((key) => !without.includes(key)).map((key): [string, Flag] => {
    const { argument } = SETTINGS[key].kind;
    const initial = defaultText(key, defaults[key] ?? SETTINGS[key].default);
    const help = SETTINGS[key].help + (initial === undefined ? '' : ` (default: ${initial})`);
    return [key, { help, ...(argument && { argument }) }];
  });
  const replicas = REPLICA_SETTINGS.map((key) => [key, { argument: 'VALUE', help: '', isHidden: true }]);
  return { ...Object.fromEntries([...settings, ...replicas]), config: CONFIG_FLAG };
}

/**
 * Creates a mock from flags, the environment, the config file, the observations of a probe, and the defaults of the
 * command, in this order.
 *
 * @throws {SettingsError} naming every setting that is not allowed, as its source spells it.
 */
export async function createMock(
  { config, ...flags }: MockFlags,
  defaults: Partial<Settings> = {},
): Promise<MockServer> {
  const path = config ?? process.env[CONFIG_VARIABLE];
  const file = path ? [await readConfigFile(String(path))] : [];
  const given = [fromFlags(flags), fromEnvironment(process.env), ...file];
  const { fidelity: probed } = resolveSettings(given);
  const observation = probed === undefined ? undefined : await observationOf(probed);
  const observed = observation ? [fromFile(observation.settings, String(probed))] : [];
  const settings = resolveSettings([...given, ...observed, fromOptions(defaults)]);
  const fidelity = observation && observedTable(observation, settings);
  const logger = pinoLogger(settings.logLevel);
  const unknown = unknownVariables(process.env);
  if (unknown.length > 0) logger.warn({ unknown }, 'environment variables ignored: not settings');
  const scenarios = await scenariosOf(settings);
  return new MockServer(new MockState({ settings, clock: systemClock, logger, scenarios, fidelity }));
}

/** Imported on need, since it loads a validator. */
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

/** A mock that runs for one program alone. */
export interface TemporaryMock {
  readonly state: MockState;
  /** Additions to the environment of the program: where the mock is, and its admin token. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Serves on a free port, unless a setting names one, until `use` is done. */
export async function withTemporaryMock<T>(
  flags: MockFlags,
  defaults: Partial<Settings>,
  use: (mock: TemporaryMock) => Promise<T>,
): Promise<T> {
  const mock = await createMock(flags, defaults);
  const serving = await serve(mock);
  const { adminToken } = mock.state;
  try {
    const variables = {
      IMSHOP_PUSH_URL: serving.origin + mock.path.of(DEFAULT_SLUG),
      [URL_VARIABLE]: serving.origin,
      ...(adminToken === undefined ? {} : { [environmentName('adminToken')]: adminToken }),
    };
    return await use({ state: mock.state, variables });
  } finally {
    await serving.close();
  }
}

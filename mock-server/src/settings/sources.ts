import { type SettingProblem, SettingsError } from './errors.js';
import { REPLICA_SETTINGS, SETTING_KEYS, SETTINGS, type Setting, type SettingKey, type Settings } from './settings.js';
import { readYamlFile } from './yaml-file.js';

/** Settings from one place, not checked yet. */
export interface Source {
  readonly values: Readonly<Record<string, unknown>>;
  /** The name of a setting as this source spells it, for errors. */
  displayName(key: string): string;
}

export const flagName = (key: string): string => `--${kebabCase(key)}`;
export const environmentName = (key: string): string =>
  `IMSHOP_MOCK_${kebabCase(key).replaceAll('-', '_').toUpperCase()}`;

/** Variables that are not settings: the config file, and the URL of a running mock for `ready`. */
export const CONFIG_VARIABLE = 'IMSHOP_MOCK_CONFIG';
export const URL_VARIABLE = 'IMSHOP_MOCK_URL';

/** What Docker and Kubernetes put into `IMSHOP_MOCK_PORT` next to a service named imshop-mock. No port looks like it. */
const SERVICE_LINK = /^(?:tcp|udp|sctp):\/\//;

export const fromOptions = (values: object): Source => ({ values: { ...values }, displayName: (key) => key });
export const fromFlags = (values: object): Source => ({ values: { ...values }, displayName: flagName });
export const fromFile = (values: object, path: string): Source => ({
  values: { ...values },
  displayName: (key) => `${key} in ${path}`,
});

/** An empty variable counts as unset, and so does the link of a service. */
export function fromEnvironment(env: NodeJS.ProcessEnv): Source {
  const values = [...SETTING_KEYS, ...REPLICA_SETTINGS].flatMap((key) => {
    const value = env[environmentName(key)];
    return !value || (key === 'port' && SERVICE_LINK.test(value)) ? [] : [[key, value]];
  });
  return { values: Object.fromEntries(values), displayName: environmentName };
}

/** The mutant of a test run: it reaches mocks inside the process of the tests too. */
export function mutantFromEnvironment(env: NodeJS.ProcessEnv): Source {
  const { mutant } = fromEnvironment(env).values;
  return { values: { mutant }, displayName: environmentName };
}

/** Variables with our prefix that set nothing: mistyped, or an orchestrator's. */
export function unknownVariables(env: NodeJS.ProcessEnv): string[] {
  const known = [...Object.keys(fromEnvironment(env).values).map(environmentName), CONFIG_VARIABLE, URL_VARIABLE];
  return Object.keys(env).filter((name) => name.startsWith('IMSHOP_MOCK_') && env[name] && !known.includes(name));
}

/**
 * Reads the config file, in YAML or JSON.
 *
 * @throws {SettingsError} if it cannot be read, is not YAML or holds no mapping; the message has the line.
 */
export async function readConfigFile(path: string): Promise<Source> {
  const { value } = await readYamlFile(path, '--config');
  if (value === null || value === undefined) return fromFile({}, path);
  if (typeof value === 'object' && !Array.isArray(value)) return fromFile(value, path);
  throw new SettingsError([{ name: '--config', value: path, allowed: 'a file that maps settings to values' }]);
}

/**
 * Takes the value of each setting from the first source that has one, else its default.
 *
 * @throws {SettingsError} naming every unknown key and every value that is not allowed, in any source.
 */
export function resolveSettings(sources: readonly Source[]): Settings {
  const problems = sources.flatMap(problemsOf);
  if (problems.length > 0) throw new SettingsError(problems);
  return Object.fromEntries(SETTING_KEYS.map((key) => [key, resolvedValue(key, sources)])) as Settings;
}

function problemsOf({ values, displayName }: Source): SettingProblem[] {
  return Object.entries(values).flatMap(([key, value]): SettingProblem[] => {
    if (value === undefined) return [];
    const name = displayName(key);
    if (REPLICA_SETTINGS.includes(key)) return [{ name, value: undefined, allowed: NO_REPLICAS }];
    if (!isSettingKey(key)) return [{ name, value, allowed: `left out: settings are ${SETTING_KEYS.join(', ')}` }];
    const { kind }: Setting<unknown> = SETTINGS[key];
    if (kind.parse(value) !== undefined) return [];
    return [{ name, value: kind.isSecret ? '(not shown)' : value, allowed: kind.allowed }];
  });
}

const NO_REPLICAS = 'left out: replicas with a shared state come back in a later version; until then run one mock';

function resolvedValue(key: SettingKey, sources: readonly Source[]): unknown {
  const given = sources.map(({ values }) => values[key]).find((value) => value !== undefined);
  return given === undefined ? SETTINGS[key].default : SETTINGS[key].kind.parse(given);
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

function kebabCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

import { ABSENT_SETTINGS, type SettingKey, type Settings } from '../api/settings.js';
import { type SettingProblem, SettingsError } from './errors.js';
import type { Kind } from './kinds.js';
import { SETTING_KEYS, SETTINGS } from './settings-table.js';

/** Settings as one source gives them, unchecked. */
export interface Layer {
  readonly values: Readonly<Record<string, unknown>>;
  /** How this source spells a setting, for its errors. */
  spell(key: string): string;
}

export const flagName = (key: string): string => `--${kebab(key)}`;
export const environmentName = (key: string): string => `IMSHOP_MOCK_${kebab(key).replaceAll('-', '_').toUpperCase()}`;

/** Names the config file, and, for `ready`, the address of a running mock. */
export const CONFIG_VARIABLE = 'IMSHOP_MOCK_CONFIG';
export const URL_VARIABLE = 'IMSHOP_MOCK_URL';

export const inProcess = (values: object): Layer => ({ values: { ...values }, spell: (key) => key });
export const flags = (values: object): Layer => ({ values: { ...values }, spell: flagName });
export const file = (values: object, name: string): Layer => ({
  values: { ...values },
  spell: (key) => `${key} in ${name}`,
});

/** An empty variable counts as unset. */
export function environment(env: NodeJS.ProcessEnv): Layer {
  const set = [...SETTING_KEYS, ...ABSENT_SETTINGS].filter((key) => env[environmentName(key)]);
  return { values: Object.fromEntries(set.map((key) => [key, env[environmentName(key)]])), spell: environmentName };
}

/** The mutant that every mock of a test run is to be, those inside the tests' own process too. */
export function environmentMutant(env: NodeJS.ProcessEnv): Layer {
  const { mutant } = environment(env).values;
  return { values: { mutant }, spell: environmentName };
}

/** Variables that look like settings and are none: mistyped, or an orchestrator's. */
export function strayVariables(env: NodeJS.ProcessEnv): string[] {
  const known = new Set([...[...SETTING_KEYS, ...ABSENT_SETTINGS].map(environmentName), CONFIG_VARIABLE, URL_VARIABLE]);
  return Object.keys(env).filter((name) => name.startsWith('IMSHOP_MOCK_') && !known.has(name));
}

/**
 * One value a setting: the first layer that has it wins, its default stands where none has.
 *
 * @throws {SettingsError} naming every unknown key and every value that is not allowed, in whichever layer.
 */
export function resolveSettings(layers: readonly Layer[]): Settings {
  const problems = layers.flatMap((layer) => problemsOf(layer));
  if (problems.length > 0) throw new SettingsError(problems);
  const resolved = SETTING_KEYS.map((key) => [key, resolvedValue(key, layers)]);
  return Object.fromEntries(resolved) as Settings;
}

function problemsOf({ values, spell }: Layer): SettingProblem[] {
  return Object.entries(values).flatMap(([key, value]) => {
    if (value === undefined) return [];
    if (ABSENT_SETTINGS.includes(key)) return [{ name: spell(key), value: '(not shown)', allowed: ABSENT }];
    if (!isSettingKey(key))
      return [{ name: spell(key), value, allowed: `left out: settings are ${SETTING_KEYS.join(', ')}` }];
    const kind: Kind<unknown> = SETTINGS[key].kind;
    if (kind.parse(value) !== undefined) return [];
    return [{ name: spell(key), value: kind.isSecret ? '(not shown)' : value, allowed: kind.allowed }];
  });
}

const ABSENT = 'left out: replicas with a shared state come back in a later version; until then run one mock';

function resolvedValue(key: SettingKey, layers: readonly Layer[]): unknown {
  const given = layers.map(({ values }) => values[key]).find((value) => value !== undefined);
  return given === undefined ? SETTINGS[key].default : SETTINGS[key].kind.parse(given);
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

import { parseArgs } from 'node:util';
import { flagName } from '../settings/layers.js';
import { SETTING_KEYS, SETTINGS } from '../settings/settings-table.js';
import type { Flags } from './flags.js';

const CONFIG = 'config';

/**
 * The flags of a command line that plainly starts a mock, read without the library that words help and errors: it takes
 * as long to load as the mock. `undefined` where the library is to look: at another command, help, or a mistake.
 */
export function plainStart([first, ...rest]: readonly string[]): Flags | undefined {
  const args = first === undefined || first === 'start' ? rest : [first, ...rest];
  const given = parsed(args);
  if (given === undefined) return undefined;
  const settings = SETTING_KEYS.flatMap((key) => {
    const value = given[nameOf(key)];
    return value === undefined ? [] : [[key, value]];
  });
  const config = given[CONFIG];
  return { settings: Object.fromEntries(settings), config: typeof config === 'string' ? config : undefined };
}

function parsed(args: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  const settings = SETTING_KEYS.map((key) => [
    nameOf(key),
    { type: 'argument' in SETTINGS[key] ? 'string' : 'boolean' },
  ]);
  try {
    return parseArgs({ args: [...args], options: { ...Object.fromEntries(settings), [CONFIG]: { type: 'string' } } })
      .values;
  } catch {
    return undefined;
  }
}

function nameOf(key: string): string {
  return flagName(key).slice('--'.length);
}

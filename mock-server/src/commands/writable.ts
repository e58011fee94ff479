import { open } from 'node:fs/promises';
import { SettingsError } from '../settings/errors.js';

/**
 * Before anything is done: what came of it and cannot be saved would have to be done again.
 *
 * @throws {SettingsError}
 */
export async function checkWritable(flag: string, path: string): Promise<void> {
  const file = await open(path, 'a').catch((error: NodeJS.ErrnoException) => {
    throw new SettingsError([{ name: flag, value: path, allowed: `a file that can be written (${error.code})` }]);
  });
  await file.close();
}

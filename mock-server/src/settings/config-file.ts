import { SettingsError } from './errors.js';
import { file, type Layer } from './layers.js';
import { readYamlFile } from './yaml-file.js';

/**
 * The settings of a YAML or JSON file.
 *
 * @throws {SettingsError} where the file cannot be read, is not YAML or holds no mapping; the message has the line.
 */
export async function readConfigFile(path: string): Promise<Layer> {
  const { value } = await readYamlFile(path, '--config');
  if (value === null || value === undefined) return file({}, path);
  if (typeof value === 'object' && !Array.isArray(value)) return file(value, path);
  throw new SettingsError([{ name: '--config', value: path, allowed: 'a file that maps settings to values' }]);
}

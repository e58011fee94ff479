import { readFile } from 'node:fs/promises';
import { SettingsError } from './errors.js';
import { file, type Layer } from './layers.js';

/**
 * The settings of a YAML or JSON file.
 *
 * @throws {SettingsError} where the file cannot be read, is not YAML or holds no mapping; the message has the line.
 */
export async function readConfigFile(path: string): Promise<Layer> {
  const content = await read(path);
  const { parseDocument } = await import('yaml');
  const document = parseDocument(content, { prettyErrors: true });
  const [fault] = document.errors;
  if (fault) throw problem(path, `a YAML or JSON file (${fault.message.trim()})`);
  const values: unknown = document.toJS({ maxAliasCount: 100 });
  if (values === null || values === undefined) return file({}, path);
  if (typeof values !== 'object' || Array.isArray(values)) throw problem(path, 'a file that maps settings to values');
  return file(values, path);
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw problem(path, `a readable file (${error instanceof Error ? error.message : String(error)})`);
  }
}

function problem(path: string, allowed: string): SettingsError {
  return new SettingsError([{ name: '--config', value: path, allowed }]);
}

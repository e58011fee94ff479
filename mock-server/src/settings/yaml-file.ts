import { readFile } from 'node:fs/promises';
import { messageOf } from '../base/text.js';
import { SettingsError } from './errors.js';

/** Most times that aliases may repeat a part of a file: a few lines could otherwise stand for gigabytes. */
const MAX_ALIAS_COUNT = 100;

/** What a YAML or JSON file holds. */
export interface YamlFile {
  readonly value: unknown;
  /** The line, from 1, on which the value at a path stands, or the nearest one around it. */
  lineOf(path: readonly (string | number)[]): number;
}

/**
 * Reads a YAML or JSON file.
 *
 * @param setting The setting that named the file, as its source spells it.
 * @param alternative What the setting takes beside a file, as it begins "… a readable file".
 * @throws {SettingsError} where the file cannot be read or is not YAML; the message has the line.
 */
export async function readYamlFile(path: string, setting: string, alternative = ''): Promise<YamlFile> {
  const problem = (allowed: string) => new SettingsError([{ name: setting, value: path, allowed }]);
  const refused = (why: string) => problem(`a YAML or JSON file (${why.trim()})`);
  /** What is nested too deeply, or repeats itself too often, the parser throws at. */
  const orRefuse = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw refused(messageOf(error));
    }
  };
  const content = await readFile(path, 'utf8').catch((error: Error) => {
    throw problem(`${alternative}a readable file (${error.message})`);
  });
  const { isMap, isNode, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = orRefuse(() => parseDocument(content, { prettyErrors: true, lineCounter: lines }));
  // A tag that YAML does not define is no more than a warning to the parser: to us it asks for what we would not do.
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw refused(fault.message);
  const lineOf = (at: readonly (string | number)[]): number => {
    const parent: unknown = document.getIn(at.slice(0, -1), true);
    // A key says better than its value where a value begins: a nested one begins a line below.
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(at.at(-1))) : undefined;
    const node: unknown = pair?.key ?? document.getIn(at, true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    return at.length === 0 ? 1 : lineOf(at.slice(0, -1));
  };
  const value: unknown = orRefuse(() => document.toJS({ maxAliasCount: MAX_ALIAS_COUNT }));
  orRefuse(() => JSON.stringify(value, refuseProto));
  return { value, lineOf };
}

/** Refuses a key that copies would take for a prototype; and walking all of it shows whether it ever ends. */
function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new Error('"__proto__" is not allowed');
  return value;
}

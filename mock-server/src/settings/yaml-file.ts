import { readFile } from 'node:fs/promises';
import { messageOf } from '../base/text.js';
import { SettingsError } from './errors.js';

/** Maximum number of aliases resolved: a few lines could otherwise expand to gigabytes. */
const MAX_ALIAS_COUNT = 100;

/** A parsed YAML or JSON file. */
export interface YamlFile {
  readonly value: unknown;
  /** Line of the value at a path, from 1, or of the nearest value around it. */
  lineOf(path: readonly (string | number)[]): number;
}

/**
 * Reads a YAML or JSON file.
 *
 * @param setting The setting that names the file, as its source spells it.
 * @param alternative Values of the setting beside a file, to be put before "a readable file" in an error.
 * @throws {SettingsError} if the file cannot be read or is not YAML; the message has the line.
 */
export async function readYamlFile(path: string, setting: string, alternative = ''): Promise<YamlFile> {
  const problem = (allowed: string) => new SettingsError([{ name: setting, value: path, allowed }]);
  const malformed = (reason: string) => problem(`a YAML or JSON file (${reason.trim()})`);
  /** The parser throws at too deep nesting and too many aliases. */
  const attempt = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw malformed(messageOf(error));
    }
  };
  const content = await readFile(path, 'utf8').catch((error: Error) => {
    throw problem(`${alternative}a readable file (${error.message})`);
  });
  const { isMap, isNode, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = attempt(() => parseDocument(content, { prettyErrors: true, lineCounter: lines }));
  // An unknown tag is only a warning of the parser; it asks for a conversion that we do not offer.
  const [error] = [...document.errors, ...document.warnings];
  if (error) throw malformed(error.message);
  const lineOf = (path: readonly (string | number)[]): number => {
    const parent: unknown = document.getIn(path.slice(0, -1), true);
    // The line of the key: a nested value begins below it.
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(path.at(-1))) : undefined;
    const node: unknown = pair?.key ?? document.getIn(path, true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1));
  };
  const value: unknown = attempt(() => document.toJS({ maxAliasCount: MAX_ALIAS_COUNT }));
  attempt(() => JSON.stringify(value, rejectProto));
  return { value, lineOf };
}

/** Rejects a key that copies would take for a prototype. The walk also finds circular values. */
function rejectProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new Error('"__proto__" is not allowed');
  return value;
}

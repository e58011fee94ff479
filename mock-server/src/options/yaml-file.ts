import { readFile } from 'node:fs/promises';
import type { Document, visit } from 'yaml';
import { SettingsError } from './errors.js';

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
  const content = await readFile(path, 'utf8').catch((error: Error) => {
    throw problem(`${alternative}a readable file (${error.message})`);
  });
  const { isMap, isNode, LineCounter, parseDocument, visit } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(content, { prettyErrors: true, lineCounter: lines });
  const [fault] = document.errors;
  if (fault) throw problem(`a YAML or JSON file (${fault.message.trim()})`);
  const lineOf = (at: readonly (string | number)[]): number => {
    const parent: unknown = document.getIn(at.slice(0, -1), true);
    // A key says better than its value where a value begins: a nested one begins a line below.
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(at.at(-1))) : undefined;
    const node: unknown = pair?.key ?? document.getIn(at, true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    return at.length === 0 ? 1 : lineOf(at.slice(0, -1));
  };
  try {
    refuseCycles(document, visit);
    return { value: document.toJS({ maxAliasCount: 100 }), lineOf };
  } catch (error) {
    // Aliases of nothing, and so many that they are an attack.
    throw problem(`a YAML or JSON file (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** A value that holds itself could neither be checked nor shown. */
function refuseCycles(document: Document, visitNodes: typeof visit): void {
  visitNodes(document, {
    Alias(_key, alias, ancestors) {
      const anchored = alias.resolve(document);
      if (anchored && ancestors.includes(anchored)) throw new Error(`*${alias.source} stands within its own anchor`);
    },
  });
}

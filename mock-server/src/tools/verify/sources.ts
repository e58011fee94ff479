import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { PactFileError, type PactSource, readPact, readSequence, type Sequence } from 'imshop-contracts/pact';
import { glob } from 'tinyglobby';
import { parse as parseYaml } from 'yaml';
import { messageOf } from '../../base/text.js';
import { fetchPacts } from './broker.js';

/** The pacts and sequences that the command line names. */
export interface Sources {
  readonly pacts: readonly PactSource[];
  readonly sequences: readonly { readonly source: string; readonly sequence: Sequence }[];
}

/** A name on the command line leads to no pact. */
export class NoSourceError extends Error {
  override readonly name = 'NoSourceError';
  readonly code = 'NO_SOURCE';
}

const SEQUENCE_FILES = ['.yaml', '.yml'];

/**
 * Reads pacts and sequences from files, folders, patterns and addresses.
 *
 * @param token For addresses: the bearer token of a broker.
 * @throws {NoSourceError} if a name leads to no pact.
 * @throws {PactFileError} @throws {SequenceError} if a file is malformed.
 */
export async function readSources(names: readonly string[], token: string | undefined): Promise<Sources> {
  const pacts: PactSource[] = [];
  const sequences: { source: string; sequence: Sequence }[] = [];
  for (const name of names) {
    if (/^https?:\/\//.test(name)) {
      const fetched = await fetchPacts(name, token);
      pacts.push(...fetched.map(({ text, source }) => readPactSource(text, source)));
      continue;
    }
    for (const path of await filesOf(name)) {
      const text = await readFile(path, 'utf8');
      if (SEQUENCE_FILES.includes(extname(path))) sequences.push(...readSequences(text, path));
      else pacts.push(readPactSource(text, path));
    }
  }
  return { pacts, sequences };
}

/** @throws {NoSourceError} if the file, folder or pattern finds nothing. */
async function filesOf(name: string): Promise<readonly string[]> {
  const stats = await stat(name).catch(() => undefined);
  if (stats?.isFile()) return [name];
  const pattern = stats?.isDirectory() ? `${name.replace(/\/+$/, '')}/**/*.{json,yaml,yml}` : name;
  const found = await glob(pattern, { expandDirectories: false });
  if (found.length > 0) return found.toSorted();
  throw new NoSourceError(stats ? `no pact in folder: ${name}` : `no such file or folder: ${name}`);
}

/** @throws {PactFileError} */
function readPactSource(text: string, source: string): PactSource {
  return { source, pact: readPact(text, source), file: JSON.parse(text) };
}

/** Reads one sequence, or a list of them. */
function readSequences(text: string, source: string): { source: string; sequence: Sequence }[] {
  let value: unknown;
  try {
    value = parseYaml(text);
  } catch (error) {
    throw new PactFileError(`${source}: ${messageOf(error)}`);
  }
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => ({ source, sequence: readSequence(item, source) }));
}

import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { PactFileError, type PactSource, readSequence, type Sequence } from 'imshop-contracts/pact';
import { glob } from 'tinyglobby';
import { parse as parseYaml } from 'yaml';
import { messageOf } from '../../base/text.js';
import { fetchPacts } from './broker.js';
import { pactOf } from './pact-source.js';

/** What a command line names, read. */
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
      pacts.push(...(await fetchPacts(name, token)));
      continue;
    }
    for (const path of await filesOf(name)) {
      const text = await readFile(path, 'utf8');
      if (SEQUENCE_FILES.includes(extname(path))) sequences.push(...sequencesOf(text, path));
      else pacts.push(pactOf(text, path));
    }
  }
  return { pacts, sequences };
}

/** A file, all of a folder, or what a pattern finds: never nothing. */
async function filesOf(name: string): Promise<readonly string[]> {
  const kind = await stat(name).catch(() => undefined);
  if (kind?.isFile()) return [name];
  const pattern = kind?.isDirectory() ? `${name.replace(/\/+$/, '')}/**/*.{json,yaml,yml}` : name;
  const found = await glob(pattern, { expandDirectories: false });
  if (found.length > 0) return found.toSorted();
  throw new NoSourceError(kind ? `no pact in folder: ${name}` : `no such file or folder: ${name}`);
}

/** A file may hold one sequence, or a list of them. */
function sequencesOf(text: string, source: string): { source: string; sequence: Sequence }[] {
  let value: unknown;
  try {
    value = parseYaml(text);
  } catch (error) {
    throw new PactFileError(`${source}: ${messageOf(error)}`);
  }
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.map((one) => ({ source, sequence: readSequence(one, source) }));
}

import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { csvRows } from './csv.js';
import { linesOf } from './lines.js';
import { UsageError } from './usage-error.js';

export const FORMATS = ['lines', 'csv', 'ndjson'] as const;
export type IdsFormat = (typeof FORMATS)[number];

export interface IdsInput {
  /** A file, or `-` for the standard input. */
  readonly path: string;
  /** @default from the file's extension, else `lines` */
  readonly format: IdsFormat | undefined;
  /** Of a CSV file, its heading; of NDJSON, the key. @default the only column, or `userId` */
  readonly column: string | undefined;
}

const FORMAT_BY_EXTENSION: Readonly<Record<string, IdsFormat>> = {
  '.csv': 'csv',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
};

/**
 * Reads ids, one after the other, exactly as they stand.
 *
 * @param stop Ends the reading, which may wait for ever for who writes.
 * @throws UsageError naming file and line.
 */
export async function* readIds(
  { path, format, column }: IdsInput,
  stdin: Readable,
  stop: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  const name = path === '-' ? 'standard input' : path;
  const lines = linesOf(addAbortSignal(stop, path === '-' ? stdin : createReadStream(path)), name);
  const reader = READERS[format ?? FORMAT_BY_EXTENSION[extname(path).toLowerCase()] ?? 'lines'];
  try {
    yield* reader(lines, name, column);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'AbortError')
      throw new UsageError(`${name}: ${stop.reason.message} before all ids were read; nothing was sent`);
    if (!('syscall' in error)) throw error;
    throw new UsageError(`--ids: ${error.message}`);
  }
}

type Reader = (
  lines: AsyncIterable<string>,
  name: string,
  column: string | undefined,
) => AsyncGenerator<string, void, undefined>;

const READERS: Readonly<Record<IdsFormat, Reader>> = { lines: plainLines, csv: csvColumn, ndjson: ndjson };

async function* plainLines(lines: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  for await (const line of lines) if (line !== '') yield line;
}

async function* csvColumn(
  lines: AsyncIterable<string>,
  name: string,
  column: string | undefined,
): AsyncGenerator<string, void, undefined> {
  let index: number | undefined;
  for await (const { line, cells } of csvRows(lines, name)) {
    if (index === undefined) {
      index = columnIndex(cells, name, column);
      continue;
    }
    const id = cells[index];
    if (!id) throw new UsageError(`${name}:${line}: no id in this column`);
    yield id;
  }
}

const DEFAULT_KEY = 'userId';

function columnIndex(headings: readonly string[], name: string, column: string | undefined): number {
  const [only = DEFAULT_KEY, ...more] = headings;
  const wanted = column ?? (more.length === 0 ? only : DEFAULT_KEY);
  const index = headings.indexOf(wanted);
  if (index !== -1) return index;
  throw new UsageError(`${name} has no column ${wanted}; --column takes one of ${headings.join(', ')}`);
}

async function* ndjson(
  lines: AsyncIterable<string>,
  name: string,
  key = DEFAULT_KEY,
): AsyncGenerator<string, void, undefined> {
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim() === '') continue;
    const value = parse(text);
    const id: unknown = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : value;
    if (typeof id !== 'string' || id === '') {
      throw new UsageError(`${name}:${line}: must be a string in JSON, or an object with a string as ${key}`);
    }
    yield id;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

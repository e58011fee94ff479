import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { isObject, parseJson } from 'imshop-contracts';
import { UsageError } from './context.js';
import { csvRows } from './csv.js';

export const FORMATS = ['lines', 'csv', 'ndjson'] as const;
export type IdsFormat = (typeof FORMATS)[number];

export interface IdsInput {
  /** A file, or `-` for the standard input. */
  readonly path: string;
  /** @default from the file's extension, else `lines` */
  readonly format: IdsFormat | undefined;
  /** The heading of a CSV column, or the key of NDJSON. @default the only column, or `userId` */
  readonly column: string | undefined;
}

const FORMAT_BY_EXTENSION: Readonly<Record<string, IdsFormat>> = {
  '.csv': 'csv',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
};

/**
 * Reads ids one by one, unchanged.
 *
 * @param stop Ends the reading, since the standard input may stay open without data.
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

/**
 * The lines of a UTF-8 text, without line ends and byte-order mark.
 *
 * @throws UsageError if the bytes are not UTF-8: ids from a guessed encoding belong to no customer.
 */
async function* linesOf(input: Readable, name: string): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let line = 1;
  const decode = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new UsageError(`${name}: line ${line} or a later line is not UTF-8; convert the file, e.g. with iconv`);
    }
  };
  for await (const bytes of input as AsyncIterable<Uint8Array>) {
    const lines = (rest + decode(bytes)).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      yield withoutReturn(text);
      line += 1;
    }
  }
  rest += decode();
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

type Reader = (
  lines: AsyncIterable<string>,
  name: string,
  column: string | undefined,
) => AsyncGenerator<string, void, undefined>;

const READERS: Readonly<Record<IdsFormat, Reader>> = { lines: plainLines, csv: csvColumn, ndjson };

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
    if (!id) throw new UsageError(`${name}:${line}: the id is empty`);
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
    const value = parseJson(text);
    const id: unknown = isObject(value) ? value[key] : value;
    if (typeof id !== 'string' || id === '')
      throw new UsageError(`${name}:${line}: must be a JSON string, or an object with the key ${key} and a string`);
    yield id;
  }
}

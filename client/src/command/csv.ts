import { UsageError } from './context.js';

/** A row of a CSV file, with the number of its first line. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Characters of an unfinished row after which its quoted cell counts as unterminated. */
const LONGEST_ROW = 100_000;

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads CSV by RFC 4180: quoted cells may hold delimiters, line ends and doubled quotes. The delimiter is the most frequent one in the
 * first line, since spreadsheets in Russian write semicolons.
 *
 * @throws UsageError if a quoted cell is not terminated.
 */
export async function* csvRows(lines: AsyncIterable<string>, name: string): AsyncGenerator<CsvRow, void, undefined> {
  let delimiter: string | undefined;
  let line = 0;
  let open: { line: number; text: string } | undefined;
  for await (const text of lines) {
    line += 1;
    const whole = open ? `${open.text}\n${text}` : text;
    const from = open?.line ?? line;
    delimiter ??= delimiterOf(text);
    const cells = cellsOf(whole, delimiter);
    open = cells ? undefined : { line: from, text: whole };
    if (open && whole.length > LONGEST_ROW) break;
    if (cells && whole !== '') yield { line: from, cells };
  }
  if (open) throw new UsageError(`${name}:${open.line}: unterminated quoted cell`);
}

function delimiterOf(header: string): string {
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

/** The cells of a row; `undefined` if the row continues on the next line. */
function cellsOf(text: string, delimiter: string): string[] | undefined {
  const cells: string[] = [];
  for (let at = 0; ; at += 1) {
    const cell = text[at] === '"' ? quoted(text, at) : plain(text, at, delimiter);
    if (!cell) return undefined;
    cells.push(cell.value);
    at = text.indexOf(delimiter, cell.end);
    if (at === -1) return cells;
  }
}

function plain(text: string, from: number, delimiter: string): { value: string; end: number } {
  const end = text.indexOf(delimiter, from);
  return { value: text.slice(from, end === -1 ? undefined : end), end: end === -1 ? text.length : end };
}

function quoted(text: string, from: number): { value: string; end: number } | undefined {
  const end = /^"(?:[^"]|"")*"(?!")/.exec(text.slice(from))?.[0].length;
  return end === undefined
    ? undefined
    : { value: text.slice(from + 1, from + end - 1).replaceAll('""', '"'), end: from + end };
}

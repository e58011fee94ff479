import Table, { type Cell } from 'cli-table3';
import type { MatrixRow } from 'imshop-contracts/conformance';
import type { Paper } from './paper.js';
import { type CheckSummary, type Mark, markOf, SIGNS } from './report.js';
import { brokenWords, detailLines } from './text-details.js';
import { breakingWords, durationWords, readingsPassed } from './words.js';

const COLOURS = {
  passed: 'green',
  failed: 'red',
  known: 'yellow',
  skipped: 'dim',
} as const satisfies Record<Mark, string>;

const SIGN_COLUMNS = 1;
const LEVEL_COLUMNS = 6;
const TIME_COLUMNS = 8;
const READINGS_COLUMNS = 17;
const LEAST_COLUMNS = 16;
/** Of the width, at most. */
const ID_SHARE = 0.4;
const GAP = '  ';

/** Sign, level, id, title and time; what is wrong below the last three. */
export function scenarioTable({ results, baseline }: CheckSummary, { widthColumns, style }: Paper): string {
  const id = idColumns(results, widthColumns);
  const used = SIGN_COLUMNS + LEVEL_COLUMNS + id + TIME_COLUMNS + 4 * GAP.length;
  const title = clamp(longest(results.map((result) => result.title)), LEAST_COLUMNS, widthColumns - used);
  const rows = results.flatMap((result) => {
    const mark = markOf(result, baseline);
    const time = mark === 'skipped' ? '' : durationWords(result.durationMs);
    const details = detailLines(result, mark, id + title + TIME_COLUMNS, style);
    return [
      [
        style(COLOURS[mark], SIGNS[mark]),
        result.level,
        fitted(result.id, id),
        fitted(result.title, title),
        right(time),
      ],
      ...(details.length === 0 ? [] : [['', '', { content: details.join('\n'), colSpan: 3 }]]),
    ];
  });
  return table([SIGN_COLUMNS, LEVEL_COLUMNS, id, title, TIME_COLUMNS], rows);
}

/** Sign, id, how many readings pass, and which break the sender. */
export function matrixTable(matrix: readonly MatrixRow[], { widthColumns, style }: Paper): string {
  const id = idColumns(matrix, widthColumns);
  const words = Math.max(LEAST_COLUMNS, widthColumns - SIGN_COLUMNS - id - READINGS_COLUMNS - 3 * GAP.length);
  const rows = matrix.map((row) => {
    const breaking = breakingWords(row);
    const mark = breaking.length === 0 ? 'passed' : 'failed';
    const told = breaking.map((line) => fitted(line, words)).join('\n');
    return [style(COLOURS[mark], SIGNS[mark]), fitted(row.id, id), right(readingsPassed(row)), told];
  });
  return table([SIGN_COLUMNS, id, READINGS_COLUMNS, words], rows);
}

function table(colWidths: number[], rows: readonly Cell[][]): string {
  const layout = new Table({
    chars: { ...NO_LINES, middle: GAP },
    colWidths,
    wordWrap: true,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  layout.push(...rows);
  return layout.toString().replace(/ +$/gm, '');
}

const NO_LINES = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '' },
};

function fitted(text: string, columns: number): string {
  return brokenWords(text, columns).join('\n');
}

function idColumns(rows: readonly { readonly id: string }[], widthColumns: number): number {
  return clamp(longest(rows.map(({ id }) => id)), 1, Math.floor(widthColumns * ID_SHARE));
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

function right(content: string): Cell {
  return { content, hAlign: 'right' };
}

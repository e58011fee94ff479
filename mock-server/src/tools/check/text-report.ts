import type { MatrixRow, ScenarioResult, SenderRun } from 'imshop-contracts/conformance';
import { type Column, tableRow, totalWidth, wrapText } from '../text-table.js';
import {
  formatDuration,
  formatEnd,
  formatFailingVariants,
  formatFidelityRow,
  formatPassedVariants,
  formatRunName,
  formatSummary,
} from './format.js';
import { type CheckSummary, type Mark, markOf, neverStarted, SIGNS, sanitizeSummary } from './summary.js';
import type { Color, Colorizer, TextOptions } from './terminal.js';

/** Writes the report for people: a line for each scenario, and below a failed one its findings and their reason. */
export function textReport(unsafe: CheckSummary, options: TextOptions): string {
  const summary = sanitizeSummary(unsafe);
  const { colorize } = options;
  const notStarted = neverStarted(summary);
  const body =
    notStarted === undefined
      ? [scenarioTable(summary, options), ...(summary.matrix ? ['', matrixTable(summary.matrix, options)] : [])]
      : [colorize('red', `The sender could not be started: ${notStarted}`)];
  return [
    `${colorize('bold', summary.sender)} against ${summary.verifiedAgainst}`,
    '',
    ...body,
    '',
    colorize(summary.ok ? 'green' : 'red', formatSummary(summary)),
    '',
  ].join('\n');
}

const COLORS: Readonly<Record<Mark, Color>> = { passed: 'green', failed: 'red', known: 'yellow', skipped: 'dim' };

const SIGN: Column = { width: 1 };
const LEVEL: Column = { width: 6 };
const TIME: Column = { width: 8, align: 'right' };
const VARIANTS: Column = { width: 17, align: 'right' };
const MIN_TEXT_WIDTH = 16;
/** Maximum share of the width for the column of ids. */
const MAX_ID_SHARE = 0.4;

function scenarioTable({ results, baseline }: CheckSummary, { widthColumns, colorize }: TextOptions): string {
  const id = idColumn(results, widthColumns);
  const restWidth = widthColumns - totalWidth([SIGN, LEVEL, id, {}, TIME]);
  const title = { width: clamp(longest(results.map((result) => result.title)), MIN_TEXT_WIDTH, restWidth) };
  const indent = ' '.repeat(totalWidth([SIGN, LEVEL, {}]));
  const detailsWidth = totalWidth([id, title, TIME]);
  const lines = results.flatMap((result) => {
    const mark = markOf(result, baseline);
    const sign = { text: SIGNS[mark], colorize: (text: string) => colorize(COLORS[mark], text) };
    const time = mark === 'skipped' ? '' : formatDuration(result.durationMs);
    const row = tableRow([sign, result.level, result.id, result.title, time], [SIGN, LEVEL, id, title, TIME]);
    return [row, ...detailLines(result, mark, detailsWidth, colorize).map((line) => indent + line)];
  });
  return lines.join('\n');
}

function matrixTable(matrix: readonly MatrixRow[], { widthColumns, colorize }: TextOptions): string {
  const id = idColumn(matrix, widthColumns);
  const failing = { width: Math.max(MIN_TEXT_WIDTH, widthColumns - totalWidth([SIGN, id, VARIANTS, {}])) };
  const rows = matrix.map((row) => {
    const sentences = formatFailingVariants(row);
    const mark = sentences.length === 0 ? 'passed' : 'failed';
    const sign = { text: SIGNS[mark], colorize: (text: string) => colorize(COLORS[mark], text) };
    return tableRow([sign, row.id, formatPassedVariants(row), sentences.join('\n')], [SIGN, id, VARIANTS, failing]);
  });
  return rows.join('\n');
}

/** The findings of a scenario, their reason, and the last output of the sender. Empty for a scenario that passed. */
function detailLines(result: ScenarioResult, mark: Mark, width: number, colorize: Colorizer): readonly string[] {
  if (mark === 'passed') return [];
  const { findings, reason, row, runs } = result;
  const lines = (color: Color, texts: readonly string[]) =>
    texts.flatMap((text) => wrapText(text, width).map((line) => colorize(color, line)));
  if (mark === 'skipped') return lines('dim', findings);
  return [
    ...lines(
      COLORS[mark],
      findings.map((finding) => `• ${finding}`),
    ),
    ...lines('dim', [`why: ${reason}`, `depends on ${formatFidelityRow(row)}`, ...runs.flatMap(lastOutput)]),
  ];
}

/** The last lines of the output usually say why the sender ended. */
const OUTPUT_LINES = 5;

function lastOutput(run: SenderRun, index: number, runs: readonly SenderRun[]): readonly string[] {
  const ended = `${formatRunName(index, runs)} ${formatEnd(run)}`;
  const output = run.output.trimEnd();
  if (output === '') return [`${ended} and printed nothing`];
  const lines = output.split('\n').slice(-OUTPUT_LINES);
  return [`${ended}; the end of its output:`, ...lines.map((line) => `│ ${line}`)];
}

function idColumn(rows: readonly { readonly id: string }[], widthColumns: number): Column & { readonly width: number } {
  return { width: clamp(longest(rows.map(({ id }) => id)), 1, Math.floor(widthColumns * MAX_ID_SHARE)) };
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}

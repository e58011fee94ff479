import { replaceControlChars } from '../../base/text.js';
import type { Observation } from '../../fidelity/observation.js';
import type { ProbeReport, ReportedResult } from './report.js';

/** A report for people: question, mock, reality, and where they differ. */
export function printed({ results, rows, settings, stopped }: ProbeReport): string {
  const table = [['question', 'mock', 'reality', ''], ...results.map(cellsOf)];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = table;
  const lines = body.flatMap((cells, index) => [line(cells), ...differencesOf(results[index])]);
  const end = stopped === undefined ? [] : ['', `stopped: ${stopped}`];
  return replaceControlChars([line(head), ...lines, '', ...summaryOf({ rows, settings }), ...end, ''].join('\n'));
}

function cellsOf({ question, mock, reality, differences }: ReportedResult): string[] {
  const real = 'error' in reality ? reality.error : String(reality.status);
  const verdict = differences.length === 0 ? 'same' : `differs: ${differences.map(({ place }) => place).join(', ')}`;
  return [question, String(mock.status), real, verdict];
}

function differencesOf(result: ReportedResult | undefined): string[] {
  return (result?.differences ?? []).map(
    ({ place, mock = 'nothing', reality = 'nothing' }) => `    ${place}: mock ${mock}, reality ${reality}`,
  );
}

function summaryOf({ rows, settings }: Pick<Observation, 'rows' | 'settings'>): string[] {
  const ids = (finding: string) => Object.entries(rows).flatMap(([id, found]) => (found === finding ? [id] : []));
  const readings = Object.entries(settings).map(([key, value]) => `${key} ${value}`);
  return [
    `as the mock: ${ids('as-the-mock').join(', ') || 'nothing'}`,
    `differs:     ${ids('differs').join(', ') || 'nothing'}`,
    `settings:    ${readings.join(', ') || 'none observed'}`,
  ];
}

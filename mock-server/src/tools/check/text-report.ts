import { harmless } from './harmless.js';
import type { Paper } from './paper.js';
import { type CheckSummary, neverStarted } from './report.js';
import { matrixTable, scenarioTable } from './text-table.js';
import { summaryLine } from './words.js';

/** The report as people read it: a line a scenario, and below a failed one what is wrong and why it matters. */
export function textReport(given: CheckSummary, paper: Paper): string {
  const summary = harmless(given);
  const { style } = paper;
  const why = neverStarted(summary);
  const body =
    why === undefined
      ? [scenarioTable(summary, paper), ...(summary.matrix ? ['', matrixTable(summary.matrix, paper)] : [])]
      : [style('red', `The sender could not be started: ${why}`)];
  return [
    `${style('bold', summary.sender)} against ${summary.verifiedAgainst}`,
    '',
    ...body,
    '',
    style(summary.ok ? 'green' : 'red', summaryLine(summary)),
    '',
  ].join('\n');
}

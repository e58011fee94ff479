import type { ScenarioResult } from 'imshop-contracts/conformance';
import { printable, printableOutput } from '../../base/printable.js';
import type { CheckSummary } from './report.js';

/** The same report, where nothing that a sender chose can steer what shows it. */
export function harmless<T extends CheckSummary>(summary: T): T {
  return {
    ...summary,
    sender: printable(summary.sender),
    results: summary.results.map(harmlessResult),
    ...(summary.matrix && {
      matrix: summary.matrix.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => ({ ...cell, result: harmlessResult(cell.result) })),
      })),
    }),
  };
}

function harmlessResult(result: ScenarioResult): ScenarioResult {
  return {
    ...result,
    findings: result.findings.map(printable),
    runs: result.runs.map((run) => ({ ...run, output: printableOutput(run.output) })),
    timeline: result.timeline.map((request) => ({ ...request, method: printable(request.method) })),
  };
}

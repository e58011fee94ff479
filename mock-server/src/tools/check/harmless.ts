import type { ScenarioResult } from 'imshop-contracts/conformance';
import { cleanOutput, replaceControlChars } from '../../base/text.js';
import type { CheckSummary } from './report.js';

/** The same report, where nothing that a sender chose can steer what shows it. */
export function harmless<T extends CheckSummary>(summary: T): T {
  return {
    ...summary,
    sender: replaceControlChars(summary.sender),
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
    findings: result.findings.map(replaceControlChars),
    runs: result.runs.map((run) => ({ ...run, output: cleanOutput(run.output) })),
    timeline: result.timeline.map((request) => ({ ...request, method: replaceControlChars(request.method) })),
  };
}

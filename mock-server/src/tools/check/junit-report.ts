import type { MatrixRow, ScenarioResult, SenderRun } from 'imshop-contracts/conformance';
import { type JunitCase, junitXml } from '../junit.js';
import { formatEnd, formatRequest, formatRunName, formatVariant } from './format.js';
import { type CheckSummary, markOf, sanitizeSummary } from './summary.js';

/** Maximum number of requests in a case; a sender without pauses sends thousands. */
const MAX_REQUESTS = 200;

/** Writes the report as JUnit XML: a suite for each level, a case for each scenario, and a suite for the matrix. */
export function junitReport(unsafe: CheckSummary): string {
  const summary = sanitizeSummary(unsafe);
  const levels = (['MUST', 'SHOULD'] as const).map((level) => ({
    name: level,
    cases: summary.results.filter((result) => result.level === level).map((result) => scenarioCase(result, summary)),
  }));
  const { matrix = [] } = summary;
  const variants = { name: 'matrix', cases: matrix.flatMap((row) => matrixCases(row, summary)) };
  const suites = [...levels, variants].filter(({ cases }) => cases.length > 0);
  return junitXml(`${summary.sender} against ${summary.verifiedAgainst}`, suites);
}

function scenarioCase(result: ScenarioResult, summary: CheckSummary): JunitCase {
  return { ...caseOf(result, summary), name: `${result.id}: ${result.title}`, classname: result.level };
}

function matrixCases({ id, cells }: MatrixRow, summary: CheckSummary): readonly JunitCase[] {
  return cells.map(({ variant, result }) => ({
    ...caseOf(result, summary),
    name: formatVariant(variant),
    classname: `matrix.${id}`,
  }));
}

function caseOf(result: ScenarioResult, { baseline }: CheckSummary): Omit<JunitCase, 'name' | 'classname'> {
  const { findings, durationMs, timeline, runs } = result;
  const requests = timeline.slice(0, MAX_REQUESTS).map(formatRequest);
  const omitted = timeline.length > MAX_REQUESTS ? [`… ${timeline.length - MAX_REQUESTS} more …`] : [];
  const output = [...requests, ...omitted, ...runs.flatMap(runLines)].join('\n');
  const message = findings.join('\n');
  switch (markOf(result, baseline)) {
    case 'passed':
      return { durationMs, output };
    case 'skipped':
      return { durationMs, skipped: message };
    case 'known':
      return { durationMs, output, skipped: `known failure: ${message}` };
    case 'failed':
      return { durationMs, output, failure: { type: 'failed', message } };
  }
}

function runLines(run: SenderRun, index: number, runs: readonly SenderRun[]): readonly string[] {
  const ended = `${formatRunName(index, runs)} ${formatEnd(run)}`;
  return [ended, ...(run.output === '' ? [] : [run.output.trimEnd()])];
}

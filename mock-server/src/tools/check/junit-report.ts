import type { MatrixRow, ScenarioResult, SenderRun } from 'imshop-contracts/conformance';
import { type JunitCase, junitXml } from '../junit.js';
import { harmless } from './harmless.js';
import { type CheckSummary, markOf } from './report.js';
import { endWords, readingWords, requestWords } from './words.js';

/** A sender that hammers sends thousands; the first ones tell how it began. */
const MOST_REQUESTS = 200;

/** The report as CI reads it: a suite a level, a case a scenario; the readings of a matrix are a suite of their own. */
export function junitReport(given: CheckSummary): string {
  const summary = harmless(given);
  const levels = (['MUST', 'SHOULD'] as const).map((level) => ({
    name: level,
    cases: summary.results.filter((result) => result.level === level).map((result) => scenarioCase(result, summary)),
  }));
  const { matrix = [] } = summary;
  const readings = { name: 'matrix', cases: matrix.flatMap((row) => matrixCases(row, summary)) };
  const suites = [...levels, readings].filter(({ cases }) => cases.length > 0);
  return junitXml(`${summary.sender} against ${summary.verifiedAgainst}`, suites);
}

function scenarioCase(result: ScenarioResult, summary: CheckSummary): JunitCase {
  return { ...caseOf(result, summary), name: `${result.id}: ${result.title}`, classname: result.level };
}

function matrixCases({ id, cells }: MatrixRow, summary: CheckSummary): readonly JunitCase[] {
  return cells.map(({ variant, result }) => ({
    ...caseOf(result, summary),
    name: readingWords(variant),
    classname: `matrix.${id}`,
  }));
}

function caseOf(result: ScenarioResult, { baseline }: CheckSummary): Omit<JunitCase, 'name' | 'classname'> {
  const { findings, durationMs, timeline, runs } = result;
  const more = timeline.length > MOST_REQUESTS ? [`… ${timeline.length - MOST_REQUESTS} more …`] : [];
  const told = timeline.slice(0, MOST_REQUESTS).map(requestWords);
  const output = [...told, ...more, ...runs.flatMap(runLines)].join('\n');
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

function runLines(run: SenderRun, index: number): readonly string[] {
  return [`start ${index + 1}: it ${endWords(run)}`, ...(run.output === '' ? [] : [run.output.trimEnd()])];
}

import { replaceControlChars } from '../../base/text.js';
import { VERSION } from '../../base/version.js';
import { OBSERVATION_VERSION, type Observation } from '../../fidelity/table.js';
import { tableRow } from '../text-table.js';
import type { NoResponse, ProbeResponse } from './ask.js';
import type { AnswerDifference } from './compare.js';
import { findRows, findSettings, type QuestionResult } from './findings.js';
import { createRedactor } from './redactor.js';

/** Maximum length in a report, in characters. */
const MAX_BODY_LENGTH = 2_000;
const MAX_VALUE_LENGTH = 300;

/** One question of a report. */
interface ReportedResult {
  readonly question: string;
  readonly mock: ProbeResponse;
  readonly reality: ProbeResponse | NoResponse;
  /** Values as JSON, cut to a maximum length; left out where an answer has no value. */
  readonly differences: readonly { readonly place: string; readonly mock?: string; readonly reality?: string }[];
}

/** The result of a probe: an observation for `--fidelity`, and the answers for people. It contains the host, not the URL. */
export interface ProbeReport extends Observation {
  /** Version of the mock. */
  readonly mock: string;
  /** Why the probe stopped early; missing if every question was asked. */
  readonly stopped?: string;
  readonly results: readonly ReportedResult[];
}

/** @param stopped Why the probe stopped early. */
export function probeReport(
  url: URL,
  startedAtMs: number,
  results: readonly QuestionResult[],
  stopped?: string,
): ProbeReport {
  const redact = createRedactor(url);
  return {
    version: OBSERVATION_VERSION,
    when: new Date(startedAtMs).toISOString(),
    host: url.host,
    mock: VERSION,
    ...(stopped === undefined ? {} : { stopped }),
    settings: findSettings(results),
    rows: findRows(results),
    results: results.map(({ question, mock, reality, differences }) => ({
      question: question.id,
      mock: reportResponse(mock.all, redact),
      reality: 'error' in reality ? reality : reportResponse(reality, redact),
      differences: differences.map((difference) => reportDifference(difference, redact)),
    })),
  };
}

type Redact = (text: string) => string;

function reportResponse(
  { status, contentType, retryAfter, allow, body }: ProbeResponse,
  redact: Redact,
): ProbeResponse {
  const header = (value: string | null) => value && cut(redact(value), MAX_VALUE_LENGTH);
  return {
    status,
    contentType: header(contentType),
    retryAfter: header(retryAfter),
    allow: header(allow),
    body: cut(redact(body), MAX_BODY_LENGTH),
  };
}

function reportDifference(
  { place, mock, reality }: AnswerDifference,
  redact: Redact,
): ReportedResult['differences'][number] {
  const text = (value: unknown) => cut(redact(JSON.stringify(value)), MAX_VALUE_LENGTH);
  return {
    place: cut(redact(place), MAX_VALUE_LENGTH),
    ...(mock === undefined ? {} : { mock: text(mock) }),
    ...(reality === undefined ? {} : { reality: text(reality) }),
  };
}

function cut(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}…`;
}

/** Formats a report for people: a table of the questions with the differences below each, and the rows by finding. */
export function formatProbeReport({ results, rows, settings, stopped }: ProbeReport): string {
  const table = [['question', 'mock', 'reality'], ...results.map(cellsOf)];
  const columns = [0, 1, 2].map((index) => ({ width: Math.max(...table.map((cells) => cells[index]?.length ?? 0)) }));
  const lines = table.flatMap((cells, index) => [
    tableRow(cells, [...columns, {}]),
    ...differenceLines(results[index - 1]?.differences ?? []),
  ]);
  const rowsWith = (finding: string) => Object.entries(rows).flatMap(([id, found]) => (found === finding ? [id] : []));
  const list = (items: readonly string[]) => items.join(', ') || 'none';
  const summary = [
    `as the mock: ${list(rowsWith('as-the-mock'))}`,
    `differs:     ${list(rowsWith('differs'))}`,
    `settings:    ${list(Object.entries(settings).map(([key, value]) => `${key} ${value}`))}`,
  ];
  const end = stopped === undefined ? [] : ['', `stopped: ${stopped}`];
  return replaceControlChars([...lines, '', ...summary, ...end, ''].join('\n'));
}

function cellsOf({ question, mock, reality, differences }: ReportedResult): string[] {
  const answer = 'error' in reality ? reality.error : String(reality.status);
  const verdict = differences.length === 0 ? 'same' : `differs: ${differences.map(({ place }) => place).join(', ')}`;
  return [question, String(mock.status), answer, verdict];
}

function differenceLines(differences: ReportedResult['differences']): string[] {
  return differences.map(
    ({ place, mock = 'missing', reality = 'missing' }) => `    ${place}: mock ${mock}, reality ${reality}`,
  );
}

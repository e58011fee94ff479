import { VERSION } from '../../base/version.js';
import { OBSERVATION_VERSION, type Observation } from '../../fidelity/observation.js';
import type { Answered, Unanswered } from './answered.js';
import type { Difference } from './compare.js';
import { type Result, rowsOf, settingsOf } from './findings.js';
import { hiderOf } from './secret.js';

/** What is kept of a body, and of a value that differs, in characters. */
const MAX_BODY_CHARACTERS = 2_000;
const MAX_VALUE_CHARACTERS = 300;

/** One question of a report. */
export interface ReportedResult {
  readonly question: string;
  readonly mock: Answered;
  readonly reality: Answered | Unanswered;
  /** The values as JSON, clipped; left out where there is none. */
  readonly differences: readonly { readonly place: string; readonly mock?: string; readonly reality?: string }[];
}

/** What a probe found: an observation that `--fidelity` takes, with the answers for people. It names the host alone. */
export interface ProbeReport extends Observation {
  /** Version of the mock that was compared with. */
  readonly mock: string;
  /** Why not every question was asked; missing where each was. */
  readonly stopped?: string;
  readonly results: readonly ReportedResult[];
}

/** @param stopped Why not every question was asked. */
export function reportOf(url: URL, nowMs: number, results: readonly Result[], stopped?: string): ProbeReport {
  const hide = hiderOf(url);
  return {
    version: OBSERVATION_VERSION,
    when: new Date(nowMs).toISOString(),
    host: url.host,
    mock: VERSION,
    ...(stopped === undefined ? {} : { stopped }),
    settings: settingsOf(results),
    rows: rowsOf(results),
    results: results.map(({ question, mock, reality, differences }) => ({
      question: question.id,
      mock: clipped(mock.all, hide),
      reality: 'error' in reality ? reality : clipped(reality, hide),
      differences: differences.map((difference) => shown(difference, hide)),
    })),
  };
}

type Hide = (text: string) => string;

function clipped(answer: Answered, hide: Hide): Answered {
  const header = (value: string | null) => value && clip(hide(value), MAX_VALUE_CHARACTERS);
  return {
    status: answer.status,
    contentType: header(answer.contentType),
    retryAfter: header(answer.retryAfter),
    allow: header(answer.allow),
    body: clip(hide(answer.body), MAX_BODY_CHARACTERS),
  };
}

function shown({ place, mock, reality }: Difference, hide: Hide): ReportedResult['differences'][number] {
  const text = (value: unknown) => clip(hide(JSON.stringify(value)), MAX_VALUE_CHARACTERS);
  return {
    place: clip(hide(place), MAX_VALUE_CHARACTERS),
    ...(mock === undefined ? {} : { mock: text(mock) }),
    ...(reality === undefined ? {} : { reality: text(reality) }),
  };
}

function clip(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)}…`;
}

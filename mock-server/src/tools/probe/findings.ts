import type { FidelityId } from 'imshop-contracts';
import type { ObservedSettings, RowFinding } from '../../fidelity/observation.js';
import type { Answered, Unanswered } from './answered.js';
import { findingOf, type MockAnswers } from './aspects.js';
import { compare, type Difference, isRecord, jsonOf } from './compare.js';
import type { Question } from './questions.js';

/** One question with both answers. */
export interface Result {
  readonly question: Question;
  readonly mock: MockAnswers;
  readonly reality: Answered | Unanswered;
  readonly differences: readonly Difference[];
}

export function resultOf(question: Question, mock: MockAnswers, reality: Answered | Unanswered): Result {
  const differences =
    'error' in reality
      ? [{ place: 'answer', mock: mock.all.status, reality: reality.error }]
      : compare(mock.all, reality);
  return { question, mock, reality, differences };
}

/** Statuses that are given before the question itself is looked at: a gate, a wrong address, a limit, a time-out. */
const BEFORE_THE_QUESTION = new Set([401, 403, 404, 407, 408, 429]);

/** The answer, where it says what the endpoint makes of this question. A 404 to a GET is one: hapi 16 gives it. */
function tellingAnswer({ question, reality }: Result): Answered | undefined {
  if ('error' in reality) return undefined;
  const { status } = reality;
  if (question.method === 'GET' && status === 404) return reality;
  const isRefusal = status >= 400 && status < 500 && !BEFORE_THE_QUESTION.has(status);
  return isRefusal ? reality : undefined;
}

/** What each row is told to be: it differs where one answer of several does. */
export function rowsOf(results: readonly Result[]): Partial<Record<FidelityId, RowFinding>> {
  const rows = new Map<string, RowFinding>();
  for (const result of results) {
    const reality = tellingAnswer(result);
    if (!reality) continue;
    for (const [id, aspects] of Object.entries(result.question.tells)) {
      const findings = aspects.map((aspect) => findingOf(aspect, result.mock, reality));
      if (findings.includes('differs')) rows.set(id, 'differs');
      else if (!findings.includes(undefined) && !rows.has(id)) rows.set(id, 'as-the-mock');
    }
  }
  return Object.fromEntries(rows);
}

/** The readings of the mock that fit what was answered; left out where the answers do not agree on one. */
export function settingsOf(results: readonly Result[]): ObservedSettings {
  const refusals = results.filter((result) => tellingAnswer(result)?.status === 400);
  const envelope = agreed(refusals.map(envelopeOf));
  const firstErrorOnly = agreed(refusals.map(listsFirstOnly));
  return {
    ...(envelope === undefined ? {} : { envelope }),
    ...(firstErrorOnly === undefined ? {} : { firstErrorOnly }),
  };
}

function envelopeOf({ reality }: Result): ObservedSettings['envelope'] {
  const body = 'error' in reality ? undefined : jsonOf(reality.body);
  if (!isRecord(body)) return undefined;
  if ('statusCode' in body || 'validation' in body) return 'hapi';
  return Object.keys(body).join() === 'error,message' ? 'documented' : undefined;
}

function listsFirstOnly({ mock, reality }: Result): boolean | undefined {
  // Where the mock says the same under both readings, the answer does not tell.
  if ('error' in reality || mock.all.body === mock.first.body) return undefined;
  const finding = findingOf('listed', mock, reality);
  return finding && finding === 'differs';
}

function agreed<T>(values: readonly (T | undefined)[]): T | undefined {
  const [first, ...others] = new Set(values.filter((value) => value !== undefined));
  return others.length === 0 ? first : undefined;
}

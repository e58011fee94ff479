import { type FidelityId, isObject } from 'imshop-contracts';
import type { ObservedSettings, RowFinding } from '../../fidelity/table.js';
import type { NoResponse, ProbeResponse } from './ask.js';
import { type AnswerDifference, bodyValue, compareAnswers } from './compare.js';
import type { ComparedField, Question } from './questions.js';

/** The mock's answers to one question, at its default settings: a 400 with all errors, and with only the first. */
export interface MockAnswers {
  readonly all: ProbeResponse;
  readonly first: ProbeResponse;
}

/** A question with the answers of both. */
export interface QuestionResult {
  readonly question: Question;
  readonly mock: MockAnswers;
  readonly reality: ProbeResponse | NoResponse;
  readonly differences: readonly AnswerDifference[];
}

export function questionResult(
  question: Question,
  mock: MockAnswers,
  reality: QuestionResult['reality'],
): QuestionResult {
  const differences =
    'error' in reality
      ? [{ place: 'answer', mock: mock.all.status, reality: reality.error }]
      : compareAnswers(mock.all, reality);
  return { question, mock, reality, differences };
}

/** Finds out which rows of the fidelity table hold. A row differs if any conclusive answer differs. */
export function findRows(results: readonly QuestionResult[]): Partial<Record<FidelityId, RowFinding>> {
  const rows = new Map<string, RowFinding>();
  for (const result of results) {
    const reality = conclusiveAnswer(result);
    if (!reality) continue;
    for (const [id, fields] of Object.entries(result.question.coversRows)) {
      const findings = fields.map((field) => compareField(field, result.mock, reality));
      if (findings.includes('differs')) rows.set(id, 'differs');
      else if (!findings.includes(undefined) && !rows.has(id)) rows.set(id, 'as-the-mock');
    }
  }
  return Object.fromEntries(rows);
}

/** Statuses that are sent before the request itself is judged: access, address, rate limit, time-out. */
const INCONCLUSIVE_STATUSES = new Set([401, 403, 404, 407, 408, 429]);

/** The answer, if it depends on the question. A 404 to a GET does: hapi 16 sends it for an unknown method. */
function conclusiveAnswer({ question, reality }: QuestionResult): ProbeResponse | undefined {
  if ('error' in reality) return undefined;
  const { status } = reality;
  if (question.method === 'GET' && status === 404) return reality;
  const isRefusal = status >= 400 && status < 500 && !INCONCLUSIVE_STATUSES.has(status);
  return isRefusal ? reality : undefined;
}

/** Compares one field of an answer with the mock's; `undefined` if the answer does not decide it. */
function compareField(
  field: ComparedField,
  { all, first }: MockAnswers,
  reality: ProbeResponse,
): RowFinding | undefined {
  const text = textOf(reality);
  const namesOnlyFirst = textOf(first) !== textOf(all) && text === textOf(first);
  switch (field) {
    case 'refused':
      return finding(reality.status >= 400);
    case 'status':
      return finding(reality.status === all.status);
    case 'allow':
      return finding(reality.allow === all.allow);
    case 'keys':
      return finding(keysOf(reality) === keysOf(all));
    case 'text':
      return finding(text === textOf(all) || text === textOf(first));
    case 'joined':
      return namesOnlyFirst ? undefined : finding(text === textOf(all));
    case 'listed':
      if (namesOnlyFirst) return 'differs';
      return text === textOf(all) ? 'as-the-mock' : undefined;
  }
}

function finding(isSame: boolean): RowFinding {
  return isSame ? 'as-the-mock' : 'differs';
}

function textOf(response: ProbeResponse): string {
  const value = bodyValue(response);
  return JSON.stringify(isObject(value) ? [value['error'], value['message']] : value);
}

function keysOf(response: ProbeResponse): string {
  const value = bodyValue(response);
  return isObject(value) ? JSON.stringify(Object.keys(value)) : 'not an object';
}

/** Finds the settings with which the mock answers as the endpoint does. Left out where the answers do not agree. */
export function findSettings(results: readonly QuestionResult[]): ObservedSettings {
  const refusals = results.filter((result) => conclusiveAnswer(result)?.status === 400);
  const envelope = commonValue(refusals.map(envelopeOf));
  const firstErrorOnly = commonValue(refusals.map(namesFirstErrorOnly));
  return {
    ...(envelope === undefined ? {} : { envelope }),
    ...(firstErrorOnly === undefined ? {} : { firstErrorOnly }),
  };
}

function envelopeOf({ reality }: QuestionResult): ObservedSettings['envelope'] {
  const body = 'error' in reality ? undefined : bodyValue(reality);
  if (!isObject(body)) return undefined;
  if ('statusCode' in body || 'validation' in body) return 'hapi';
  return Object.keys(body).join() === 'error,message' ? 'documented' : undefined;
}

function namesFirstErrorOnly({ mock, reality }: QuestionResult): boolean | undefined {
  // The mock answers the same with both settings, so the answer decides nothing.
  if ('error' in reality || mock.all.body === mock.first.body) return undefined;
  const listed = compareField('listed', mock, reality);
  return listed && listed === 'differs';
}

/** The value of all, or `undefined` if they differ; those that are `undefined` do not count. */
function commonValue<T>(values: readonly (T | undefined)[]): T | undefined {
  const [first, ...others] = new Set(values.filter((value) => value !== undefined));
  return others.length === 0 ? first : undefined;
}

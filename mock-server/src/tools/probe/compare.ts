import { isObject, type JsonObject, parseJson } from 'imshop-contracts';
import type { ProbeResponse } from './ask.js';

/** A place where two answers differ; `undefined` where one of them has no value. */
export interface AnswerDifference {
  /** `status`, a header, `body`, or a path into a JSON body such as `body.validation`. */
  readonly place: string;
  readonly mock: unknown;
  readonly reality: unknown;
}

/** Compares the answers, without the headers that change from one answer to the next. */
export function compareAnswers(mock: ProbeResponse, reality: ProbeResponse): readonly AnswerDifference[] {
  return [
    ...compareValues('status', mock.status, reality.status),
    ...compareValues('content-type', mediaType(mock.contentType), mediaType(reality.contentType)),
    ...compareValues('retry-after', mock.retryAfter ?? undefined, reality.retryAfter ?? undefined),
    ...compareValues('allow', sortedMethods(mock.allow), sortedMethods(reality.allow)),
    ...compareValues('body', bodyValue(mock), bodyValue(reality)),
  ];
}

/** The JSON value of a body, or its text if it is not JSON. */
export function bodyValue({ body }: ProbeResponse): unknown {
  const value = parseJson(body);
  return value === undefined ? body : value;
}

function compareValues(place: string, mock: unknown, reality: unknown): readonly AnswerDifference[] {
  if (isObject(mock) && isObject(reality)) return compareObjects(place, mock, reality);
  return JSON.stringify(mock) === JSON.stringify(reality) ? [] : [{ place, mock, reality }];
}

function compareObjects(place: string, mock: JsonObject, reality: JsonObject): readonly AnswerDifference[] {
  const keys = [...new Set([...Object.keys(mock), ...Object.keys(reality)])];
  const differences = keys.flatMap((key) =>
    compareValues(`${place}.${key}`, valueAt(mock, key), valueAt(reality, key)),
  );
  const [mockOrder, order] = [Object.keys(mock).join(), Object.keys(reality).join()];
  return differences.length > 0 ? differences : compareValues(`${place} (order of keys)`, mockOrder, order);
}

function valueAt(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Normalizes spaces, quotes and case: `application/json; charset=utf-8`. */
function mediaType(value: string | null): string | undefined {
  return value?.toLowerCase().replaceAll(' ', '').replaceAll('"', '');
}

function sortedMethods(value: string | null): string | undefined {
  return value
    ?.split(',')
    .map((method) => method.trim())
    .sort()
    .join(', ');
}

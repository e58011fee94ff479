import type { Answered } from './answered.js';

/** A place at which two answers differ; `undefined` where one of them has nothing there. */
export interface Difference {
  /** `status`, a header, `body`, or a path into a JSON body such as `body.validation`. */
  readonly place: string;
  readonly mock: unknown;
  readonly reality: unknown;
}

/** Where an answer differs from the mock's. Headers that change from one answer to the next are not looked at. */
export function compare(mock: Answered, reality: Answered): readonly Difference[] {
  return [
    ...differing('status', mock.status, reality.status),
    ...differing('content-type', mediaType(mock.contentType), mediaType(reality.contentType)),
    ...differing('retry-after', mock.retryAfter ?? undefined, reality.retryAfter ?? undefined),
    ...differing('allow', methods(mock.allow), methods(reality.allow)),
    ...differing('body', jsonOf(mock.body), jsonOf(reality.body)),
  ];
}

/** The JSON value of a body; the text itself where it is none. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function differing(place: string, mock: unknown, reality: unknown): readonly Difference[] {
  if (isRecord(mock) && isRecord(reality)) return inRecords(place, mock, reality);
  return JSON.stringify(mock) === JSON.stringify(reality) ? [] : [{ place, mock, reality }];
}

type JsonObject = Readonly<Record<string, unknown>>;

function inRecords(place: string, mock: JsonObject, reality: JsonObject): readonly Difference[] {
  const keys = [...new Set([...Object.keys(mock), ...Object.keys(reality)])];
  const differences = keys.flatMap((key) => differing(`${place}.${key}`, own(mock, key), own(reality, key)));
  const [mockOrder, order] = [Object.keys(mock).join(), Object.keys(reality).join()];
  return differences.length > 0 ? differences : differing(`${place} (order of keys)`, mockOrder, order);
}

function own(record: JsonObject, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** `application/json; charset=utf-8` however it is spaced and cased. */
function mediaType(value: string | null): string | undefined {
  return value?.toLowerCase().replaceAll(' ', '').replaceAll('"', '');
}

/** A list whose order says nothing. */
function methods(value: string | null): string | undefined {
  return value
    ?.split(',')
    .map((method) => method.trim())
    .sort()
    .join(', ');
}

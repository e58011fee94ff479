import { headerOf, parseResponse, type RawResponse } from '../wire/raw-response.js';

const STATUS_LINE = /^HTTP\/1\.1 [1-5]\d\d [\x20-\x7e]+$/;
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
const BAD_VALUE = /[\x00-\x08\x0a-\x1f\x7f]/;
const CHUNKS = /^(?:[1-9a-fA-F][0-9a-fA-F]*\r\n)/;

/** What came over one connection. */
export interface Received {
  readonly answers: readonly RawResponse[];
  /** What is wrong with it; `undefined` for nothing. */
  readonly fault?: string | undefined;
}

/** Reads all that came over a connection as answers, each of which must be well-formed to the last byte. */
export function answersIn(bytes: Buffer, methods: readonly string[]): Received {
  const answers: RawResponse[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    // The last method given stands for all that follow.
    const finals = answers.filter((answer) => statusOf(answer) >= 200).length;
    const answer = parseResponse(rest, methods[finals] ?? methods.at(-1) ?? 'POST');
    if (!answer) return { answers, fault: isStream(rest) ? undefined : `no whole answer: ${shown(rest)}` };
    answers.push(answer);
    const fault = faultOf(answer);
    if (fault !== undefined) return { answers, fault };
    rest = rest.subarray(answer.bytes.length);
  }
  return { answers };
}

export function statusOf({ statusLine }: RawResponse): number {
  return Number(statusLine.slice(9, 12));
}

/** What is wrong with an answer in itself. */
export function faultOf(answer: RawResponse): string | undefined {
  const status = statusOf(answer);
  return malformationOf(answer) ?? (status >= 500 ? `an unasked ${status}: ${answer.body.slice(0, 200)}` : undefined);
}

/** What is wrong with the form of an answer, whatever its status. */
export function malformationOf(answer: RawResponse): string | undefined {
  const { statusLine, headers, body } = answer;
  const status = statusOf(answer);
  const type = headerOf(answer, 'content-type') ?? '';
  const lengths = headers.filter(([name]) => name.toLowerCase() === 'content-length');
  const isChunked = headerOf(answer, 'transfer-encoding') !== undefined;
  if (!STATUS_LINE.test(statusLine)) return `a malformed status line: ${statusLine}`;
  const bad = headers.find(([name, value]) => !NAME.test(name) || BAD_VALUE.test(value));
  if (bad) return `a malformed header: ${JSON.stringify(bad)}`;
  if (lengths.length > 1 || (lengths.length === 1 && isChunked)) return 'its length is told twice';
  if (lengths[0] && !/^\d+$/.test(lengths[0][1])) return `no length: ${lengths[0][1]}`;
  if ((status < 200 || status === 204) && (lengths.length > 0 || isChunked)) return `a ${status} with a length`;
  if (body !== '' && type === '') return 'a body without a Content-Type';
  const isPlain = headerOf(answer, 'content-encoding') === undefined;
  return isPlain && /json/.test(type) && body !== '' ? jsonFault(body, type, status) : undefined;
}

function jsonFault(body: string, type: string, status: number): string | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (!type.startsWith('application/problem+json')) return undefined;
    const isProblem = typeof value === 'object' && value !== null && 'status' in value && 'detail' in value;
    return isProblem && value.status === status ? undefined : `no problem details of ${status}: ${body.slice(0, 200)}`;
  } catch {
    return `no JSON: ${body.slice(0, 200)}`;
  }
}

/** A stream of events is cut wherever its watcher leaves. */
function isStream(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 2_000);
  return (
    head.includes('Content-Type: text/event-stream') &&
    (CHUNKS.test(head.slice(head.indexOf('\r\n\r\n') + 4)) || head.endsWith('\r\n\r\n'))
  );
}

function shown(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1', 0, 200));
}

import { advise } from '../advisories/advisories.js';
import type { Advisory } from '../api/advisory.js';
import { NO_HISTORY } from '../api/advisory.js';
import type { BodyCut, RequestFilter, RequestLine, RequestRecord } from '../api/requests.js';
import type { FidelityTable } from '../fidelity/table.js';
import type { CutBody } from '../log/body.js';
import type { LoggedRequest } from '../log/entry.js';
import { requestSummary } from '../log/event-log.js';
import type { IntegrationLog } from '../log/integration-log.js';
import { pushHistories } from './push-history.js';
import { bodySummaryOf, bodyValueOf, isCut, jsonOrText, namesUser, readPush } from './request-body.js';

/** The result of a search in the journal. */
export interface FoundRequests {
  /** In order of arrival. */
  readonly requests: readonly LoggedRequest[];
  readonly evicted: number;
  /** Requests left out that may match: what is kept of their bodies does not tell. */
  readonly bodiesCut: number;
}

/** Searches from the newest request on, no further than the limit asks. */
export function findRequests({ journal }: IntegrationLog, filter: RequestFilter): FoundRequests {
  const { requests, evicted } = journal;
  const { after, limit = Number.POSITIVE_INFINITY } = filter;
  const first = after === undefined ? 0 : indexAfter(requests, after);
  const found: LoggedRequest[] = [];
  let bodiesCut = 0;
  for (let index = requests.length - 1; index >= first && found.length < limit; index -= 1) {
    const request = requests[index];
    if (!request || !endedAs(request, filter)) continue;
    if (holds(request, filter)) found.push(request);
    else if (isCut(request)) bodiesCut += 1;
  }
  return { requests: found.reverse(), evicted, bodiesCut };
}

/** Requests as the control API shows them in full. */
export function recordsOf(
  log: IntegrationLog,
  requests: readonly LoggedRequest[],
  fidelity: FidelityTable,
): readonly RequestRecord[] {
  const advisories = advisoriesOf(log, requests);
  return requests.map((request) => recordOf(request, advisories.get(request) ?? [], fidelity));
}

/** Requests as a list shows them, in a line each. */
export function linesOf(
  log: IntegrationLog,
  requests: readonly LoggedRequest[],
  fidelity: FidelityTable,
): readonly RequestLine[] {
  const advisories = advisoriesOf(log, requests);
  return requests.map((request) => lineOf(request, advisories.get(request) ?? [], fidelity));
}

/** Characters of a title that a line shows. */
export const MAX_SHOWN_TITLE = 200;

function lineOf(request: LoggedRequest, advisories: readonly Advisory[], { standingOf }: FidelityTable): RequestLine {
  const { completion } = request;
  const { title, userIds } = bodySummaryOf(request);
  return {
    ...requestSummary(request),
    ...(completion ? {} : { durationMs: null }),
    title: title === undefined ? null : firstCharacters(title, MAX_SHOWN_TITLE),
    userIds,
    advisories: advisories.length,
    standing: completion?.row ? standingOf(completion.row) : null,
  };
}

function recordOf(
  request: LoggedRequest,
  advisories: readonly Advisory[],
  { standingOf }: FidelityTable,
): RequestRecord {
  const { id, receivedAtMs, head, body, decision, completion, completedAtMs } = request;
  return {
    id,
    receivedAt: new Date(receivedAtMs).toISOString(),
    method: head.method,
    path: head.path,
    headers: headersOf(head.headers),
    body: bodyValueOf(request),
    bodyTruncated: body?.truncated ?? false,
    bodyCut: body?.cut ? bodyCutOf(body.cut) : null,
    outcome: completion?.outcome ?? 'pending',
    status: completion?.status ?? null,
    response: completion?.response === undefined ? null : jsonOrText(completion.response),
    fault: decision?.fault ?? null,
    accepted: decision?.accepted ?? false,
    advisories,
    standing: completion?.row ? standingOf(completion.row) : null,
    behaviour: completion?.row ?? null,
    hint: completion?.hint ?? null,
    notBefore: completion?.retryAtMs === undefined ? null : dateTime(completion.retryAtMs),
    durationMs: completedAtMs === undefined ? null : completedAtMs - receivedAtMs,
  };
}

/** The advisories on those requests that hold a push. */
function advisoriesOf(
  { deliveries }: IntegrationLog,
  requests: readonly LoggedRequest[],
): ReadonlyMap<LoggedRequest, readonly Advisory[]> {
  const pushes = requests
    .filter(({ decision }) => decision?.isPush)
    .map((request) => ({ request, read: readPush(request) }));
  const readable = pushes.flatMap(({ request, read }) => (read ? [{ request, ...read }] : []));
  const queries = readable.map(({ request: { number, receivedAtMs }, push }) => ({ number, atMs: receivedAtMs, push }));
  const histories = pushHistories(deliveries.segments(), queries);
  return new Map([
    ...pushes.map(({ request }) => [request, request.body?.cut?.advisories ?? []] as const),
    ...readable.map(
      ({ request, push, converted }, index) =>
        [request, advise(push, histories[index] ?? NO_HISTORY, converted)] as const,
    ),
  ]);
}

/** The conditions that are cheap to test. */
function endedAs({ completion }: LoggedRequest, { outcome, status }: RequestFilter): boolean {
  return (
    (outcome === undefined || (completion?.outcome ?? 'pending') === outcome) &&
    (status === undefined || completion?.status === status)
  );
}

function holds(request: LoggedRequest, { userId, text }: RequestFilter): boolean {
  return (
    (text === undefined || hasText(request, text.toLowerCase())) && (userId === undefined || namesUser(request, userId))
  );
}

/** Looks for a text, in lower case, in what was sent and answered. */
function hasText(request: LoggedRequest, text: string): boolean {
  const { title, summary, deeplink } = bodySummaryOf(request);
  return [title, summary, deeplink, request.completion?.response].some((each) => each?.toLowerCase().includes(text));
}

/** The id of an evicted request still has its place. */
function indexAfter(requests: readonly LoggedRequest[], id: string): number {
  const number = Number(id.slice(id.lastIndexOf('-') + 1));
  const index = requests.findIndex((request) => request.number > number);
  return index < 0 ? requests.length : index;
}

/** Header values that nobody needs to see. */
const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie']);

function headersOf(lines: string): Record<string, string> {
  const raw = lines === '' ? [] : lines.split('\n');
  const headers = new Map<string, string>();
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = SECRET_HEADERS.has(name) ? '[redacted]' : (raw[index + 1] ?? '');
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return Object.fromEntries(headers);
}

function bodyCutOf({ bytes, tail, sha256 }: CutBody): BodyCut {
  return { bytes, tail: tail.toString('utf8'), sha256 };
}

/** The last moment that a date can express; a `Retry-After` may name a later one. */
const LAST_MOMENT_MS = 8.64e15;

function dateTime(ms: number): string {
  return new Date(Math.min(ms, LAST_MOMENT_MS)).toISOString();
}

/** The first characters of a text; none of them, such as an emoji, is cut in half. */
function firstCharacters(text: string, max: number): string {
  if (text.length <= max) return text;
  return Array.from(text.slice(0, 2 * max))
    .slice(0, max)
    .join('');
}

import type { BodyCut, RequestRecord } from '../api/requests.js';
import type { FidelityTable } from '../fidelity/table.js';
import type { CutBody, Entry } from '../log/entry.js';
import { jsonOrText, sentValue } from './sent.js';

/** Header values that are nobody's business. */
const SECRET = new Set(['authorization', 'proxy-authorization', 'cookie']);

/** A journal entry as the control API shows it. */
export function recordOf(entry: Entry, { standingOf }: FidelityTable): RequestRecord {
  const { id, receivedAtMs, arrived, body, completion, completedAtMs } = entry;
  return {
    id,
    receivedAt: new Date(receivedAtMs).toISOString(),
    method: arrived.method,
    path: arrived.path,
    headers: headersOf(arrived.rawHeaders),
    body: sentValue(entry),
    bodyTruncated: body?.truncated ?? false,
    bodyCut: body?.cut ? cutOf(body.cut) : null,
    outcome: completion?.outcome ?? 'pending',
    status: completion?.status ?? null,
    response: completion?.response === undefined ? null : jsonOrText(completion.response),
    fault: completion?.fault ?? null,
    accepted: completion?.accepted ?? false,
    advisories: completion?.advisories ?? [],
    standing: completion?.row ? standingOf(completion.row) : null,
    behaviour: completion?.row ?? null,
    hint: completion?.hint ?? null,
    notBefore: completion?.notBeforeMs === undefined ? null : momentOf(completion.notBeforeMs),
    durationMs: completedAtMs === undefined ? null : completedAtMs - receivedAtMs,
  };
}

function cutOf({ bytes, tail, sha256 }: CutBody): BodyCut {
  return { bytes, tail: tail.toString('utf8'), sha256 };
}

/** The last moment that a date can name; a `Retry-After` may name a later one. */
const LAST_MOMENT_MS = 8.64e15;

function momentOf(ms: number): string {
  return new Date(Math.min(ms, LAST_MOMENT_MS)).toISOString();
}

function headersOf(raw: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = SECRET.has(name) ? '[redacted]' : (raw[index + 1] ?? '');
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return Object.fromEntries(headers);
}

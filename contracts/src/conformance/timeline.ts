import type { Evidence } from './evidence.js';
import { userIdsOf, type WireRequest } from './vendor.js';

/** One request as a report shows it; without ids and texts. Times are milliseconds since the sender was started. */
export interface TimelineRequest {
  readonly atMs: number;
  /** `null` where no answer was out when the scenario ended. */
  readonly durationMs: number | null;
  /** The sender's, somebody else's who shares the limit, or one that followed a redirect. */
  readonly by: 'sender' | 'somebody-else' | 'redirected';
  readonly method: string;
  readonly customers: number;
  /** How the mock's journal names its end. */
  readonly outcome: string;
  readonly status: number | null;
  readonly fault: string | null;
  /** Whether the push was delivered, whatever the sender was told. */
  readonly accepted: boolean;
  /** Until when a `Retry-After` of its answer asked to wait. */
  readonly notBeforeMs: number | null;
}

export function timelineOf({ runs, requests, others, elsewhere }: Evidence): readonly TimelineRequest[] {
  const startMs = runs[0]?.startedAtMs ?? 0;
  const rows = [
    ...requests.map((request) => rowOf(request, 'sender', startMs)),
    ...others.map((request) => rowOf(request, 'somebody-else', startMs)),
    ...elsewhere.map((request) => rowOf(request, 'redirected', startMs)),
  ];
  return rows.toSorted((one, other) => one.atMs - other.atMs);
}

function rowOf(request: WireRequest, by: TimelineRequest['by'], startMs: number): TimelineRequest {
  const { atMs, durationMs, method, outcome, status, fault, accepted, notBeforeMs } = request;
  return {
    atMs: atMs - startMs,
    durationMs,
    by,
    method,
    customers: userIdsOf(request).length,
    outcome,
    status,
    fault,
    accepted,
    notBeforeMs: notBeforeMs === null ? null : notBeforeMs - startMs,
  };
}

import type { FidelityId } from '../fidelity.js';
import { maskUserId } from '../masking.js';
import { customersOf, type Evidence, type SenderRun, userIdsOf } from './evidence.js';
import type { RecordedRequest } from './mock.js';
import type { Level } from './scenario.js';

/** `skipped`: the scenario cannot be run with this sender, see the findings. */
export type Verdict = 'passed' | 'failed' | 'skipped';

/** The result of one scenario. */
export interface ScenarioResult {
  readonly id: string;
  readonly level: Level;
  readonly title: string;
  readonly reason: string;
  readonly row: FidelityId;
  readonly verdict: Verdict;
  /** A sentence for each error of the sender; the reason when the scenario was skipped. */
  readonly findings: readonly string[];
  readonly runs: readonly SenderRun[];
  /** Every request that the mock received, oldest first. */
  readonly timeline: readonly TimelineRequest[];
  /** The rate limit: `limit` requests in a window of `windowMs`. */
  readonly limit: number;
  readonly windowMs: number;
  readonly durationMs: number;
}

/** One request in a report, without ids and texts. Times are milliseconds since the first start of the sender. */
export interface TimelineRequest {
  readonly atMs: number;
  /** `null` when no answer was sent before the scenario ended. */
  readonly durationMs: number | null;
  /** The sender under test, another sender that shares the rate limit, or a sender that followed a redirect. */
  readonly by: 'sender' | 'other-sender' | 'redirected';
  readonly method: string;
  readonly customers: number;
  /** The outcome in the journal of the mock. */
  readonly outcome: string;
  readonly status: number | null;
  readonly fault: string | null;
  /** True when the push was delivered, whatever the answer. */
  readonly accepted: boolean;
  /** The moment that `Retry-After` of its answer names. */
  readonly retryAtMs: number | null;
}

export function timelineOf({
  runs,
  requests,
  otherRequests,
  redirectedRequests,
}: Evidence): readonly TimelineRequest[] {
  const startMs = runs[0]?.startedAtMs ?? 0;
  const rows = [
    ...requests.map((request) => timelineRequest(request, 'sender', startMs)),
    ...otherRequests.map((request) => timelineRequest(request, 'other-sender', startMs)),
    ...redirectedRequests.map((request) => timelineRequest(request, 'redirected', startMs)),
  ];
  return rows.toSorted((a, b) => a.atMs - b.atMs);
}

function timelineRequest(request: RecordedRequest, by: TimelineRequest['by'], startMs: number): TimelineRequest {
  const { atMs, durationMs, method, outcome, status, fault, accepted, retryAtMs } = request;
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
    retryAtMs: retryAtMs === null ? null : retryAtMs - startMs,
  };
}

/** Characters that an id consists of. */
const WORD = /[\p{L}\p{N}+_-]+/gu;

/** Masks the customers' ids, which may be phone numbers, in findings and output. */
export function maskResult(result: ScenarioResult, evidence: Evidence): ScenarioResult {
  const ids = new Set(customersOf(evidence));
  const mask = (text: string) => text.replaceAll(WORD, (word) => (ids.has(word) ? maskUserId(word) : word));
  return {
    ...result,
    findings: result.findings.map(mask),
    runs: result.runs.map((run) => ({ ...run, output: mask(run.output) })),
  };
}

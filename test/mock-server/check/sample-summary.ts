import {
  type MatrixRow,
  runLimits,
  type ScenarioResult,
  type SenderRun,
  type TimelineRequest,
} from 'imshop-contracts/conformance';
import type { CheckSummary } from 'imshop-mock/check';

/** Output of a sender that tries to break a report. */
export const HOSTILE =
  '\u001b[31m\u001b]0;title\u0007</pre></script><script>alert("1")</script>\u0000\u202e&amp;]]>\r\n\tend';

const START_MS = Date.UTC(2026, 0, 1);

export function run(endedAtMs: number, more: Partial<SenderRun> = {}): SenderRun {
  const end = { type: 'exited', code: 0, processesLeft: 0 } as const;
  return { startedAtMs: START_MS, endedAtMs: START_MS + endedAtMs, end, output: '', interrupted: false, ...more };
}

export function request(atMs: number, more: Partial<TimelineRequest> = {}): TimelineRequest {
  return {
    ...{ atMs, durationMs: 8, by: 'sender', method: 'POST', customers: 1000 },
    ...{ outcome: 'accepted', status: 200, fault: null, accepted: true, retryAtMs: null },
    ...more,
  };
}

/** A request over the limit. */
export function tooMany(atMs: number, retryAtMs: number | null, more: Partial<TimelineRequest> = {}): TimelineRequest {
  return request(atMs, { outcome: 'rate-limited', status: 429, accepted: false, retryAtMs, ...more });
}

export function result(id: string, more: Partial<ScenarioResult> = {}): ScenarioResult {
  const { requests: limit, windowMs } = runLimits('quick');
  return {
    ...{ id, level: 'MUST', title: `does what ${id} asks`, reason: 'There is a reason.', row: 'window-shape' },
    ...{ verdict: 'passed', findings: [], runs: [run(60)], timeline: [request(40)], limit, windowMs, durationMs: 60 },
    ...more,
  };
}

export function failed(id: string, findings: readonly string[], more: Partial<ScenarioResult> = {}): ScenarioResult {
  return result(id, { verdict: 'failed', findings, ...more });
}

export function summary(results: readonly ScenarioResult[], more: Partial<CheckSummary> = {}): CheckSummary {
  return {
    ...{ verifiedAgainst: 'imshop-mock 0.1.0', sender: 'php send.php', startedAt: '2026-01-01T00:00:00.000Z' },
    ...{ durationMs: 41_000, realTime: false, delivery: 'at-most-once', limits: runLimits('quick'), results },
    ...{ baseline: { known: [], fixed: [], blocking: [] }, ok: true },
    ...more,
  };
}

/** A sender that retries before Retry-After allows it, after another sender has used up the limit. */
export const HASTY = failed(
  'limit-used-by-others',
  ['request 2 came 2388 ms before Retry-After allowed it', '3 customers (the first is …01) did not receive the push'],
  {
    title: 'recovers after another sender has used up the limit',
    runs: [run(3900, { end: { type: 'exited', code: 1, processesLeft: 0 }, output: `sending\n${HOSTILE}\n` })],
    timeline: [
      request(120),
      ...Array.from({ length: 10 }, (_, index) => request(135 + index * 4, { by: 'other-sender', customers: 1 })),
      tooMany(600, 3000),
      tooMany(812, 3000),
      request(3200, { outcome: 'faulted', fault: 'reset', status: null, durationMs: null }),
    ],
    durationMs: 3900,
  },
);

/** Two scenarios, each failing in some of its variants. */
export const MATRIX: readonly MatrixRow[] = [
  {
    id: 'limit-used-by-others',
    title: 'recovers after another sender has used up the limit',
    cells: [false, true].flatMap((countRejected) =>
      (['seconds', 'off'] as const).map((retryAfter) => ({
        variant: { countRejected, retryAfter },
        result: retryAfter === 'off' && countRejected ? HASTY : result('limit-used-by-others'),
      })),
    ),
    failing: [{ retryAfter: 'off', countRejected: true }],
  },
  {
    id: 'bad-request',
    title: "prints the vendor's message",
    cells: [{ variant: { envelope: 'hapi' }, result: failed('bad-request', ['the sender exited with 0']) }],
    failing: [{}],
  },
];

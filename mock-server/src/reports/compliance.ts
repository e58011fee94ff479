import type { IntegrationSettings } from '../api/integration-settings.js';
import type { Compliance } from '../api/reports.js';
import { DOCUMENTED_RATE } from '../api/settings.js';
import type { Entry } from '../log/entry.js';
import { pushKey } from '../log/push-key.js';
import { cutAmong, isCut, sentPush } from './sent.js';

/** How well the sender of these requests kept to the vendor's limits. */
export function complianceOf(entries: readonly Entry[], evicted: number, settings: IntegrationSettings): Compliance {
  const { requests, windowMs } = settings.rateLimit ?? DOCUMENTED_RATE;
  const accepted = entries.filter((entry) => entry.completion?.accepted);
  const known = accepted.filter((entry) => !isCut(entry));
  const batching = batchingOf(known, settings.maxUserIds);
  const most = mostInWindow(timesOf(entries), windowMs);
  return {
    requests: entries.length,
    acceptedRequests: accepted.length,
    mostInWindow: { requests: most, windowMs, limit: requests, kept: most <= requests },
    insideRetryAfter: insideRetryAfter(entries),
    wastedCalls: entries.length - accepted.length,
    batching,
    drain: {
      actualMs: spanOf([...timesOf(entries.slice(0, 1)), ...timesOf(accepted)]),
      optimalMs: Math.floor(Math.max(0, batching.optimalRequests - 1) / requests) * windowMs,
    },
    evicted,
    bodiesCut: cutAmong(accepted),
  };
}

function timesOf(entries: readonly Entry[]): number[] {
  return entries.map(({ receivedAtMs }) => receivedAtMs);
}

function spanOf(times: readonly number[]): number {
  return (times.at(-1) ?? 0) - (times[0] ?? 0);
}

/** The fullest window, wherever it begins; it holds its first moment and not its last. */
function mostInWindow(times: readonly number[], windowMs: number): number {
  let first = 0;
  let most = 0;
  for (const [last, time] of times.entries()) {
    while ((times[first] ?? time) <= time - windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** Requests that came before a 429 said they might. */
function insideRetryAfter(entries: readonly Entry[]): number {
  let notBeforeMs = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (const { receivedAtMs, completion } of entries) {
    if (receivedAtMs < notBeforeMs) count += 1;
    if (completion?.notBeforeMs !== undefined) notBeforeMs = completion.notBeforeMs;
  }
  return count;
}

/** The same push to many customers needs one request for each thousand of them. */
function batchingOf(accepted: readonly Entry[], maxUserIds: number): Compliance['batching'] {
  const reached = new Map<string, Set<string>>();
  for (const entry of accepted) {
    const push = sentPush(entry);
    if (!push) continue;
    const key = pushKey(push);
    const userIds = reached.get(key) ?? new Set();
    reached.set(key, userIds);
    for (const userId of push.userIds) userIds.add(userId);
  }
  const optimalRequests = [...reached.values()].reduce(
    (sum, { size }) => sum + Math.max(1, Math.ceil(size / maxUserIds)),
    0,
  );
  const userIds = [...reached.values()].reduce((sum, { size }) => sum + size, 0);
  const score = accepted.length === 0 ? 1 : Math.min(1, optimalRequests / accepted.length);
  return { userIds, actualRequests: accepted.length, optimalRequests, score };
}

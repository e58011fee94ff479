import { earlyRequests, fullestWindow } from 'imshop-contracts';
import type { IntegrationSettings } from '../api/integration-settings.js';
import type { Compliance } from '../api/reports.js';
import { DOCUMENTED_RATE } from '../api/settings.js';
import type { LoggedRequest } from '../log/entry.js';
import type { IntegrationLog } from '../log/integration-log.js';
import { pushKey } from '../log/push-key.js';
import { isCut, readPush } from './request-body.js';

/** How well the sender of the journalled requests kept to the vendor's limits. */
export function complianceOf({ journal }: IntegrationLog, settings: IntegrationSettings): Compliance {
  const { requests, evicted } = journal;
  const { requests: limit, windowMs } = settings.rateLimit ?? DOCUMENTED_RATE;
  const accepted = requests.filter(({ decision }) => decision?.accepted);
  const whole = accepted.filter((request) => !isCut(request));
  const batching = batchingOf(whole, settings.maxUserIds);
  const timesMs = requests.map(({ receivedAtMs }) => receivedAtMs);
  const most = fullestWindow(timesMs, windowMs).requests;
  const paced = requests.map(({ receivedAtMs: atMs, completion }) => ({
    atMs,
    retryAtMs: completion?.retryAtMs ?? null,
  }));
  return {
    requests: requests.length,
    acceptedRequests: accepted.length,
    mostInWindow: { requests: most, windowMs, limit, kept: most <= limit },
    insideRetryAfter: earlyRequests(paced).length,
    wastedCalls: requests.length - accepted.length,
    batching,
    drain: {
      actualMs: Math.max(0, (accepted.at(-1)?.receivedAtMs ?? 0) - (timesMs[0] ?? 0)),
      optimalMs: Math.floor(Math.max(0, batching.optimalRequests - 1) / limit) * windowMs,
    },
    evicted,
    bodiesCut: accepted.length - whole.length,
  };
}

/** The same push to many customers needs one request for each `maxUserIds` of them. */
function batchingOf(accepted: readonly LoggedRequest[], maxUserIds: number): Compliance['batching'] {
  const reached = new Map<string, Set<string>>();
  for (const request of accepted) {
    const push = readPush(request)?.push;
    if (!push) continue;
    const key = pushKey(push);
    const userIds = reached.get(key) ?? new Set();
    reached.set(key, userIds);
    for (const userId of push.userIds) userIds.add(userId);
  }
  const sizes = [...reached.values()].map(({ size }) => size);
  const optimalRequests = sizes.reduce((sum, size) => sum + Math.max(1, Math.ceil(size / maxUserIds)), 0);
  const userIds = sizes.reduce((sum, size) => sum + size, 0);
  const score = accepted.length === 0 ? 1 : Math.min(1, optimalRequests / accepted.length);
  return { userIds, actualRequests: accepted.length, optimalRequests, score };
}

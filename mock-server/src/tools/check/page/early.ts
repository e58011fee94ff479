import type { TimelineRequest } from 'imshop-contracts/conformance';

export interface Early {
  /** By how much it came before it was allowed. */
  readonly earlyMs: number;
  /** Whose answer asked to wait longer. */
  readonly forbiddenBy: TimelineRequest;
}

/** Requests that came before the last `Retry-After` allowed it. */
export function earlyRequests(own: readonly TimelineRequest[]): ReadonlyMap<TimelineRequest, Early> {
  const early = new Map<TimelineRequest, Early>();
  let forbiddenBy: TimelineRequest | undefined;
  for (const request of own) {
    const earlyMs = (forbiddenBy?.retryAtMs ?? 0) - request.atMs;
    if (forbiddenBy && earlyMs > 0) early.set(request, { earlyMs, forbiddenBy });
    if (request.retryAtMs !== null) forbiddenBy = request;
  }
  return early;
}

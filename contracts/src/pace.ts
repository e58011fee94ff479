/** A request as its pace is judged. */
export interface PacedRequest {
  /** Arrival in milliseconds, on any clock that all requests share. */
  readonly atMs: number;
  /** The moment that `Retry-After` in the answer to this request named, on the same clock. */
  readonly retryAtMs: number | null;
}

/** A request that arrived before the last `Retry-After` allowed it. */
export interface EarlyRequest<R extends PacedRequest> {
  readonly request: R;
  /** Its place among all requests, from 0. */
  readonly index: number;
  readonly earlyMs: number;
  /** The earlier request whose answer named the moment. */
  readonly limitedBy: R;
}

/** Finds the requests that arrived before the last `Retry-After` allowed it. `requests` are in order of arrival. */
export function earlyRequests<R extends PacedRequest>(requests: readonly R[]): readonly EarlyRequest<R>[] {
  const early: EarlyRequest<R>[] = [];
  let limitedBy: R | undefined;
  for (const [index, request] of requests.entries()) {
    const earlyMs = (limitedBy?.retryAtMs ?? request.atMs) - request.atMs;
    if (limitedBy && earlyMs > 0) early.push({ request, index, earlyMs, limitedBy });
    if (request.retryAtMs !== null) limitedBy = request;
  }
  return early;
}

/** The window with the most requests. */
export interface FullestWindow {
  readonly fromMs: number;
  readonly requests: number;
}

/**
 * Finds the window with the most requests, wherever it begins. A window includes its first moment and excludes its last.
 *
 * @param timesMs Arrivals in ascending order.
 */
export function fullestWindow(timesMs: readonly number[], windowMs: number): FullestWindow {
  let fullest: FullestWindow = { fromMs: timesMs[0] ?? 0, requests: 0 };
  let first = 0;
  for (const [last, timeMs] of timesMs.entries()) {
    while ((timesMs[first] ?? timeMs) <= timeMs - windowMs) first += 1;
    const requests = last - first + 1;
    if (requests > fullest.requests) fullest = { fromMs: timesMs[first] ?? timeMs, requests };
  }
  return fullest;
}

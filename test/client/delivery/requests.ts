import type { PushRequest } from 'imshop-contracts';
import type { RequestRecord } from 'imshop-mock';

function userIdsOf({ body }: RequestRecord): readonly string[] {
  // The mock accepted the body, so it is well formed.
  return (body as PushRequest).userIds;
}

/** The number of requests for each customer. */
export function countByUserId(requests: readonly RequestRecord[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const userId of requests.flatMap(userIdsOf)) times.set(userId, (times.get(userId) ?? 0) + 1);
  return times;
}

/** True if the sender cannot know if the push was delivered. */
export function isAmbiguous({ status, response }: RequestRecord): boolean {
  if (status === null || status >= 500) return true;
  const isVendors = typeof response === 'object' && response !== null && 'success' in response;
  return status >= 200 && status < 300 && !isVendors;
}

/** The number of the request for the same ids, from 1. */
export function attemptOf({ headers }: RequestRecord): number {
  return Number(/-(\d+)$/.exec(headers['x-request-id'] ?? '')?.[1]);
}

/** Requests beyond one a chunk: retries, halves, and the rest of a refused chunk. */
export function countExtraRequests(requests: readonly RequestRecord[]): number {
  const chunks = new Set(requests.map(({ headers }) => /-(\d+)[.\d]*-\d+$/.exec(headers['x-request-id'] ?? '')?.[1]));
  return requests.length - chunks.size;
}

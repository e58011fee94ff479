import type { RequestLine } from '../../src/api/requests.js';

/**
 * When the requests in a window came, oldest first, in milliseconds since the epoch. Lines are in the order of arrival and their
 * moments all of one length, so texts are compared, and only what is inside is read.
 */
export function takenSince(lines: readonly RequestLine[], sinceMs: number): readonly number[] {
  const since = new Date(sinceMs).toISOString();
  const first = lines.findLastIndex(({ receivedAt }) => receivedAt <= since) + 1;
  return lines
    .slice(first)
    .filter(takesSlot)
    .map(({ receivedAt }) => Date.parse(receivedAt));
}

/** Whether a request counted towards the limit: a fault hits only what was let in, and a wrong method is refused before. */
function takesSlot({ outcome, fault }: RequestLine): boolean {
  if (outcome === 'rate-limited') return fault !== null;
  return outcome !== 'method-not-allowed' && outcome !== 'malformed-http';
}

/** The places of marks of which only so many can be told apart; each once. */
export function apart(places: readonly number[], steps: number): readonly number[] {
  return [...new Set(places.map((place) => Math.round(place * steps)))];
}

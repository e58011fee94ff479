import type { RequestFilter } from '../api/requests.js';
import type { Entry } from '../journal/entry.js';
import { sentUserIds } from './sent.js';

/** The entries a filter lets through, oldest first. */
export function filtered(entries: readonly Entry[], filter: RequestFilter): Entry[] {
  const { outcome, status, userId, after, limit } = filter;
  const start = after === undefined ? 0 : indexAfter(entries, after);
  const matching = entries
    .slice(start)
    .filter((entry) => outcome === undefined || (entry.completion?.outcome ?? 'pending') === outcome)
    .filter((entry) => status === undefined || entry.completion?.status === status)
    .filter((entry) => userId === undefined || sentUserIds(entry).includes(userId));
  return limit === undefined ? matching : matching.slice(Math.max(0, matching.length - limit));
}

/** Ids grow by one a request, so an id that was evicted still has its place. */
function indexAfter(entries: readonly Entry[], id: string): number {
  const index = entries.findIndex((entry) => sequenceOf(entry.id) > sequenceOf(id));
  return index < 0 ? entries.length : index;
}

function sequenceOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('-') + 1));
}

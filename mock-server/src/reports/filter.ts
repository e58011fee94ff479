import type { RequestFilter } from '../api/requests.js';
import type { Entry } from '../journal/entry.js';
import { gistOf } from './gist.js';
import { namesUser } from './sent.js';

/** The entries a filter lets through, oldest first. Searched from the newest on, and no further than the limit asks. */
export function filtered(entries: readonly Entry[], filter: RequestFilter): Entry[] {
  const { after, limit = Number.POSITIVE_INFINITY } = filter;
  const first = after === undefined ? 0 : indexAfter(entries, after);
  const matches = matcherOf(filter);
  const found: Entry[] = [];
  for (let index = entries.length - 1; index >= first && found.length < limit; index -= 1) {
    const entry = entries[index];
    if (entry && matches(entry)) found.push(entry);
  }
  return found.reverse();
}

/** What is cheap to look at comes first. */
function matcherOf({ outcome, status, userId, text }: RequestFilter): (entry: Entry) => boolean {
  const sought = text?.toLowerCase();
  return (entry) =>
    (outcome === undefined || (entry.completion?.outcome ?? 'pending') === outcome) &&
    (status === undefined || entry.completion?.status === status) &&
    (sought === undefined || says(entry, sought)) &&
    (userId === undefined || namesUser(entry, userId));
}

/** Whether a text, in lower case, is found in what was sent or answered. */
function says(entry: Entry, sought: string): boolean {
  const { title, summary, deeplink } = gistOf(entry);
  const texts = [title, summary, deeplink, entry.completion?.response];
  return texts.some((text) => text?.toLowerCase().includes(sought));
}

/** Ids grow by one a request, so an id that was evicted still has its place. */
function indexAfter(entries: readonly Entry[], id: string): number {
  const index = entries.findIndex((entry) => sequenceOf(entry.id) > sequenceOf(id));
  return index < 0 ? entries.length : index;
}

function sequenceOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('-') + 1));
}

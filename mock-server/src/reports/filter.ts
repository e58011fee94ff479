import type { RequestFilter } from '../api/requests.js';
import type { Entry } from '../log/entry.js';
import { gistOf } from './gist.js';
import { isCut, namesUser } from './sent.js';

/** What a filter found. */
export interface Found {
  /** Oldest first. */
  readonly entries: readonly Entry[];
  /** Entries left out that may match: what is kept of their bodies does not say. */
  readonly bodiesCut: number;
}

/** The entries a filter lets through. Searched from the newest on, and no further than the limit asks. */
export function filtered(entries: readonly Entry[], filter: RequestFilter): Found {
  const { after, limit = Number.POSITIVE_INFINITY } = filter;
  const first = after === undefined ? 0 : indexAfter(entries, after);
  const found: Entry[] = [];
  let bodiesCut = 0;
  for (let index = entries.length - 1; index >= first && found.length < limit; index -= 1) {
    const entry = entries[index];
    if (!entry || !endedAs(entry, filter)) continue;
    if (holds(entry, filter)) found.push(entry);
    else if (isCut(entry)) bodiesCut += 1;
  }
  return { entries: found.reverse(), bodiesCut };
}

/** What is cheap to look at. */
function endedAs({ completion }: Entry, { outcome, status }: RequestFilter): boolean {
  return (
    (outcome === undefined || (completion?.outcome ?? 'pending') === outcome) &&
    (status === undefined || completion?.status === status)
  );
}

function holds(entry: Entry, { userId, text }: RequestFilter): boolean {
  return (text === undefined || says(entry, text.toLowerCase())) && (userId === undefined || namesUser(entry, userId));
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

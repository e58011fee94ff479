import type { RequestLine } from '../api/requests.js';
import type { FidelityTable } from '../fidelity/table.js';
import type { Entry } from '../log/entry.js';
import { gistOf } from './gist.js';

/** Characters of a title that a line shows. */
export const MAX_SHOWN_TITLE = 200;

/** A journal entry as a list of many shows it. */
export function lineOf(entry: Entry, { standingOf }: FidelityTable): RequestLine {
  const { id, receivedAtMs, completion, completedAtMs } = entry;
  const { title, userIds } = gistOf(entry);
  return {
    requestId: id,
    receivedAt: new Date(receivedAtMs).toISOString(),
    outcome: completion?.outcome ?? 'pending',
    status: completion?.status ?? null,
    accepted: completion?.accepted ?? false,
    fault: completion?.fault ?? null,
    behaviour: completion?.row ?? null,
    durationMs: completedAtMs === undefined ? null : completedAtMs - receivedAtMs,
    title: title === undefined ? null : beginningOf(title),
    userIds,
    advisories: completion?.advisories?.length ?? 0,
    standing: completion?.row ? standingOf(completion.row) : null,
  };
}

/** The first characters of a text; none of them, such as an emoji, is cut in half. */
function beginningOf(text: string): string {
  if (text.length <= MAX_SHOWN_TITLE) return text;
  return Array.from(text.slice(0, 2 * MAX_SHOWN_TITLE))
    .slice(0, MAX_SHOWN_TITLE)
    .join('');
}

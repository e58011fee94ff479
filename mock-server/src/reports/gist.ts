import type { Entry } from '../journal/entry.js';
import { type Gist, readGist } from '../journal/gist.js';

const NOTHING: Gist = { title: undefined, summary: undefined, deeplink: undefined, userIds: 0 };

/** What a request's body says in short. */
export function gistOf({ body }: Entry): Gist {
  return body === undefined ? NOTHING : (body.cut?.gist ?? readGist(body.bytes));
}

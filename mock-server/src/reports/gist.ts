import { type Gist, readGist } from '../log/body-summary.js';
import type { Entry } from '../log/entry.js';

const NOTHING: Gist = { title: undefined, summary: undefined, deeplink: undefined, userIds: 0 };

/** What a request's body says in short. */
export function gistOf({ body }: Entry): Gist {
  return body === undefined ? NOTHING : (body.cut?.gist ?? readGist(body.bytes));
}

import { type MadeRequests, requestText } from '../measuring/load/job.js';

/** What is sent, and which answer is right. */
export interface Case {
  readonly name: string;
  /** The bodies, sent in turn; or how the load makes them. */
  readonly bodies: readonly string[] | Omit<MadeRequests, 'path' | 'first'>;
  readonly status: number;
  /** Whether the limit is one request, and has been used up by the first. */
  readonly limited: boolean;
}

const MESSAGE = { title: 'Your order', summary: 'is on its way' };
/** So many that no cache of the last body, or of the last few, helps. */
const DIFFERENT_BODIES = 200;

export const GOOD = JSON.stringify({ userIds: ['79999999999'], message: MESSAGE });

export const CASE_NAMES = [
  'new-own-text',
  'new-one-text',
  'new-1000-ids',
  '1-id',
  '1000-ids',
  '1000-other-ids',
  'invalid',
  '429',
] as const;
export type CaseName = (typeof CASE_NAMES)[number];

export const CASES: Readonly<Record<CaseName, Case>> = {
  'new-own-text': good('new customers, 1 id, a text each', { count: 200_000, idsEach: 1, ownTexts: true }),
  'new-one-text': good('new customers, 1 id, one text', { count: 200_000, idsEach: 1, ownTexts: false }),
  'new-1000-ids': good('new customers, 1000 ids', { count: 4_000, idsEach: 1000, ownTexts: false }),
  '1-id': good('1 id, the same', [GOOD]),
  '1000-ids': good('1000 ids, the same', [thousandIds(0)]),
  '1000-other-ids': good(
    '1000 ids, others each time',
    Array.from({ length: DIFFERENT_BODIES }, (_, at) => thousandIds(at)),
  ),
  invalid: {
    name: 'invalid body',
    bodies: [JSON.stringify({ userIds: ['79999999999'], message: { title: MESSAGE.title } })],
    status: 400,
    limited: false,
  },
  '429': { name: '429', bodies: [GOOD], status: 429, limited: true },
};

/** The requests of a case, as they go to a path. Those that are made begin with the given one. */
export function requestsOf({ bodies }: Case, path: string, first = 0): readonly string[] | MadeRequests {
  return 'count' in bodies ? { ...bodies, path, first } : bodies.map((body) => requestText(path, body));
}

function good(name: string, bodies: Case['bodies']): Case {
  return { name, bodies, status: 200, limited: false };
}

function thousandIds(batch: number): string {
  const userIds = Array.from({ length: 1000 }, (_, at) => String(79_000_000_000 + batch * 1000 + at));
  return JSON.stringify({ userIds, message: MESSAGE });
}

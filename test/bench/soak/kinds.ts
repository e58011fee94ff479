import type { Mock } from 'imshop-mock';
import { post } from '../../mock-server/post.js';
import { requestText } from '../measuring/load/job.js';

/** What the sender sees: an answer with a status, a connection that ends, or nothing at all. */
export type Ending = number | 'closed' | 'silence';

/** A kind of request, and what must come of it. */
export interface Kind {
  readonly name: string;
  /** How many in a thousand requests. */
  readonly weight: number;
  readonly ending: Ending;
  /** The whole request with this number. */
  request(number: number): string;
}

const MESSAGE = { title: 'Your order', summary: 'is on its way' };
/** Requests that say the same, before the next text: a campaign. */
const CAMPAIGN_REQUESTS = 100;
const THOUSAND = 1000;
const SLOW_MS = 20;

/**
 * What a sender of many shops meets in a day. The weights add up to a thousand. Whoever gets many different ids gets a thousand at a time
 * too, so that what is kept by id is full early.
 */
export const KINDS: readonly Kind[] = [
  kind('one id', 540, 200, 'shop', (number) => good(number, [idOf(number)])),
  kind('a thousand other ids', 80, 200, 'shop', thousand),
  kind('a thousand other ids elsewhere', 70, 200, 'news', thousand),
  kind(
    'a new integration',
    20,
    200,
    (number) => `shop-${number}`,
    (number) => good(number, [idOf(number)]),
  ),
  kind('no summary', 60, 400, 'shop', () => '{"userIds":["79999999999"],"message":{"title":"a"}}'),
  kind('a thousand ids that are none', 10, 400, 'shop', () =>
    good(
      0,
      Array.from({ length: THOUSAND }, (_, at) => at),
    ),
  ),
  kind('not JSON', 30, 400, 'shop', (number) => `{"userIds":["${number}`),
  kind('over the limit', 80, 429, 'limited', (number) => good(number, [idOf(number)])),
  magic('too many requests', 20, 429, '70000000429'),
  magic('server error', 20, 503, '70000000503'),
  magic('unavailable', 14, 200, '70000000000'),
  magic('reset', 10, 'closed', '70000000002'),
  magic('accepted then reset', 10, 'closed', '70000000003'),
  magic('malformed JSON', 10, 200, '70000000004'),
  magic('truncated body', 10, 'closed', '70000000005'),
  magic('hang', 1, 'silence', '70000000001'),
  kind('late', 10, 200, 'slow', (number) => good(number, [idOf(number)])),
  kind('empty reply', 5, 'closed', 'silent', (number) => good(number, [idOf(number)])),
];

/** Makes the integrations what the kinds expect of them. */
export async function prepare(mock: Mock): Promise<void> {
  await mock.integration('limited').patch({ rateLimit: { requests: 1, windowMs: 3_600_000 } });
  await post(mock.url('limited'), good(0, [idOf(0)]));
  await mock.integration('slow').fail({ type: 'latency', ms: SLOW_MS });
  await mock.integration('silent').fail('empty-reply');
}

function kind(
  name: string,
  weight: number,
  ending: Ending,
  slug: string | ((number: number) => string),
  body: (number: number) => string,
): Kind {
  const pathOf = (number: number) => `/${typeof slug === 'string' ? slug : slug(number)}/push`;
  return { name, weight, ending, request: (number) => requestText(pathOf(number), body(number)) };
}

function magic(name: string, weight: number, ending: Ending, userId: string): Kind {
  return kind(name, weight, ending, 'faulty', (number) => good(number, [userId]));
}

function thousand(number: number): string {
  return good(
    number,
    Array.from({ length: THOUSAND }, (_, at) => idOf(number * THOUSAND + at)),
  );
}

function good(number: number, userIds: readonly unknown[]): string {
  const campaign = Math.floor(number / CAMPAIGN_REQUESTS);
  return JSON.stringify({ userIds, message: { ...MESSAGE, title: `${MESSAGE.title} ${campaign}` } });
}

/** Never a magic id. */
function idOf(number: number): string {
  return String(80_000_000_000 + number);
}

import { MAX_USER_IDS } from '../limits.js';
import { INTEGRATION_UNAVAILABLE } from '../messages.js';

/**
 * One request, and the answer that a sender relies on. A sender needs the status and `success`, never the message, which
 * comes from a library; only bodies that the vendor's page shows are exact.
 */
export interface ContractInteraction {
  readonly description: string;
  /** A provider state of `PROVIDER_STATES`. */
  readonly given: { readonly name: string; readonly params?: Readonly<Record<string, string | number>> };
  readonly body: unknown;
  readonly status: number;
  /** Headers of the answer; a number means any whole number. */
  readonly headers?: Readonly<Record<string, string | number>>;
  /** The body of the answer. */
  readonly answer: ContractAnswer;
}

export type ContractAnswer =
  /** Exactly this body, as the vendor's page shows it. */
  | { readonly type: 'exact'; readonly body: Readonly<Record<string, unknown>> }
  /** These keys, each with any text. */
  | { readonly type: 'texts'; readonly keys: readonly string[] }
  /** Any body. */
  | { readonly type: 'any' };

const LIVE = { name: 'the integration is live' };
const MESSAGE = { title: 'Заказ 1042', summary: 'Ждёт вас в пункте выдачи' };
const PUSH = { userIds: ['79991234567'], message: MESSAGE };
const ACCEPTED: ContractAnswer = { type: 'exact', body: { success: true } };
const REFUSED: ContractAnswer = { type: 'texts', keys: ['error', 'message'] };

/** The interactions that the reference client relies on. Their descriptions are part of the pact. */
export const INTERACTIONS: readonly ContractInteraction[] = [
  { description: 'a push', given: LIVE, body: PUSH, status: 200, answer: ACCEPTED },
  {
    description: 'a push with a deeplink',
    given: LIVE,
    body: { ...PUSH, deeplink: 'slug://browse' },
    status: 200,
    answer: ACCEPTED,
  },
  {
    description: 'a push to as many customers as a request takes',
    given: LIVE,
    body: { ...PUSH, userIds: Array.from({ length: MAX_USER_IDS }, (_, index) => String(79_990_000_000 + index)) },
    status: 200,
    answer: ACCEPTED,
  },
  {
    description: 'a push while the integration is off',
    given: { name: 'the integration is unavailable' },
    body: PUSH,
    status: 200,
    answer: { type: 'exact', body: { success: false, error: INTEGRATION_UNAVAILABLE } },
  },
  {
    description: 'user ids that are no array',
    given: LIVE,
    body: { ...PUSH, userIds: '79991234567' },
    status: 400,
    answer: {
      type: 'exact',
      body: { error: 'Bad Request', message: 'child "userIds" fails because ["userIds" must be an array]' },
    },
  },
  ...(
    [
      ['no user ids', { message: MESSAGE }],
      ['a user id that is no string', { ...PUSH, userIds: [79991234567] }],
      ['an empty user id', { ...PUSH, userIds: [''] }],
      [
        'more user ids than a request takes',
        { ...PUSH, userIds: Array.from({ length: MAX_USER_IDS + 1 }, (_, index) => String(index)) },
      ],
      ['no message', { userIds: PUSH.userIds }],
      ['no title', { ...PUSH, message: { summary: 'b' } }],
      ['an empty summary', { ...PUSH, message: { title: 'a', summary: '' } }],
      ['a deeplink that is no string', { ...PUSH, deeplink: 7 }],
      ['an unknown key', { ...PUSH, sound: 'ping' }],
    ] as const
  ).map(([description, body]) => ({ description, given: LIVE, body, status: 400, answer: REFUSED })),
  {
    description: 'a push over the limit, with Retry-After',
    given: { name: 'the rate limit is exhausted {limit}', params: { limit: 10, retryAfter: 'seconds' } },
    body: PUSH,
    status: 429,
    headers: { 'Retry-After': 60 },
    answer: REFUSED,
  },
  {
    description: 'a push over the limit, without Retry-After',
    given: { name: 'the rate limit is exhausted {limit}', params: { limit: 10, retryAfter: 'off' } },
    body: PUSH,
    status: 429,
    answer: REFUSED,
  },
  ...[500, 502, 503, 504].map(
    (status): ContractInteraction => ({
      description: `a push that the vendor answers with ${status}`,
      given: { name: 'the vendor answers {status}', params: { status } },
      body: PUSH,
      status,
      answer: { type: 'any' },
    }),
  ),
];

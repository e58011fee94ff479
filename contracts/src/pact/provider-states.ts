/** The allowed values of a parameter, and its default. */
export type ProviderStateParam = {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
} & (
  | { readonly type: 'integer'; readonly min: number; readonly max: number; readonly default?: number }
  | { readonly type: 'choice'; readonly values: readonly string[]; readonly default?: string }
  | { readonly type: 'slug'; readonly pattern: string; readonly default?: string }
);

/** A state of the vendor that an interaction may request. */
export interface ProviderState {
  /** The name in pacts; `{param}` may be replaced by a value, kept, or omitted. */
  readonly name: string;
  readonly description: string;
  readonly params: readonly ProviderStateParam[];
}

const INTEGRATION = {
  name: 'integration',
  description: 'The integration; without it, all integrations, including those created later.',
  required: false,
  type: 'slug',
  // Equal to the pattern of the mock's paths; a test compares them.
  pattern: '^[a-z0-9][a-z0-9._-]{0,63}$',
} as const;

const RETRY_AFTER = {
  name: 'retryAfter',
  description: 'Seconds in Retry-After; without it, the answer has no such header.',
  required: false,
  type: 'integer',
  min: 0,
  max: 86_400,
} as const;

const BODY = {
  name: 'body',
  description: 'The body: error and message, the page of a gateway, or nothing.',
  required: false,
  type: 'choice',
  values: ['json', 'html', 'empty'],
  default: 'json',
} as const;

/** All states, as data for documents, other languages and servers. */
export const PROVIDER_STATES = [
  {
    name: 'the integration is live',
    description: 'Pushes are accepted.',
    params: [INTEGRATION],
  },
  {
    name: 'the integration is unavailable',
    description: 'A valid push gets status 200 with success: false and is not delivered.',
    params: [INTEGRATION],
  },
  {
    name: 'the rate limit is exhausted {limit}',
    description: 'The limit of requests a minute is used up: for a minute, every request gets 429.',
    params: [
      INTEGRATION,
      {
        name: 'limit',
        description: 'Requests a minute.',
        required: false,
        type: 'integer',
        min: 1,
        max: 1000,
        default: 10,
      },
      {
        name: 'retryAfter',
        description: 'The form of Retry-After; off omits the header.',
        required: false,
        type: 'choice',
        values: ['seconds', 'date', 'off'],
        default: 'seconds',
      },
    ],
  },
  {
    name: 'the vendor answers {status}',
    description: 'Every push gets this status, as from a gateway, and is not delivered.',
    params: [
      INTEGRATION,
      { name: 'status', description: 'The status.', required: true, type: 'integer', min: 400, max: 599 },
      RETRY_AFTER,
      BODY,
    ],
  },
  {
    name: 'the vendor accepts up to {limit} user ids',
    description: 'A push to more customers gets 400.',
    params: [
      INTEGRATION,
      {
        name: 'limit',
        description: 'Maximum number of userIds in a push.',
        required: true,
        type: 'integer',
        min: 1,
        max: 1_000_000,
      },
    ],
  },
  {
    name: 'the vendor does not answer',
    description: 'The connection stays open without an answer, and the push is not delivered.',
    params: [INTEGRATION],
  },
  {
    name: 'the answer is lost',
    description: 'The push is delivered, then the connection is reset before the answer.',
    params: [INTEGRATION],
  },
  {
    name: 'the push is delivered and the vendor answers {status}',
    description: 'The push is delivered, but the answer has this status.',
    params: [
      INTEGRATION,
      { name: 'status', description: 'The status.', required: true, type: 'integer', min: 500, max: 599 },
      RETRY_AFTER,
      BODY,
    ],
  },
] as const satisfies readonly ProviderState[];

type Known = (typeof PROVIDER_STATES)[number];
type ParamOf<N extends ProviderStateName> = Extract<Known, { readonly name: N }>['params'][number];
type ValueOf<P> = P extends { readonly values: readonly (infer V)[] }
  ? V
  : P extends { readonly type: 'integer' }
    ? number
    : string;
/** Parameters that always have a value. */
type AlwaysSet = { readonly required: true } | { readonly default: unknown };

export type ProviderStateName = Known['name'];

/** The parameters of a resolved state: those with a default are always present. */
export type ProviderStateParams<N extends ProviderStateName> = {
  readonly [P in Extract<ParamOf<N>, AlwaysSet> as P['name']]: ValueOf<P>;
} & {
  readonly [P in Exclude<ParamOf<N>, AlwaysSet> as P['name']]?: ValueOf<P>;
};

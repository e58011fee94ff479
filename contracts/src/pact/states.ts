/** What a parameter takes, and what it is where it is left out. */
export type ProviderStateParam = {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
} & (
  | { readonly kind: 'integer'; readonly min: number; readonly max: number; readonly default?: number }
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly default?: string }
  | { readonly kind: 'slug'; readonly pattern: string; readonly default?: string }
);

/** A state that an interaction may ask the vendor to be in. */
export interface ProviderState {
  /** What an interaction is given; `{param}` may be filled in, left as it is, or left out. */
  readonly name: string;
  readonly description: string;
  readonly params: readonly ProviderStateParam[];
}

const INTEGRATION = {
  name: 'integration',
  description: 'The integration that is meant; every one, also those made later, where it is left out.',
  required: false,
  kind: 'slug',
  // As the mock reads the path; a test holds the two together.
  pattern: '^[a-z0-9][a-z0-9._-]{0,63}$',
} as const;

const RETRY_AFTER = {
  name: 'retryAfter',
  description: 'Seconds in Retry-After; no such header where it is left out.',
  required: false,
  kind: 'integer',
  min: 0,
  max: 86_400,
} as const;

const BODY = {
  name: 'body',
  description: 'What the body is: error and message, a page of a gateway, or nothing.',
  required: false,
  kind: 'choice',
  values: ['json', 'html', 'empty'],
  default: 'json',
} as const;

/** Every state, as data: for documents, for other languages, and for whoever serves them. */
export const PROVIDER_STATES = [
  {
    name: 'the integration is live',
    description: 'Pushes are accepted.',
    params: [INTEGRATION],
  },
  {
    name: 'the integration is unavailable',
    description: 'A valid push gets status 200 with success: false, and nobody is notified.',
    params: [INTEGRATION],
  },
  {
    name: 'the rate limit is exhausted {limit}',
    description: 'The limit of so many requests a minute is used up: the next gets 429, for a minute.',
    params: [
      INTEGRATION,
      {
        name: 'limit',
        description: 'Requests a minute.',
        required: false,
        kind: 'integer',
        min: 1,
        max: 1000,
        default: 10,
      },
      {
        name: 'retryAfter',
        description: 'The form of Retry-After, or none.',
        required: false,
        kind: 'choice',
        values: ['seconds', 'date', 'off'],
        default: 'seconds',
      },
    ],
  },
  {
    name: 'the vendor answers {status}',
    description: 'Every push gets this status, as from a gateway, and nobody is notified.',
    params: [
      INTEGRATION,
      { name: 'status', description: 'The status.', required: true, kind: 'integer', min: 400, max: 599 },
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
        description: 'Most userIds in a push.',
        required: true,
        kind: 'integer',
        min: 1,
        max: 1_000_000,
      },
    ],
  },
  {
    name: 'the vendor does not answer',
    description: 'The connection stays open without a byte, and nobody is notified.',
    params: [INTEGRATION],
  },
  {
    name: 'the answer is lost',
    description: 'The push is delivered, then the connection is reset before a byte of the answer.',
    params: [INTEGRATION],
  },
  {
    name: 'the push is delivered and the vendor answers {status}',
    description: 'The push is delivered, and yet the answer is this status.',
    params: [
      INTEGRATION,
      { name: 'status', description: 'The status.', required: true, kind: 'integer', min: 500, max: 599 },
      RETRY_AFTER,
      BODY,
    ],
  },
] as const satisfies readonly ProviderState[];

type Known = (typeof PROVIDER_STATES)[number];
type ParamOf<N extends ProviderStateName> = Extract<Known, { readonly name: N }>['params'][number];
type ValueOf<P> = P extends { readonly values: readonly (infer V)[] }
  ? V
  : P extends { readonly kind: 'integer' }
    ? number
    : string;
/** Parameters that have a value in the end. */
type Settled = { readonly required: true } | { readonly default: unknown };

export type ProviderStateName = Known['name'];

/** The parameters of a state, once read: what has a default is there. */
export type ProviderStateParams<N extends ProviderStateName> = {
  readonly [P in Extract<ParamOf<N>, Settled> as P['name']]: ValueOf<P>;
} & {
  readonly [P in Exclude<ParamOf<N>, Settled> as P['name']]?: ValueOf<P>;
};

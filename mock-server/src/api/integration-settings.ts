import type { Rate } from '../settings/rate.js';
import type { ALGORITHMS, ENVELOPES, RETRY_AFTER_FORMS, Settings } from './settings.js';

export type Algorithm = (typeof ALGORITHMS)[number];
export type RetryAfterForm = (typeof RETRY_AFTER_FORMS)[number];
export type Envelope = (typeof ENVELOPES)[number];

/** The limit of an integration: how many, in what window, of what shape, and how a 429 tells when to come back. */
export interface RateLimit extends Rate {
  readonly algorithm: Algorithm;
  readonly retryAfter: RetryAfterForm;
  /** Whether a request over the limit counts towards it too. Matters to a sliding window and a bucket. Default false. */
  readonly countRejected: boolean;
}

/** How one integration behaves; each has its own copy, changed by `PATCH`. */
export interface IntegrationSettings {
  /** Whether the integration is live. Default true. */
  readonly available: boolean;
  /** Most `userIds` in a request. Default 1000. */
  readonly maxUserIds: number;
  /** `null` for no limit. Default 10 requests in 60,000 ms, sliding, `Retry-After` in seconds. */
  readonly rateLimit: RateLimit | null;
  /** Whether a 400 lists every fault or the first only. Default true. */
  readonly listAllErrors: boolean;
  /** Body of a refusal: the page's, or with the keys that hapi 16 adds. Default `documented`. */
  readonly envelope: Envelope;
  /** Whether certain user ids bring about a fault by themselves. Default true. */
  readonly magicIds: boolean;
  /** Whether an unwise push is refused. Default false. */
  readonly strict: boolean;
  /** Status of "Integration is unavailable", from 200 to 599; other than 200, its body has a `message`. Default 200. */
  readonly unavailableStatus: number;
}

/** How an integration behaves until it is told otherwise. */
export function initialSettings(settings: Settings): IntegrationSettings {
  const {
    rateLimit,
    rateLimitAlgorithm: algorithm,
    retryAfter,
    countRejected,
    maxUserIds,
    firstErrorOnly,
    envelope,
    noMagicIds,
    strict,
    unavailableStatus,
  } = settings;
  return {
    available: true,
    maxUserIds,
    rateLimit: rateLimit && { ...rateLimit, algorithm, retryAfter, countRejected },
    listAllErrors: !firstErrorOnly,
    envelope,
    magicIds: !noMagicIds,
    strict,
    unavailableStatus,
  };
}

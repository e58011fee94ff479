import type { Algorithm, Envelope, RetryAfterForm } from 'imshop-contracts';
import type { Rate } from './settings.js';

/** The rate limit of an integration. */
export interface RateLimit extends Rate {
  readonly algorithm: Algorithm;
  /** Form of `Retry-After` in a 429. Default `seconds`. */
  readonly retryAfter: RetryAfterForm;
  /** Rejected requests count towards the limit too; no effect on a fixed or aligned window. Default false. */
  readonly countRejected: boolean;
}

/** How one integration behaves; each has its own copy, changed by `PATCH`. */
export interface IntegrationSettings {
  /** The integration is live. Default true. */
  readonly available: boolean;
  /** Maximum number of `userIds` in a request. Default 1000. */
  readonly maxUserIds: number;
  /** `null` for no limit. Default 10 requests in 60,000 ms, sliding, `Retry-After` in seconds. */
  readonly rateLimit: RateLimit | null;
  /** A 400 lists every error of the body; otherwise only the first. Default true. */
  readonly listAllErrors: boolean;
  /** Body of an error answer: the documented one, or with the keys that hapi 16 adds. Default `documented`. */
  readonly envelope: Envelope;
  /** User ids such as 70000000503 cause a fault. Default true. */
  readonly magicIds: boolean;
  /** A valid push that has advisories is answered with 400. Default false. */
  readonly strict: boolean;
  /** Status of "Integration is unavailable", from 200 to 599; other than 200, its body has a `message`. Default 200. */
  readonly unavailableStatus: number;
}

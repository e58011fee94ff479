import { RATE_LIMIT_REQUESTS, RATE_LIMIT_WINDOW_MS } from 'imshop-contracts';

/** Upper bound of `maxUserIds`, so that no value means "no limit". */
export const MAX_MAX_USER_IDS = 1_000_000;

/** Requests in a window of that many milliseconds. */
export interface Rate {
  readonly requests: number;
  readonly windowMs: number;
}

/** The vendor's limit: 10 requests a minute. */
export const DOCUMENTED_RATE: Rate = { requests: RATE_LIMIT_REQUESTS, windowMs: RATE_LIMIT_WINDOW_MS };

/** Range of the status of an answer. */
export const MIN_ANSWER_STATUS = 200;
export const MAX_ANSWER_STATUS = 599;

/** The name of an integration. */
export const SLUG = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** Path of the emulated endpoint, unless another is set. */
export const DEFAULT_PATH = '/:slug/push';

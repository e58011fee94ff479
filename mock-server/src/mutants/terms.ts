import type { Mutant } from './mutant.js';

/** Wrong on what terms requests are taken. */
export const TERMS = {
  'limit-999': {
    help: 'one id fewer than the limit: 999 at most, not 1000',
    settings: (asked) => ({ ...asked, maxUserIds: Math.max(1, asked.maxUserIds - 1) }),
  },
  'lower-rate-limit': {
    help: 'half the rate: 5 requests a minute, not 10',
    settings: ({ rateLimit, ...asked }) => ({
      ...asked,
      rateLimit: rateLimit && { ...rateLimit, requests: Math.max(1, Math.floor(rateLimit.requests / 2)) },
    }),
  },
  'no-rate-limit': {
    help: 'no limit: never a 429',
    settings: (asked) => ({ ...asked, rateLimit: null }),
  },
  'first-error-only': {
    help: 'a 400 names the first fault of several',
    settings: (asked) => ({ ...asked, listAllErrors: false }),
  },
} as const satisfies Record<string, Mutant>;

import type { Mutant } from './mutant.js';

/** Mutants with wrong settings. */
export const SETTINGS_MUTANTS = {
  'limit-999': {
    help: 'one id fewer than the limit: 999 at most, not 1000',
    settings: (settings) => ({ ...settings, maxUserIds: Math.max(1, settings.maxUserIds - 1) }),
  },
  'lower-rate-limit': {
    help: 'half the rate: 5 requests a minute, not 10',
    settings: ({ rateLimit, ...settings }) => ({
      ...settings,
      rateLimit: rateLimit && { ...rateLimit, requests: Math.max(1, Math.floor(rateLimit.requests / 2)) },
    }),
  },
  'no-rate-limit': {
    help: 'no limit: never a 429',
    settings: (settings) => ({ ...settings, rateLimit: null }),
  },
  'first-error-only': {
    help: 'a 400 names only the first of several errors',
    settings: (settings) => ({ ...settings, listAllErrors: false }),
  },
} as const satisfies Record<string, Mutant>;

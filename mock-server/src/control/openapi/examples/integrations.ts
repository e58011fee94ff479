import type { IntegrationState, IntegrationSummary, SettingsPatch } from '../../../api/integrations.js';
import { DEFAULT_SLUG } from '../../../endpoint/route.js';
import { initialSettings } from '../../../settings/settings.js';
import { resolveSettings } from '../../../settings/sources.js';
import { ACTIVE } from './faults.js';
import { UNDER_WAY } from './scenarios.js';

const URL = `http://127.0.0.1:8080/${DEFAULT_SLUG}/push`;

const COUNTERS: IntegrationState['counters'] = {
  requests: 11,
  accepted: 10,
  outcomes: { accepted: 10, 'rate-limited': 1 },
};

export const CLOCK: IntegrationState['clock'] = { now: '2026-01-15T09:01:00.000Z', advancedMs: 60_000 };

const LIMITER: IntegrationState['limiter'] = { limit: 10, remaining: 0, resetMs: 42_000 };

export function summaryExample(): IntegrationSummary {
  const { available, rateLimit } = initialSettings(resolveSettings([]));
  return { slug: DEFAULT_SLUG, url: URL, available, rateLimit, limiter: LIMITER, counters: COUNTERS };
}

/** An integration that was told nothing. */
export function stateExample(): IntegrationState {
  return {
    slug: DEFAULT_SLUG,
    url: URL,
    settings: initialSettings(resolveSettings([])),
    limiter: LIMITER,
    clock: CLOCK,
    faults: [ACTIVE],
    scenario: UNDER_WAY,
    seed: 20_260_115,
    counters: COUNTERS,
  };
}

/** Bodies of `PATCH`, by what they are for. */
export const PATCHES: Readonly<Record<string, SettingsPatch>> = {
  'switched-off': { available: false },
  'no-limit': { rateLimit: null },
  'small-bucket': { rateLimit: { requests: 2, windowMs: 1000, algorithm: 'bucket', retryAfter: 'date' } },
  'first-error-only': { listAllErrors: false, envelope: 'hapi' },
  'plain-ids': { magicIds: false },
  strict: { strict: true, maxUserIds: 100 },
};

import type { IntegrationSettings, RateLimit } from '../../../api/integration-settings.js';
import type { Counters, IntegrationState, IntegrationSummary, SettingsPatch } from '../../../api/integrations.js';
import { OUTCOMES } from '../../../api/outcome.js';
import type { RateLimitStatus } from '../../../api/rate-limit.js';
import {
  ALGORITHMS,
  ENVELOPES,
  MAX_ANSWER_STATUS,
  MAX_MAX_USER_IDS,
  MIN_ANSWER_STATUS,
  RETRY_AFTER_FORMS,
  SLUG,
} from '../../../api/settings.js';
import { MAX_RATE_REQUESTS, MAX_RATE_WINDOW_MS } from '../../../settings/rate.js';
import { MAX_ADVANCE_MS } from '../../schemas.js';
import {
  allOptional,
  type Components,
  closed,
  flag,
  listOf,
  moment,
  oneOf,
  optional,
  orNull,
  ref,
  type Schema,
  url,
  whole,
} from '../schema.js';

/** The settings beside `rateLimit`, which a patch takes in part. */
export const PLAIN_SETTINGS = {
  available: flag('Whether the integration is live.'),
  maxUserIds: whole('Most userIds in a request.', { minimum: 1, maximum: MAX_MAX_USER_IDS }),
  listAllErrors: flag('Whether a 400 lists every fault or the first only.'),
  envelope: oneOf(ENVELOPES, "Body of a refusal: the page's, or with the keys that hapi 16 adds."),
  magicIds: flag('Whether certain user ids bring about a fault by themselves.'),
  strict: flag('Whether an unwise push is refused.'),
  unavailableStatus: whole('Status of "Integration is unavailable"; other than 200, its body has a message.', {
    minimum: MIN_ANSWER_STATUS,
    maximum: MAX_ANSWER_STATUS,
  }),
} as const satisfies Partial<Record<keyof IntegrationSettings, Schema>>;

const RATE_LIMIT = {
  requests: whole('Most requests in a window.', { minimum: 1, maximum: MAX_RATE_REQUESTS }),
  windowMs: whole('Length of the window.', { minimum: 1, maximum: MAX_RATE_WINDOW_MS }),
  algorithm: oneOf(ALGORITHMS, 'Shape of the window; nobody outside the vendor knows it.'),
  retryAfter: oneOf(RETRY_AFTER_FORMS, 'Form of Retry-After in a 429.'),
  countRejected: flag(
    'Whether a request over the limit counts towards it too; matters to a sliding window and a bucket.',
  ),
} as const satisfies Record<keyof RateLimit, Schema>;

/** Integrations, their settings and clocks. */
export const INTEGRATION_SCHEMAS: Components = {
  Slug: { type: 'string', pattern: SLUG.source, description: 'Names one integration.' },
  IntegrationList: closed<{ integrations: readonly IntegrationSummary[] }>({
    integrations: listOf(ref('IntegrationSummary')),
  }),
  IntegrationSummary: closed<IntegrationSummary>({
    slug: ref('Slug'),
    url: url('Where to post.'),
    available: PLAIN_SETTINGS.available,
    rateLimit: orNull(ref('RateLimit')),
    limiter: orNull(ref('RateLimitStatus')),
    counters: ref('Counters'),
  }),
  IntegrationState: closed<IntegrationState>({
    slug: ref('Slug'),
    url: url('Where to post.'),
    settings: ref('IntegrationSettings'),
    limiter: orNull(ref('RateLimitStatus')),
    clock: ref('ClockState'),
    faults: { ...listOf(ref('ActiveFault')), description: 'The fault rules in force, beside those of the scenario.' },
    scenario: ref('ScenarioState'),
    seed: whole('What draws the random faults; the same seed and requests give the same faults.'),
    counters: ref('Counters'),
  }),
  IntegrationSettings: closed<IntegrationSettings>({ ...PLAIN_SETTINGS, rateLimit: orNull(ref('RateLimit')) }),
  RateLimit: closed<RateLimit>(RATE_LIMIT),
  SettingsPatch: closed<SettingsPatch>({
    ...allOptional(PLAIN_SETTINGS),
    rateLimit: optional(orNull(ref('RateLimitPatch'))),
  }),
  RateLimitPatch: closed<Partial<RateLimit>>(allOptional(RATE_LIMIT)),
  RateLimitStatus: closed<RateLimitStatus>({
    limit: whole('Most requests in a window.', { minimum: 1 }),
    remaining: whole('Requests that would be let in now.'),
    resetMs: whole('Until remaining next grows; 0 where the window is untouched.'),
  }),
  ClockState: closed<IntegrationState['clock']>({
    now: moment("The integration's own time."),
    advancedMs: whole('How far it was advanced in all.'),
  }),
  ClockMove: closed<{ advanceMs: number }>({
    advanceMs: whole('How far to move the clock on.', { maximum: MAX_ADVANCE_MS }),
  }),
  Counters: closed<Counters>({
    requests: whole(),
    accepted: whole(),
    outcomes: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, whole()])),
    },
  }),
};

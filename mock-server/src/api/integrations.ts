import type { ActiveFault, ScenarioState } from './faults.js';
import type { IntegrationSettings, RateLimit } from './integration-settings.js';
import type { Outcome } from './outcome.js';
import type { RateLimitStatus } from './rate-limit.js';

/** Body of `PATCH …/{slug}`: what is given changes, the rest stays. A change of the limit opens a fresh window. */
export type SettingsPatch = {
  readonly [K in Exclude<keyof IntegrationSettings, 'rateLimit'>]?: IntegrationSettings[K];
} & { readonly rateLimit?: Partial<RateLimit> | null };

/** Answer of `GET …/{slug}`. */
export interface IntegrationState {
  readonly slug: string;
  /** Where to post. */
  readonly url: string;
  readonly settings: IntegrationSettings;
  /** `null` where there is no limit. */
  readonly limiter: RateLimitStatus | null;
  readonly clock: { readonly now: string; readonly advancedMs: number };
  readonly faults: readonly ActiveFault[];
  readonly scenario: ScenarioState;
  /** What draws the random faults; the same seed and requests give the same faults. */
  readonly seed: number;
  readonly counters: Counters;
}

/** Since the integration was made; emptying the journal leaves them. */
export interface Counters {
  readonly requests: number;
  readonly accepted: number;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
}

/** One row of `GET /_mock/integrations`. */
export interface IntegrationSummary {
  readonly slug: string;
  readonly url: string;
  readonly available: boolean;
  /** The setting; `null` where there is no limit. */
  readonly rateLimit: RateLimit | null;
  /** `null` where there is no limit. */
  readonly limiter: RateLimitStatus | null;
  readonly counters: Counters;
}

import type { FaultRule } from '../api/faults.js';
import type { IntegrationSettings, RateLimit } from '../api/integration-settings.js';
import type { SettingsPatch } from '../api/integrations.js';
import { ADMITTED, type RateLimitDecision, type RateLimitStatus } from '../api/rate-limit.js';
import { createLimiter, type RateLimiter } from '../rate-limiter/rate-limiter.js';

/** A temporary change of an integration, as a provider state makes it. The settings below stay as they are. */
export interface SettingsOverride {
  readonly settings?: SettingsPatch;
  /** Precedes the rules of the integration. */
  readonly fault?: FaultRule;
  /** The limit is used up from the beginning. */
  readonly isExhausted?: boolean;
}

/** The settings in force and their rate limiter: the base settings, then the overrides, then what a mutant changes. */
export class EffectiveSettings {
  readonly #defaultLimit: RateLimit;
  readonly #mutate: (settings: IntegrationSettings) => IntegrationSettings;
  #base: IntegrationSettings;
  #baseLimiter: RateLimiter | undefined;
  #overrides: readonly SettingsOverride[] = [];
  #effective: IntegrationSettings;
  #limiter: RateLimiter | undefined;

  /** @param defaultLimit Completes a patch of the limit where there is none. */
  constructor(
    base: IntegrationSettings,
    defaultLimit: RateLimit,
    mutate: (settings: IntegrationSettings) => IntegrationSettings,
  ) {
    this.#defaultLimit = defaultLimit;
    this.#mutate = mutate;
    this.#base = base;
    this.#effective = mutate(base);
    this.#baseLimiter = limiterOf(this.#effective);
    this.#limiter = this.#baseLimiter;
  }

  get settings(): IntegrationSettings {
    return this.#effective;
  }

  /** Counts a request towards the limit, if there is one. */
  consume(nowMs: number): RateLimitDecision {
    return this.#limiter?.consume(nowMs) ?? ADMITTED;
  }

  rateLimitStatus(nowMs: number): RateLimitStatus | null {
    return this.#limiter?.status(nowMs) ?? null;
  }

  /** Changes the base settings. An override hides the change as long as it is in force. */
  change(patch: SettingsPatch, nowMs: number): void {
    this.#base = this.#patched(this.#base, patch);
    const changesLimit = patch.rateLimit !== undefined;
    if (changesLimit) this.#baseLimiter = limiterOf(this.#mutate(this.#base));
    this.#update(changesLimit, nowMs);
  }

  /**
   * Replaces the overrides; of two that contradict each other the later wins. They get a new limiter each time, so that
   * requests under one state never count under another. Without any, the base limiter goes on.
   */
  override(overrides: readonly SettingsOverride[], nowMs: number): void {
    this.#overrides = overrides;
    this.#update(true, nowMs);
  }

  #update(needsLimiter: boolean, nowMs: number): void {
    const overridden = this.#overrides.reduce((below, { settings = {} }) => this.#patched(below, settings), this.#base);
    this.#effective = this.#mutate(overridden);
    if (this.#overrides.length === 0) this.#limiter = this.#baseLimiter;
    else if (needsLimiter) this.#limiter = this.#overridingLimiter(nowMs);
  }

  #overridingLimiter(nowMs: number): RateLimiter | undefined {
    const limiter = limiterOf(this.#effective);
    const isExhausted = this.#overrides.some((override) => override.isExhausted);
    const used = isExhausted ? (this.#effective.rateLimit?.requests ?? 0) : 0;
    for (let request = 0; request < used; request += 1) limiter?.consume(nowMs);
    return limiter;
  }

  #patched(below: IntegrationSettings, { rateLimit, ...rest }: SettingsPatch): IntegrationSettings {
    const limit = rateLimit && { ...(below.rateLimit ?? this.#defaultLimit), ...rateLimit };
    return { ...below, ...rest, ...(limit === undefined ? {} : { rateLimit: limit }) };
  }
}

function limiterOf({ rateLimit }: IntegrationSettings): RateLimiter | undefined {
  return rateLimit ? createLimiter(rateLimit) : undefined;
}

import { setMaxListeners } from 'node:events';
import type { ScenarioState } from '../api/faults.js';
import type { IntegrationSettings, RateLimit } from '../api/integration-settings.js';
import type { Counters, IntegrationState, IntegrationSummary, SettingsPatch } from '../api/integrations.js';
import { ADMITTED, type RateLimitDecision } from '../api/rate-limit.js';
import { DOCUMENTED_RATE } from '../api/settings.js';
import { type Clock, IntegrationClock } from '../base/clock.js';
import { IntegrationFaults } from '../faults/integration-faults.js';
import { NOT_EVALUATED, type RuleEvaluation } from '../faults/rules.js';
import type { Limits } from '../limits/limits.js';
import type { LoggedRequest, RequestHead } from '../log/entry.js';
import { IntegrationLog, type SharedLog } from '../log/integration-log.js';
import { type Mutation, mutationOf } from '../mutants/index.js';
import type { Deliver } from '../reports/ledger.js';
import type { ScenarioProvider } from '../scenarios/scenario-provider.js';
import { initialSettings, type Settings } from '../settings/settings.js';
import { EffectiveSettings, type SettingsOverride } from './effective-settings.js';

/** The parts of a mock that all its integrations share. */
export interface IntegrationParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly log: SharedLog;
  readonly seed: number;
  readonly scenarios: ScenarioProvider;
}

/** A request between its arrival and its answer. */
export interface RequestContext {
  readonly integration: Integration;
  readonly request: LoggedRequest;
  readonly rateLimit: RateLimitDecision;
  /** The fault rules, evaluated as far as possible before the body is in. */
  readonly evaluation: RuleEvaluation;
}

/** One integration: settings, rate limiter, clock, faults and log. It shares nothing with the others. */
export class Integration {
  readonly slug: string;
  readonly clock: IntegrationClock;
  readonly log: IntegrationLog;
  readonly faults: IntegrationFaults;
  /** What is wrong about the vendor. */
  readonly mutation: Mutation;
  readonly #seed: number;
  readonly #settings: EffectiveSettings;
  readonly #disposed = new AbortController();

  constructor(slug: string, { settings, clock, limits, log, seed, scenarios }: IntegrationParts) {
    // Each waiting call listens to it; Node would report the eleventh as a leak.
    setMaxListeners(0, this.#disposed.signal);
    const { journalMax: maxRequests, journalMaxBytes: maxBytes, journalBodyMax: maxBodyBytes } = settings;
    this.slug = slug;
    this.clock = new IntegrationClock(clock);
    this.log = new IntegrationLog(slug, { maxRequests, maxBytes, maxBodyBytes }, limits, log);
    this.#seed = seed;
    this.mutation = mutationOf(settings.mutant);
    const onPhase = (state: ScenarioState) => log.events.append('scenario', slug, state);
    this.faults = new IntegrationFaults(this.clock, seed, onPhase, limits.pendingAnswers);
    const scenario = scenarios(slug);
    if (scenario) this.faults.startScenario(scenario);
    this.#settings = new EffectiveSettings(initialSettings(settings), defaultLimit(settings), this.mutation.settings);
  }

  get settings(): IntegrationSettings {
    return this.#settings.settings;
  }

  /** What an accepted push becomes on phones. */
  get deliver(): Deliver {
    return this.mutation.deliver;
  }

  /** Aborts when the integration is deleted, reset, or its mock stops. */
  get disposed(): AbortSignal {
    return this.#disposed.signal;
  }

  dispose(): void {
    this.#disposed.abort();
    this.faults.stopScenario();
    this.log.dispose();
  }

  /** No request is being answered. */
  get isIdle(): boolean {
    return this.log.totals.open === 0;
  }

  /**
   * Takes a request in. Everything that a request counts towards is counted here, in one step: its number, the rate
   * limiter, the fault rules.
   *
   * @param isPush False for a request that neither the limit nor a fault rule counts.
   */
  receive(head: RequestHead, isPush: boolean): RequestContext {
    const nowMs = this.clock.now();
    return {
      integration: this,
      request: this.log.receive(head, nowMs),
      evaluation: isPush ? this.faults.evaluateAtArrival(nowMs) : NOT_EVALUATED,
      rateLimit: isPush ? this.#settings.consume(nowMs) : ADMITTED,
    };
  }

  change(patch: SettingsPatch): void {
    this.#settings.change(patch, this.clock.now());
  }

  /** Replaces the overrides of settings and faults; of two that contradict each other the later wins. */
  override(overrides: readonly SettingsOverride[]): void {
    this.#settings.override(overrides, this.clock.now());
    this.faults.setOverrides(overrides.flatMap(({ fault }) => (fault ? [fault] : [])).reverse());
  }

  get counters(): Counters {
    const { received: requests, accepted, outcomes } = this.log.totals;
    return { requests, accepted, outcomes: Object.fromEntries(outcomes.byKind) };
  }

  summary(url: string): IntegrationSummary {
    const { slug, settings, counters } = this;
    const { available, rateLimit } = settings;
    return { slug, url, available, rateLimit, limiter: this.#settings.rateLimitStatus(this.clock.now()), counters };
  }

  state(url: string): IntegrationState {
    const nowMs = this.clock.now();
    return {
      slug: this.slug,
      url,
      settings: this.settings,
      limiter: this.#settings.rateLimitStatus(nowMs),
      clock: { now: new Date(nowMs).toISOString(), advancedMs: this.clock.offsetMs },
      faults: this.faults.active,
      scenario: this.faults.scenario,
      seed: this.#seed,
      counters: this.counters,
    };
  }
}

function defaultLimit({ rateLimitAlgorithm: algorithm, retryAfter, countRejected }: Settings): RateLimit {
  return { ...DOCUMENTED_RATE, algorithm, retryAfter, countRejected };
}

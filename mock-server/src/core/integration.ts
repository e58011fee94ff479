import { setMaxListeners } from 'node:events';
import type { PushRequest } from 'imshop-contracts';
import type { Precedents } from '../advisories/index.js';
import type { ScenarioState } from '../api/faults.js';
import type { IntegrationSettings } from '../api/integration-settings.js';
import type { Counters, IntegrationState, IntegrationSummary, SettingsPatch } from '../api/integrations.js';
import { IntegrationClock } from '../base/clock.js';
import { IntegrationFaults } from '../faults/integration-faults.js';
import type { Bounds } from '../limits/bounds.js';
import type { Arrived, Completion, Entry } from '../log/entry.js';
import { Journal } from '../log/journal.js';
import { Ledger } from '../log/ledger.js';
import { RequestCounts } from '../log/request-counts.js';
import type { Mutation } from '../mutants/index.js';
import type { Admission } from '../rate-limiter/index.js';
import { type Circumstance, Terms } from './effective-settings.js';
import type { InitialIntegration } from './integration-defaults.js';

/** How long the same push to the same customer counts as a repetition. */
const REPETITION_MS = 60_000;

/** One integration: its settings, clock, limiter, journal and ledger. It shares nothing with any other. */
export class Integration {
  readonly slug: string;
  readonly clock: IntegrationClock;
  readonly journal: Journal;
  readonly ledger: Ledger;
  readonly faults: IntegrationFaults;
  /** What is wrong about the vendor. */
  readonly mutation: Mutation;
  readonly #bounds: Bounds;
  readonly #seed: number;
  readonly #terms: Terms;
  readonly #counts = new RequestCounts();
  readonly #retired = new AbortController();

  constructor(slug: string, initial: InitialIntegration) {
    // As many may wait for it as come; Node would call the eleventh a leak.
    setMaxListeners(0, this.#retired.signal);
    this.slug = slug;
    this.clock = new IntegrationClock(initial.clock);
    this.#bounds = initial.bounds;
    this.journal = new Journal(slug, initial.journal, initial.bounds);
    this.ledger = new Ledger(slug, initial.bounds);
    this.#seed = initial.seed;
    this.mutation = initial.mutation;
    const onPhase = (state: ScenarioState) => initial.onPhase(slug, state);
    this.faults = new IntegrationFaults(this.clock, initial.seed, onPhase, initial.bounds.waiting);
    const scenario = initial.scenarios(slug);
    if (scenario) this.faults.startScenario(scenario);
    this.#terms = new Terms(initial.settings, initial.defaultLimit, initial.mutation.settings);
  }

  get settings(): IntegrationSettings {
    return this.#terms.settings;
  }

  /** Aborts when the integration is forgotten, reset or its mock stops: nobody waits for it any longer. */
  get retired(): AbortSignal {
    return this.#retired.signal;
  }

  retire(): void {
    this.#retired.abort();
    this.faults.stopScenario();
    this.#bounds.journals.leave(this.journal);
    this.#bounds.ledgers.leave(this.ledger);
  }

  /** Whether no request is being answered. */
  get idle(): boolean {
    return this.#counts.open === 0;
  }

  /** Counts a request towards the limit, where there is one. */
  admit(nowMs: number): Admission {
    return this.#terms.admit(nowMs);
  }

  change(patch: SettingsPatch): void {
    this.#terms.change(patch, this.clock.now());
  }

  /** What lies over settings and faults from now on, in order: of two that say different things the later holds. */
  lay(over: readonly Circumstance[]): void {
    this.#terms.lay(over, this.clock.now());
    this.faults.setOverrides(over.flatMap(({ fault }) => (fault ? [fault] : [])).reverse());
  }

  arrive(arrived: Arrived, nowMs: number): Entry {
    this.#counts.arrive();
    this.ledger.count();
    return this.journal.open(arrived, nowMs);
  }

  /** Completes a request once; false where it was complete already. */
  complete(entry: Entry, completion: Completion): boolean {
    if (!this.journal.complete(entry, completion, this.clock.now())) return false;
    this.#counts.complete(completion);
    return true;
  }

  /** Records a push as delivered. */
  deliver(push: PushRequest, nowMs: number): void {
    for (const delivered of this.mutation.deliver(push)) this.ledger.record(delivered, nowMs);
  }

  /** What the ledger knows of a push before it is recorded. */
  precedents(push: PushRequest, nowMs: number): Precedents {
    const [delivered = push] = this.mutation.deliver(push);
    return this.ledger.precedents(delivered, nowMs - REPETITION_MS);
  }

  clearJournal(): void {
    this.journal.clear();
    this.ledger.clear();
  }

  get counters(): Counters {
    return this.#counts.counters;
  }

  summary(url: string): IntegrationSummary {
    const { slug, settings, counters } = this;
    const { available, rateLimit } = settings;
    return { slug, url, available, rateLimit, limiter: this.#terms.allowance(this.clock.now()), counters };
  }

  state(url: string): IntegrationState {
    const nowMs = this.clock.now();
    return {
      slug: this.slug,
      url,
      settings: this.settings,
      limiter: this.#terms.allowance(nowMs),
      clock: { now: new Date(nowMs).toISOString(), advancedMs: this.clock.offsetMs },
      faults: this.faults.active,
      scenario: this.faults.scenario,
      seed: this.#seed,
      counters: this.counters,
    };
  }
}

import { setMaxListeners } from 'node:events';
import type { PushRequest } from 'imshop-contracts';
import type { RequestSummary } from './api/events.js';
import type { ScenarioState } from './api/faults.js';
import type { Counters, IntegrationState, IntegrationSummary, SettingsPatch } from './api/integrations.js';
import { type Clock, IntegrationClock } from './clock.js';
import { IntegrationFaults } from './faults/integration-faults.js';
import type { Arrived, Completion, Entry } from './journal/entry.js';
import { Journal, type JournalBounds } from './journal/journal.js';
import { Ledger, type Precedents } from './journal/ledger.js';
import type { Outcome } from './journal/outcome.js';
import type { Mutation } from './mutants/index.js';
import type { IntegrationSettings, RateLimit } from './options/config.js';
import type { Admission } from './rate-window/index.js';
import type { ScenarioBook } from './scenarios/scenario-book.js';
import { type Circumstance, Terms } from './terms.js';

/** How long the same push to the same customer counts as a repetition. */
const REPETITION_MS = 60_000;

/** One integration: its settings, clock, limiter, journal and ledger. It shares nothing with any other. */
export class Integration {
  readonly slug: string;
  readonly clock: IntegrationClock;
  readonly journal: Journal;
  readonly ledger = new Ledger();
  readonly faults: IntegrationFaults;
  /** What is wrong about the vendor. */
  readonly mutation: Mutation;
  readonly #seed: number;
  readonly #terms: Terms;
  readonly #outcomes = new Map<Outcome, number>();
  readonly #retired = new AbortController();
  #requests = 0;
  #accepted = 0;
  #open = 0;

  constructor(slug: string, initial: InitialIntegration) {
    // As many may wait for it as come; Node would call the eleventh a leak.
    setMaxListeners(0, this.#retired.signal);
    this.slug = slug;
    this.clock = new IntegrationClock(initial.clock);
    this.journal = new Journal(slug, initial.journal);
    this.#seed = initial.seed;
    this.mutation = initial.mutation;
    this.faults = new IntegrationFaults(this.clock, initial.seed, (state) => initial.onPhase(slug, state));
    const scenario = initial.scenarios(slug);
    if (scenario) this.faults.start(scenario);
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
    this.faults.stop();
  }

  /** Whether no request is being answered. */
  get idle(): boolean {
    return this.#open === 0;
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
    this.faults.lay(over.flatMap(({ fault }) => (fault ? [fault] : [])).reverse());
  }

  arrive(arrived: Arrived, nowMs: number): Entry {
    this.#requests += 1;
    this.#open += 1;
    this.ledger.count();
    return this.journal.open(arrived, nowMs);
  }

  /** Completes a request once; `undefined` where it was complete already. */
  complete(entry: Entry, completion: Completion): RequestSummary | undefined {
    const nowMs = this.clock.now();
    if (!this.journal.complete(entry, completion, nowMs)) return undefined;
    this.#open -= 1;
    const { outcome, status = null, accepted, row: behaviour = null, fault = null } = completion;
    this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
    if (accepted) this.#accepted += 1;
    const receivedAt = new Date(entry.receivedAtMs).toISOString();
    const durationMs = nowMs - entry.receivedAtMs;
    return { requestId: entry.id, receivedAt, outcome, status, accepted, behaviour, fault, durationMs };
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
    return { requests: this.#requests, accepted: this.#accepted, outcomes: Object.fromEntries(this.#outcomes) };
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

/** What every integration of a mock starts with. */
export interface InitialIntegration {
  readonly clock: Clock;
  readonly settings: IntegrationSettings;
  readonly journal: JournalBounds;
  readonly seed: number;
  readonly scenarios: ScenarioBook;
  readonly mutation: Mutation;
  /** A phase of its scenario began or ended. */
  onPhase(slug: string, state: ScenarioState): void;
  /** The limit that a patch completes where there is none. */
  readonly defaultLimit: RateLimit;
}

import { randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { adminTokenOf } from './admin-token.js';
import type { EventData } from './api/events.js';
import type { Clock } from './clock.js';
import { EventLog } from './event-log.js';
import { type FidelityTable, UNOBSERVED } from './fidelity/table.js';
import { type InitialIntegration, Integration } from './integration.js';
import type { Logger } from './logger.js';
import { mutationOf } from './mutants/index.js';
import { HEALTHY } from './mutants/names.js';
import { initialSettings } from './options/config.js';
import { DOCUMENTED_RATE, type Settings } from './options/settings.js';
import { PactStates } from './pact-states/pact-states.js';
import { NO_SCENARIOS, type ScenarioBook } from './scenarios/scenario-book.js';
import { Tape } from './scenarios/tape.js';

/** Everything one mock knows. Two mocks in one process share nothing. */
export class MockState {
  readonly settings: Settings;
  /** What the control API asks for; `undefined` for nothing. */
  readonly adminToken: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How well each behaviour is known. */
  readonly fidelity: FidelityTable;
  readonly events = new EventLog();
  readonly pactStates = new PactStates(() => this.integrations);
  readonly startedAtMs: number;
  /** What draws the random faults. */
  readonly seed: number;
  /** Where faults are recorded as they happen. */
  readonly tape: Tape | undefined;
  readonly #stopping = new AbortController();
  readonly #initial: InitialIntegration;
  readonly #integrations = new Map<string, Integration>();
  #unrouted = 0;

  constructor(
    settings: Settings,
    clock: Clock,
    logger: Logger,
    scenarios: ScenarioBook = NO_SCENARIOS,
    fidelity: FidelityTable = UNOBSERVED,
  ) {
    // As many may watch as come; Node would call the eleventh a leak.
    setMaxListeners(0, this.#stopping.signal);
    this.settings = settings;
    this.fidelity = fidelity;
    this.adminToken = adminTokenOf(settings);
    this.clock = clock;
    this.logger = logger;
    this.startedAtMs = clock.now();
    const { rateLimitAlgorithm: algorithm, retryAfter, countRejected, mutant } = settings;
    const mutation = mutationOf(mutant);
    if (mutant !== HEALTHY)
      logger.warn({ mutant, wrong: mutation.help }, 'a mutant is in force: answers or delivers wrongly on purpose');
    this.seed = settings.seed ?? randomInt(2 ** 32 - 1);
    this.tape = settings.recordTape === undefined ? undefined : new Tape(settings.recordTape, this.seed);
    this.#initial = {
      seed: this.seed,
      scenarios,
      mutation,
      onPhase: (slug, state) => this.events.append('scenario', slug, state),
      clock,
      settings: initialSettings(settings),
      journal: { maxEntries: settings.journalMax, maxBytes: settings.journalMaxBytes },
      defaultLimit: { ...DOCUMENTED_RATE, algorithm, retryAfter, countRejected },
    };
  }

  /** Aborts when the mock stops: streams end at once. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  stop(): void {
    this.#stopping.abort();
    this.#retireAll();
    this.tape?.flush();
  }

  /** Every integration, the longest unused first. */
  get integrations(): readonly Integration[] {
    return [...this.#integrations.values()];
  }

  /** The integration of this slug, made on first use; it counts as used now. */
  integration(slug: string): Integration {
    const known = this.#integrations.get(slug);
    const integration = known ?? new Integration(slug, this.#initial);
    if (known) this.#integrations.delete(slug);
    this.#integrations.set(slug, integration);
    if (!known) {
      this.pactStates.lay(integration);
      this.#makeRoom(integration);
    }
    return integration;
  }

  /** Forgets all that an integration holds; its next use makes it anew. */
  forget(slug: string, reason: EventData['forgotten']['reason'] = 'deleted'): void {
    this.#integrations.get(slug)?.retire();
    this.tape?.forget(slug);
    if (this.#integrations.delete(slug)) this.events.append('forgotten', slug, { reason });
  }

  /** Everything back to how the process started. */
  reset(): void {
    this.#retireAll();
    this.tape?.clear();
    this.#integrations.clear();
    this.pactStates.clear();
    this.#unrouted = 0;
    this.events.append('reset', null, {});
  }

  /** How many requests belonged to no integration. */
  get unrouted(): number {
    return this.#unrouted;
  }

  /** An id for a request that belongs to no integration. */
  unroutedId(): string {
    this.#unrouted += 1;
    return `unrouted-${this.#unrouted}`;
  }

  #retireAll(): void {
    for (const integration of this.#integrations.values()) integration.retire();
  }

  #makeRoom(newest: Integration): void {
    if (this.#integrations.size <= this.settings.maxIntegrations) return;
    const idle = this.integrations.find((integration) => integration !== newest && integration.idle);
    if (!idle) return;
    this.forget(idle.slug, 'least-recently-used');
    this.logger.warn({ slug: idle.slug, maxIntegrations: this.settings.maxIntegrations }, 'integration forgotten');
  }
}

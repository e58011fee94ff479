import { setMaxListeners } from 'node:events';
import type { EventData } from '../api/events.js';
import type { ScenarioState } from '../api/faults.js';
import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/logger.js';
import { type FidelityTable, UNOBSERVED } from '../fidelity/table.js';
import { Bounds } from '../limits/bounds.js';
import type { Evictions } from '../limits/evictions.js';
import { EventLog } from '../log/event-log.js';
import { Totals } from '../log/totals.js';
import { mutationOf } from '../mutants/index.js';
import { HEALTHY } from '../mutants/names.js';
import { NO_SCENARIOS, type ScenarioBook } from '../scenarios/scenario-book.js';
import { Tape } from '../scenarios/tape.js';
import { adminTokenOf } from '../settings/hosts.js';
import type { Settings } from '../settings/settings.js';
import type { Integration } from './integration.js';
import { initialIntegration } from './integration-defaults.js';
import { Integrations } from './integrations.js';
import { PactStates } from './pact-states.js';

/** What a mock is made of. */
export interface MockParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Default: none. */
  readonly scenarios?: ScenarioBook | undefined;
  /** Default: what the contract says. */
  readonly fidelity?: FidelityTable | undefined;
}

/** Everything one mock knows. Two mocks in one process share nothing. */
export class MockState {
  readonly settings: Settings;
  /** What the control API asks for; `undefined` for nothing. */
  readonly adminToken: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How well each behaviour is known. */
  readonly fidelity: FidelityTable;
  /** What had to go to stay within the bounds, since the mock was made. */
  readonly evictions: Evictions;
  /** What is counted since the mock was made. */
  readonly totals = new Totals();
  readonly events: EventLog;
  readonly pactStates = new PactStates(() => this.integrations);
  readonly startedAtMs: number;
  /** What draws the random faults. */
  readonly seed: number;
  /** Where faults are recorded as they happen. */
  readonly tape: Tape | undefined;
  /** How many connections are open; set by who listens. */
  connections: (() => Promise<number>) | undefined;
  readonly #stopping = new AbortController();
  readonly #integrations: Integrations;
  #unrouted = 0;
  /** A line for each would let who makes slugs up fill a disk. */
  #hasForgotten = false;

  constructor(parts: MockParts) {
    const { settings, clock, logger, scenarios = NO_SCENARIOS, fidelity = UNOBSERVED } = parts;
    // As many may watch as come; Node would call the eleventh a leak.
    setMaxListeners(0, this.#stopping.signal);
    this.settings = settings;
    this.fidelity = fidelity;
    this.adminToken = adminTokenOf(settings);
    this.clock = clock;
    this.logger = logger;
    this.startedAtMs = clock.now();
    this.seed = settings.seed ?? Math.floor(Math.random() * 2 ** 32);
    this.tape = settings.recordTape === undefined ? undefined : new Tape(settings.recordTape, this.seed, logger);
    const bounds = new Bounds(settings, clock, logger);
    this.evictions = bounds.evictions;
    this.events = new EventLog(settings.eventsMax, bounds.evictions);
    const onPhase = (slug: string, state: ScenarioState) => this.events.append('scenario', slug, state);
    const initial = initialIntegration(settings, { clock, bounds, seed: this.seed, scenarios, onPhase });
    this.#integrations = new Integrations(initial, settings.maxIntegrations, {
      onMade: (integration) => this.pactStates.lay(integration),
      onForgotten: (slug, reason) => this.#forgotten(slug, reason),
    });
    warnOfMutant(settings.mutant, logger);
  }

  /** Aborts when the mock stops: streams end at once. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  stop(): void {
    this.#stopping.abort();
    this.#integrations.retireAll();
    this.tape?.flush();
  }

  /** Every integration, the longest unused first. */
  get integrations(): readonly Integration[] {
    return this.#integrations.all;
  }

  /** The integration of this slug, made on first use; it counts as used now. */
  integration(slug: string): Integration {
    return this.#integrations.use(slug);
  }

  /** The integration of this slug, where there is one; it does not count as used. */
  known(slug: string): Integration | undefined {
    return this.#integrations.known(slug);
  }

  /** Forgets all that an integration holds; its next use makes it anew. */
  forget(slug: string): void {
    this.#integrations.forget(slug, 'deleted');
  }

  /** Everything back to how the process started. */
  reset(): void {
    this.#clear();
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

  #clear(): void {
    this.#integrations.clear();
    this.tape?.clear();
    this.pactStates.clear();
    this.#unrouted = 0;
  }

  #forgotten(slug: string, reason: EventData['forgotten']['reason']): void {
    this.tape?.forget(slug);
    this.events.append('forgotten', slug, { reason });
    if (reason === 'deleted') return;
    this.evictions.count('integration');
    const fields = { slug, maxIntegrations: this.settings.maxIntegrations };
    if (this.#hasForgotten) this.logger.debug(fields, 'integration forgotten');
    else this.logger.warn(fields, 'integration forgotten; the next ones at the level debug');
    this.#hasForgotten = true;
  }
}

function warnOfMutant(mutant: Settings['mutant'], logger: Logger): void {
  if (mutant === HEALTHY) return;
  const wrong = mutationOf(mutant).help;
  logger.warn({ mutant, wrong }, 'a mutant is in force: answers or delivers wrongly on purpose');
}

import { setMaxListeners } from 'node:events';
import { adminTokenOf } from './admin-token.js';
import type { EventData } from './api/events.js';
import type { ScenarioState } from './api/faults.js';
import type { StoreStatus } from './api/integrations.js';
import { Bounds } from './bounds/bounds.js';
import type { Evictions } from './bounds/evictions.js';
import type { Clock } from './clock.js';
import { EventLog, type EventsSnapshot } from './event-log.js';
import { type FidelityTable, UNOBSERVED } from './fidelity/table.js';
import { initialIntegration } from './initial-integration.js';
import type { Integration, IntegrationSnapshot } from './integration.js';
import { Integrations } from './integrations.js';
import type { Logger } from './logger.js';
import { Totals } from './metrics/totals.js';
import { mutationOf } from './mutants/index.js';
import { HEALTHY } from './mutants/names.js';
import type { Settings } from './options/settings.js';
import { PactStates, type Setup } from './pact-states/pact-states.js';
import { NO_SCENARIOS, type ScenarioBook } from './scenarios/scenario-book.js';
import { Tape } from './scenarios/tape.js';

/** What one mock knows, as plain data. */
export interface StateSnapshot {
  readonly integrations: readonly IntegrationSnapshot[];
  readonly pactStates: readonly Setup[];
  readonly events: EventsSnapshot;
  readonly unrouted: number;
}

/** What a mock is made of. */
export interface MockParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Default: none. */
  readonly scenarios?: ScenarioBook | undefined;
  /** Default: what the contract says. */
  readonly fidelity?: FidelityTable | undefined;
  /** The time of this process, where `clock` is shared with others. */
  readonly machineClock?: Clock;
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
  /** What is counted since the mock was made; where the state is shared, of what this process answered. */
  readonly totals = new Totals();
  readonly events: EventLog;
  readonly pactStates = new PactStates(() => this.integrations);
  readonly startedAtMs: number;
  /** The time of this process, where `clock` is shared with others. */
  readonly machineClock: Clock;
  /** What draws the random faults. */
  readonly seed: number;
  /** Where faults are recorded as they happen. */
  readonly tape: Tape | undefined;
  /** Where replicas share the state: whether the store answers. Its replica sets it. */
  store: StoreStatus = 'none';
  /** How many connections are open; set by who listens. */
  connections: (() => Promise<number>) | undefined;
  readonly #stopping = new AbortController();
  readonly #integrations: Integrations;
  #unrouted = 0;
  /** A line for each would let who makes slugs up fill a disk. */
  #hasForgotten = false;

  constructor(parts: MockParts) {
    const { settings, clock, logger, scenarios = NO_SCENARIOS, fidelity = UNOBSERVED, machineClock = clock } = parts;
    // As many may watch as come; Node would call the eleventh a leak.
    setMaxListeners(0, this.#stopping.signal);
    this.settings = settings;
    this.fidelity = fidelity;
    this.adminToken = adminTokenOf(settings);
    this.clock = clock;
    this.logger = logger;
    this.machineClock = machineClock;
    this.startedAtMs = machineClock.now();
    this.seed = settings.seed ?? Math.floor(Math.random() * 2 ** 32);
    this.tape = settings.recordTape === undefined ? undefined : new Tape(settings.recordTape, this.seed, logger);
    const bounds = new Bounds(settings, machineClock, logger);
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

  /** How many requests are journalled. */
  get journalled(): number {
    return this.integrations.reduce((sum, { journal }) => sum + journal.entries.length, 0);
  }

  /** All of it as plain data; of requests that are being answered, what is journalled. */
  get snapshot(): StateSnapshot {
    return {
      integrations: this.integrations.map((integration) => integration.snapshot),
      pactStates: this.pactStates.snapshot,
      events: this.events.snapshot,
      unrouted: this.#unrouted,
    };
  }

  /** Takes over what another state of the same settings held; goes with `restart`. */
  restore({ integrations, pactStates, events, unrouted }: StateSnapshot): void {
    this.events.restore(events);
    this.pactStates.restore(pactStates);
    this.#integrations.restore(integrations);
    this.#unrouted = unrouted;
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

  /** Like a reset, and nothing tells of it: the history itself is about to be read anew. */
  restart(): void {
    this.#clear();
    this.events.restart();
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

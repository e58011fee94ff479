import { setMaxListeners } from 'node:events';
import type { EventData } from '../api/events.js';
import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/logger.js';
import { type FidelityTable, UNOBSERVED } from '../fidelity/table.js';
import type { Evictions } from '../limits/evictions.js';
import { Limits } from '../limits/limits.js';
import { EventLog } from '../log/event-log.js';
import { MockTotals } from '../log/totals.js';
import { mutationOf } from '../mutants/index.js';
import { NO_MUTANT } from '../mutants/names.js';
import { FaultRecording } from '../scenarios/fault-recording.js';
import { NO_SCENARIOS, type ScenarioProvider } from '../scenarios/scenario-provider.js';
import { adminTokenOf } from '../settings/hosts.js';
import type { Settings } from '../settings/settings.js';
import type { Integration } from './integration.js';
import { Integrations } from './integrations.js';
import { PactStates } from './pact-states.js';

/** The parts that a mock is made of. */
export interface MockParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Default: none. */
  readonly scenarios?: ScenarioProvider | undefined;
  /** Default: as the contract describes the vendor. */
  readonly fidelity?: FidelityTable | undefined;
}

/** The state of one mock. Two mocks in one process share nothing. */
export class MockState {
  readonly settings: Settings;
  /** The token that the control API asks for; `undefined` for none. */
  readonly adminToken: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fidelity: FidelityTable;
  readonly events: EventLog;
  readonly totals = new MockTotals();
  readonly evictions: Evictions;
  readonly pactStates = new PactStates(() => this.integrations);
  readonly startedAtMs: number;
  /** The seed of everything random. */
  readonly seed: number;
  /** Records faults as they happen. */
  readonly tape: FaultRecording | undefined;
  /** Counts open connections; set by the server that listens. */
  connections: (() => Promise<number>) | undefined;
  readonly #stopping = new AbortController();
  readonly #integrations: Integrations;
  #unrouted = 0;
  /** A warning for each eviction would let a client that makes slugs up fill a disk. */
  #hasWarned = false;

  constructor({ settings, clock, logger, scenarios = NO_SCENARIOS, fidelity = UNOBSERVED }: MockParts) {
    // Each watcher listens to it; Node would report the eleventh as a leak.
    setMaxListeners(0, this.#stopping.signal);
    this.settings = settings;
    this.fidelity = fidelity;
    this.adminToken = adminTokenOf(settings);
    this.clock = clock;
    this.logger = logger;
    this.startedAtMs = clock.now();
    this.seed = settings.seed ?? Math.floor(Math.random() * 2 ** 32);
    this.tape =
      settings.recordTape === undefined ? undefined : new FaultRecording(settings.recordTape, this.seed, logger);
    const limits = new Limits(settings, clock, logger);
    this.evictions = limits.evictions;
    this.events = new EventLog(settings.eventsMax, limits.evictions);
    const log = { events: this.events, totals: this.totals };
    this.#integrations = new Integrations(
      { settings, clock, limits, log, seed: this.seed, scenarios },
      {
        onCreated: (integration) => this.pactStates.applyTo(integration),
        onDeleted: (slug, reason) => this.#onDeleted(slug, reason),
      },
    );
    warnOfMutant(settings.mutant, logger);
  }

  /** Aborts when the mock stops. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  stop(): void {
    this.#stopping.abort();
    for (const integration of this.integrations) integration.dispose();
    this.tape?.flush();
  }

  /** The least recently used first. */
  get integrations(): readonly Integration[] {
    return this.#integrations.all;
  }

  /** The integration of this slug, created on first use; it counts as used now. */
  integration(slug: string): Integration {
    return this.#integrations.use(slug);
  }

  /** Deletes an integration with all it holds; its next use creates it again. */
  delete(slug: string): void {
    this.#integrations.delete(slug, 'deleted');
  }

  /** Restores the state after the start. */
  reset(): void {
    this.#integrations.clear();
    this.tape?.clear();
    this.pactStates.clear();
    this.#unrouted = 0;
    this.events.append('reset', null, {});
  }

  /** An id for a request that belongs to no integration. */
  unroutedId(): string {
    this.#unrouted += 1;
    return `unrouted-${this.#unrouted}`;
  }

  #onDeleted(slug: string, reason: EventData['forgotten']['reason']): void {
    this.tape?.removeIntegration(slug);
    this.events.append('forgotten', slug, { reason });
    if (reason === 'deleted') return;
    this.evictions.count('integration');
    const fields = { slug, maxIntegrations: this.settings.maxIntegrations };
    if (this.#hasWarned) this.logger.debug(fields, 'integration evicted');
    else this.logger.warn(fields, 'integration evicted; the next ones at the level debug');
    this.#hasWarned = true;
  }
}

function warnOfMutant(mutant: Settings['mutant'], logger: Logger): void {
  if (mutant === NO_MUTANT) return;
  logger.warn(
    { mutant, wrong: mutationOf(mutant).help },
    'this mock is a mutant: it answers or delivers wrongly on purpose',
  );
}

import { FAULT_TYPES, type FaultType } from '../api/faults.js';
import { OUTCOMES, type Outcome } from '../api/outcome.js';
import type { Decision } from './entry.js';

/** Running totals of requests: the only part of the log that is kept twice, since eviction must not change it. */
export class RequestTotals {
  /** How requests ended. */
  readonly outcomes = new Counter<Outcome>();
  readonly faults = new Counter<FaultType>();
  #received = 0;
  #open = 0;
  #accepted = 0;

  get received(): number {
    return this.#received;
  }

  /** Requests that are not completed. */
  get open(): number {
    return this.#open;
  }

  get accepted(): number {
    return this.#accepted;
  }

  receive(): void {
    this.#received += 1;
    this.#open += 1;
  }

  decide({ accepted, fault }: Decision): void {
    if (accepted) this.#accepted += 1;
    if (fault) this.faults.add(fault.type);
  }

  complete(outcome: Outcome): void {
    this.#open -= 1;
    this.outcomes.add(outcome);
  }
}

/** The reasons why a request belongs to no integration. */
const UNROUTED_REASONS = ['unknown-path', 'malformed-http', 'connect'] as const;

/**
 * Totals since the mock was made. Metrics must never decrease, so no reset, deletion, eviction or cleared journal changes
 * them.
 */
export class MockTotals {
  readonly requests = new RequestTotals();
  readonly unrouted = new Counter<(typeof UNROUTED_REASONS)[number]>(UNROUTED_REASONS);
  /** Control calls that were refused or failed, by status. */
  readonly refusals = new Counter<string>(['401', '500']);

  constructor() {
    for (const outcome of OUTCOMES) if (outcome !== 'pending') this.requests.outcomes.add(outcome, 0);
    for (const type of FAULT_TYPES) this.requests.faults.add(type, 0);
  }
}

/** Counts by kind. */
class Counter<K extends string> {
  readonly #counts: Map<K, number>;

  /** @param kinds Kinds that are there from the start. */
  constructor(kinds: readonly K[] = []) {
    this.#counts = new Map(kinds.map((kind) => [kind, 0]));
  }

  add(kind: K, times = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + times);
  }

  get byKind(): ReadonlyMap<K, number> {
    return this.#counts;
  }
}

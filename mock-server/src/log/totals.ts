import { FAULT_TYPES, type FaultType } from '../api/faults.js';
import { OUTCOMES, type Outcome } from '../api/outcome.js';
import { Counts } from './counts.js';
import type { Completion } from './entry.js';

/** Why a request belonged to no integration. */
const UNROUTED_REASONS = ['unknown-path', 'malformed-http', 'connect'] as const;

/**
 * What a mock counted since it was made, whatever became of the integrations it was counted for: metrics must never go
 * down, so neither a reset nor a deletion, an eviction or an emptied journal takes from it.
 */
export class Totals {
  readonly outcomes = new Counts<Outcome>(OUTCOMES.filter((outcome) => outcome !== 'pending'));
  readonly faults = new Counts<FaultType>(FAULT_TYPES);
  readonly unrouted = new Counts<(typeof UNROUTED_REASONS)[number]>(UNROUTED_REASONS);
  /** Control calls that were refused or failed, by status. */
  readonly refusals = new Counts<string>(['401', '500']);
  #accepted = 0;
  #open = 0;

  /** Pushes recorded as delivered. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Requests that are being answered. */
  get open(): number {
    return this.#open;
  }

  arrive(): void {
    this.#open += 1;
  }

  complete({ outcome, accepted, fault }: Completion): void {
    this.#open -= 1;
    this.outcomes.add(outcome);
    if (accepted) this.#accepted += 1;
    if (fault) this.faults.add(fault.type);
  }
}

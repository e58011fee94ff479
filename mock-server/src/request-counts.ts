import type { Counters } from './api/integrations.js';
import type { Completion } from './journal/entry.js';
import type { Outcome } from './journal/outcome.js';

/** Counts of requests, as plain data. */
export interface CountsSnapshot {
  readonly outcomes: ReadonlyMap<Outcome, number>;
  readonly requests: number;
  readonly accepted: number;
  readonly open: number;
}

/** How many requests an integration got, and how they ended; whatever the journal lets go. */
export class RequestCounts {
  readonly #outcomes = new Map<Outcome, number>();
  #requests = 0;
  #accepted = 0;
  #open = 0;

  /** Requests that are being answered. */
  get open(): number {
    return this.#open;
  }

  get counters(): Counters {
    return { requests: this.#requests, accepted: this.#accepted, outcomes: Object.fromEntries(this.#outcomes) };
  }

  arrive(): void {
    this.#requests += 1;
    this.#open += 1;
  }

  complete({ outcome, accepted }: Completion): void {
    this.#open -= 1;
    this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
    if (accepted) this.#accepted += 1;
  }

  get snapshot(): CountsSnapshot {
    return { outcomes: this.#outcomes, requests: this.#requests, accepted: this.#accepted, open: this.#open };
  }

  restore({ outcomes, requests, accepted, open }: CountsSnapshot): void {
    for (const [outcome, times] of outcomes) this.#outcomes.set(outcome, times);
    this.#requests = requests;
    this.#accepted = accepted;
    this.#open = open;
  }
}

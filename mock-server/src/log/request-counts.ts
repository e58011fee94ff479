import type { Counters } from '../api/integrations.js';
import type { Outcome } from '../api/outcome.js';
import type { Completion } from './entry.js';

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
}

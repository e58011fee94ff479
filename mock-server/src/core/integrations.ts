import type { EventData } from '../api/events.js';
import { Integration } from './integration.js';
import type { InitialIntegration } from './integration-defaults.js';

/** What is done about integrations that come and go. */
export interface IntegrationsListener {
  /** One was made, on its first use. */
  onMade(integration: Integration): void;
  /** One is there no more. */
  onForgotten(slug: string, reason: EventData['forgotten']['reason']): void;
}

/** The integrations of a mock, each made on first use; beyond a bound those that were longest unused go. */
export class Integrations {
  readonly #initial: InitialIntegration;
  readonly #max: number;
  readonly #listener: IntegrationsListener;
  readonly #bySlug = new Map<string, Integration>();
  /** The one that was used last. */
  #latest: Integration | undefined;

  constructor(initial: InitialIntegration, max: number, listener: IntegrationsListener) {
    this.#initial = initial;
    this.#max = max;
    this.#listener = listener;
  }

  /** Every one, the longest unused first. */
  get all(): readonly Integration[] {
    return [...this.#bySlug.values()];
  }

  /** The one of this slug, made where there is none; it counts as used now. */
  use(slug: string): Integration {
    if (this.#latest?.slug === slug) return this.#latest;
    const known = this.#bySlug.get(slug);
    const integration = known ?? new Integration(slug, this.#initial);
    if (known) this.#bySlug.delete(slug);
    this.#bySlug.set(slug, integration);
    this.#latest = integration;
    if (!known) {
      this.#listener.onMade(integration);
      this.#makeRoom(integration);
    }
    return integration;
  }

  /** The one of this slug, where there is one; it does not count as used. */
  known(slug: string): Integration | undefined {
    return this.#bySlug.get(slug);
  }

  /** Its next use makes it anew. */
  forget(slug: string, reason: EventData['forgotten']['reason']): void {
    const integration = this.#bySlug.get(slug);
    if (!integration) return;
    letGo(integration);
    this.#bySlug.delete(slug);
    this.#latest = undefined;
    this.#listener.onForgotten(slug, reason);
  }

  /** Forgets all, and tells nobody. */
  clear(): void {
    for (const integration of this.#bySlug.values()) letGo(integration);
    this.#bySlug.clear();
    this.#latest = undefined;
  }

  /** Nobody waits for any of them any longer. */
  retireAll(): void {
    for (const integration of this.#bySlug.values()) integration.retire();
  }

  /** While all others are busy there are more than allowed, as many as there are requests; the next new one makes room. */
  #makeRoom(newest: Integration): void {
    for (const integration of this.#bySlug.values()) {
      if (this.#bySlug.size <= this.#max) return;
      if (integration !== newest && integration.idle) this.forget(integration.slug, 'least-recently-used');
    }
  }
}

function letGo(integration: Integration): void {
  integration.retire();
  integration.journal.clear();
}

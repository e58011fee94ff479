import type { EventData } from '../api/events.js';
import { Integration, type IntegrationParts } from './integration.js';

type EvictionReason = EventData['forgotten']['reason'];

/** Hears of integrations that are created and deleted. */
export interface IntegrationsListener {
  onCreated(integration: Integration): void;
  onDeleted(slug: string, reason: EvictionReason): void;
}

/** The integrations of a mock, each created on first use. Beyond the limit the least recently used is evicted. */
export class Integrations {
  readonly #parts: IntegrationParts;
  readonly #max: number;
  readonly #listener: IntegrationsListener;
  readonly #bySlug = new Map<string, Integration>();
  #latest: Integration | undefined;

  constructor(parts: IntegrationParts, listener: IntegrationsListener) {
    this.#parts = parts;
    this.#max = parts.settings.maxIntegrations;
    this.#listener = listener;
  }

  /** The least recently used first. */
  get all(): readonly Integration[] {
    return [...this.#bySlug.values()];
  }

  /** The integration of this slug, created where there is none; it counts as used now. */
  use(slug: string): Integration {
    if (this.#latest?.slug === slug) return this.#latest;
    const known = this.#bySlug.get(slug);
    const integration = known ?? new Integration(slug, this.#parts);
    if (known) this.#bySlug.delete(slug);
    this.#bySlug.set(slug, integration);
    this.#latest = integration;
    if (!known) {
      this.#listener.onCreated(integration);
      this.#makeRoom(integration);
    }
    return integration;
  }

  /** Its next use creates it again. */
  delete(slug: string, reason: EvictionReason): void {
    const integration = this.#bySlug.get(slug);
    if (!integration) return;
    integration.dispose();
    this.#bySlug.delete(slug);
    this.#latest = undefined;
    this.#listener.onDeleted(slug, reason);
  }

  /** Deletes all, and tells no listener. */
  clear(): void {
    for (const integration of this.#bySlug.values()) integration.dispose();
    this.#bySlug.clear();
    this.#latest = undefined;
  }

  /** While all others are busy there are more than allowed; the next new one makes room. */
  #makeRoom(newest: Integration): void {
    for (const integration of this.#bySlug.values()) {
      if (this.#bySlug.size <= this.#max) return;
      if (integration !== newest && integration.isIdle) this.delete(integration.slug, 'least-recently-used');
    }
  }
}

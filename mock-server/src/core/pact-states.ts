import { isDeepStrictEqual } from 'node:util';
import type { PactState } from '../api/pact-states.js';
import type { SettingsOverride } from './effective-settings.js';
import type { Integration } from './integration.js';

/** A provider state that is set up. */
export interface Setup extends PactState {
  /** The integration it applies to; every one where it is left out. */
  readonly slug: string | undefined;
  readonly override: SettingsOverride;
}

/** Most states at once; more mean that the verifier tears none of them down. */
export const MAX_STATES = 300;

/**
 * The provider states that are set up, each until its teardown. They are kept beside the integrations, so that they apply
 * to one that is created later, too.
 */
export class PactStates {
  readonly #integrations: () => readonly Integration[];
  #setups: readonly Setup[] = [];

  /** @param integrations Gives the integrations that exist when it is called. */
  constructor(integrations: () => readonly Integration[]) {
    this.#integrations = integrations;
  }

  get inForce(): readonly PactState[] {
    return this.#setups.map(({ state, params }) => ({ state, params }));
  }

  get isFull(): boolean {
    return this.#setups.length >= MAX_STATES;
  }

  /** Sets a state up, above those in force; returns the integrations it applies to. */
  setUp(setup: Setup): readonly Integration[] {
    return this.#change([...this.#setups, setup], setup);
  }

  /** Takes back the latest setup of this very state; returns the integrations it applied to, none where there was none. */
  tearDown(setup: Setup): readonly Integration[] {
    const index = this.#setups.findLastIndex(
      ({ state, params }) => state === setup.state && isDeepStrictEqual(params, setup.params),
    );
    return index < 0 ? [] : this.#change(this.#setups.toSpliced(index, 1), setup);
  }

  /** Applies the states in force to an integration. */
  applyTo(integration: Integration): void {
    integration.override(this.#setups.filter((setup) => concerns(setup, integration)).map(({ override }) => override));
  }

  /** Drops every state, when all integrations are deleted too. */
  clear(): void {
    this.#setups = [];
  }

  #change(setups: readonly Setup[], changed: Setup): readonly Integration[] {
    this.#setups = setups;
    const affected = this.#integrations().filter((integration) => concerns(changed, integration));
    for (const integration of affected) this.applyTo(integration);
    return affected;
  }
}

function concerns({ slug }: Setup, integration: Integration): boolean {
  return slug === undefined || slug === integration.slug;
}

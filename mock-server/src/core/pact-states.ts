import { isDeepStrictEqual } from 'node:util';
import type { PactState } from '../api/pact-states.js';
import type { Circumstance } from './effective-settings.js';
import type { Integration } from './integration.js';

/** A state that was set up. */
export interface Setup extends PactState {
  /** The integration it holds for; every one where it is left out. */
  readonly slug: string | undefined;
  readonly circumstance: Circumstance;
}

/** States at once; so many mean that nobody tears them down. */
export const MAX_STATES = 300;

/**
 * The provider states that are set up, each until its teardown. They are kept beside the integrations, so that one that
 * is made later, or made anew, is in them too.
 */
export class PactStates {
  readonly #integrations: () => readonly Integration[];
  #setups: readonly Setup[] = [];

  /** @param integrations Those that are there, whenever it is called. */
  constructor(integrations: () => readonly Integration[]) {
    this.#integrations = integrations;
  }

  get inForce(): readonly PactState[] {
    return this.#setups.map(({ state, params }) => ({ state, params }));
  }

  get isFull(): boolean {
    return this.#setups.length >= MAX_STATES;
  }

  /** Sets a state up, over those that hold; gives the integrations it holds for. */
  setUp(setup: Setup): readonly Integration[] {
    return this.#change([...this.#setups, setup], setup);
  }

  /** Takes the latest setup of this very state back; gives the integrations it held for, none where there was none. */
  tearDown(setup: Setup): readonly Integration[] {
    const at = this.#setups.findLastIndex(
      ({ state, params }) => state === setup.state && isDeepStrictEqual(params, setup.params),
    );
    return at < 0 ? [] : this.#change(this.#setups.toSpliced(at, 1), setup);
  }

  /** Brings an integration that was just made into the states that hold for it. */
  lay(integration: Integration): void {
    const over = this.#setups.filter((setup) => holdsFor(setup, integration));
    integration.lay(over.map(({ circumstance }) => circumstance));
  }

  /** Forgets every state; for when the integrations are forgotten too. */
  clear(): void {
    this.#setups = [];
  }

  #change(setups: readonly Setup[], changed: Setup): readonly Integration[] {
    this.#setups = setups;
    const affected = this.#integrations().filter((integration) => holdsFor(changed, integration));
    for (const integration of affected) this.lay(integration);
    return affected;
  }
}

function holdsFor({ slug }: Setup, integration: Integration): boolean {
  return slug === undefined || slug === integration.slug;
}

import type { ProviderStateName } from 'imshop-contracts/pact';

/** Body of `POST /_mock/pact-states`, as Pact's verifiers send it. */
export interface PactStateCall {
  /** Default `setup`. */
  readonly action?: 'setup' | 'teardown';
  /** A state of `PROVIDER_STATES`, its placeholder filled in or not; empty for an interaction that has none. */
  readonly state: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Some verifiers tell it; it changes nothing. */
  readonly consumer?: unknown;
}

/** A state as it was understood. */
export interface PactState {
  /** The name as the list has it; empty for none. */
  readonly state: ProviderStateName | '';
  /** Every parameter that was given or has a default. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** Answer of `POST /_mock/pact-states`. */
export interface PactStateReport extends PactState {
  readonly action: 'setup' | 'teardown';
  /** The states that hold now, the latest last. */
  readonly inForce: readonly PactState[];
}

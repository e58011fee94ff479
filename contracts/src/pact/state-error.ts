/** What is wrong with a state that was asked for. */
export type ProviderStateErrorCode =
  /** There is no such state. */
  | 'unknown-state'
  /** The state has no such parameter. */
  | 'unknown-param'
  /** The parameter does not take this value. */
  | 'bad-param'
  /** The state needs this parameter. */
  | 'missing-param'
  /** The name and the parameters say different things. */
  | 'contradiction';

/** One thing that is wrong. */
export interface ProviderStateFault {
  readonly code: ProviderStateErrorCode;
  /** `state` where the name is at fault, else the parameter, e.g. `params.status`. */
  readonly path: string;
  /** Names the state or the parameter, what it is, and what is allowed. */
  readonly message: string;
  readonly value?: unknown;
  readonly allowed?: readonly unknown[];
}

/** A state that was asked for and cannot be had. `code` is that of the first fault. */
export class ProviderStateError extends Error {
  override readonly name = 'ProviderStateError';
  readonly code: ProviderStateErrorCode;
  /** Every fault, at least one. */
  readonly faults: readonly ProviderStateFault[];

  constructor(first: ProviderStateFault, others: readonly ProviderStateFault[] = []) {
    const faults = [first, ...others];
    super(faults.map(({ message }) => message).join('; '));
    this.code = first.code;
    this.faults = faults;
  }
}

/** Characters of a faulty value that a message shows. */
const MAX_SHOWN = 80;

export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** The store did not answer, or no longer does. Whether the step was entered is not known. */
export class StoreDownError extends Error {
  override readonly name = 'StoreDownError';
  readonly code = 'store-down';
}

/** A request can no longer be decided here: its replica was taken for gone, or whether it was decided is not known. */
export class GivenUpError extends Error {
  override readonly name = 'GivenUpError';
  readonly code = 'given-up';
}

/** The store cannot be used as it is asked for; nothing was started. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: 'unreachable' | 'other-settings' | 'token-needed';

  constructor(code: StoreError['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

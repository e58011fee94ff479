/** The mock could not listen. `code` is `PORT_IN_USE` if the address is taken, else `CANNOT_LISTEN`. */
export class MockStartError extends Error {
  override readonly name = 'MockStartError';
  readonly code: 'PORT_IN_USE' | 'CANNOT_LISTEN';

  constructor(code: MockStartError['code'], message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** A call of the control API failed. `code` is `REFUSED` if it was answered, `UNREACHABLE` if no complete answer came. */
export class MockApiError extends Error {
  override readonly name = 'MockApiError';
  readonly code: 'REFUSED' | 'UNREACHABLE';
  /** Status of the answer, if there was one. */
  readonly status: number | undefined;
  /** The problem details (RFC 9457) of the answer. */
  readonly problem: unknown;

  constructor(
    code: MockApiError['code'],
    message: string,
    details: { status?: number; problem?: unknown; cause?: unknown },
  ) {
    super(message, { cause: details.cause });
    this.code = code;
    this.status = details.status;
    this.problem = details.problem;
  }
}

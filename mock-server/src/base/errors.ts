/** The mock could not listen. `code` is `port-in-use` where the address is taken, else `cannot-listen`. */
export class MockStartError extends Error {
  override readonly name = 'MockStartError';
  readonly code: 'port-in-use' | 'cannot-listen';

  constructor(code: MockStartError['code'], message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** The control API refused a call, or could not be reached: it gave no answer, or none to its end. */
export class MockApiError extends Error {
  override readonly name = 'MockApiError';
  readonly code: 'refused' | 'unreachable';
  /** Status of the answer; absent where there was none. */
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

/** What a failure is, for programs: switch on it, never parse a message. */
export type PushErrorCode =
  | 'INVALID_PUSH'
  | 'INVALID_OPTIONS'
  | 'CLIENT_CLOSED'
  | 'NOT_SENT'
  | 'REJECTED'
  | 'RATE_LIMITED'
  | 'INTEGRATION_UNAVAILABLE'
  | 'AMBIGUOUS'
  | 'MISCONFIGURED'
  | 'OUTAGE'
  | 'PACE_STORE_FAILED'
  | 'INCOMPLETE'
  | JournalErrorCode;

/** What is wrong with a journal. */
export type JournalErrorCode =
  | 'JOURNAL_EXISTS'
  | 'JOURNAL_NOT_FOUND'
  | 'JOURNAL_LOCKED'
  | 'JOURNAL_CORRUPT'
  | 'JOURNAL_VERSION'
  | 'JOURNAL_MISMATCH'
  | 'JOURNAL_INPUT_MISSING'
  | 'JOURNAL_IO';

/** The base of every error of this package. */
export abstract class PushError extends Error {
  abstract readonly code: PushErrorCode;

  override get name(): string {
    return this.constructor.name;
  }
}

/** The push itself is wrong: nothing was sent. Thrown. */
export class InvalidPushError extends PushError {
  readonly code = 'INVALID_PUSH';
  readonly field: string;

  /**
   * @param field Where, e.g. `message.title` or `userIds[1041]`.
   * @param reason What is wrong there and what is allowed.
   */
  constructor(field: string, reason: string) {
    super(`${field} ${reason}`);
    this.field = field;
  }
}

/** An option is wrong. Thrown by the constructor of the client and by what takes options of its own. */
export class InvalidOptionsError extends PushError {
  readonly code = 'INVALID_OPTIONS';
  readonly option: string;

  constructor(option: string, reason: string) {
    super(`${option} ${reason}`);
    this.option = option;
  }
}

/** The client was closed before. Thrown. */
export class ClientClosedError extends PushError {
  readonly code = 'CLIENT_CLOSED';

  constructor() {
    super('this client is closed: make a new one');
  }
}

/** No byte of the request left this process: nobody got the push. */
export class NotSentError extends PushError {
  readonly code = 'NOT_SENT';
}

/** The vendor refused the request: nobody in it got the push. */
export class RejectedError extends PushError {
  readonly code = 'REJECTED';
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** Over the vendor's limit. */
export class RateLimitedError extends PushError {
  readonly code = 'RATE_LIMITED';
  readonly retryAfterMs: number | undefined;

  /** @param retryAfterMs How long the vendor asked to wait, where it did. */
  constructor(retryAfterMs: number | undefined) {
    super(
      retryAfterMs === undefined
        ? 'over the rate limit'
        : `over the rate limit, and asked to wait ${Math.round(retryAfterMs / 1000)} s`,
    );
    this.retryAfterMs = retryAfterMs;
  }
}

/** The integration is not live or switched off, so no push of this run can be delivered. */
export class IntegrationUnavailableError extends PushError {
  readonly code = 'INTEGRATION_UNAVAILABLE';

  constructor() {
    super('the integration is not live or switched off: ask the Imshop manager');
  }
}

/** Nobody can know whether the vendor took the push: the request left, and no answer says so. */
export class AmbiguousError extends PushError {
  readonly code = 'AMBIGUOUS';
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** Every request would fail as this one did: the address, a certificate or a permission is wrong. */
export class MisconfiguredError extends PushError {
  readonly code = 'MISCONFIGURED';
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** Several chunks in a row failed without a clear answer, so the rest waits for a better day. */
export class OutageError extends PushError {
  readonly code = 'OUTAGE';
  readonly failuresInARow: number;

  constructor(failuresInARow: number, last: PushError | undefined) {
    super(`${failuresInARow} chunks in a row failed without a clear answer`, { cause: last });
    this.failuresInARow = failuresInARow;
  }
}

/** Whose turn it is cannot be known, so nothing may be sent. */
export class PaceStoreError extends PushError {
  readonly code = 'PACE_STORE_FAILED';

  constructor(cause: unknown) {
    super(`the pace store failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

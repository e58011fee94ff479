/** The kind of a failure, for programs: switch on it and never parse a message. */
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
  | 'RATE_LIMIT_STORE_FAILED'
  | 'INCOMPLETE'
  | JournalErrorCode;

/** The kinds of failures of a journal. */
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

/** The push is invalid; nothing was sent. Thrown. */
export class InvalidPushError extends PushError {
  readonly code = 'INVALID_PUSH';
  readonly field: string;

  /**
   * @param field The path of the field, e.g. `message.title` or `userIds[1041]`.
   * @param reason The problem and what is allowed.
   */
  constructor(field: string, reason: string) {
    super(`${field} ${reason}`);
    this.field = field;
  }
}

/** An option is invalid. Thrown by the constructor of the client and by its methods that take options. */
export class InvalidOptionsError extends PushError {
  readonly code = 'INVALID_OPTIONS';
  readonly option: string;

  constructor(option: string, reason: string) {
    super(`${option} ${reason}`);
    this.option = option;
  }
}

/** The client is closed. Thrown. */
export class ClientClosedError extends PushError {
  readonly code = 'CLIENT_CLOSED';

  constructor() {
    super('this client is closed: create a new one');
  }
}

/** No byte of the request left this process, so no customer got the push. */
export class NotSentError extends PushError {
  readonly code = 'NOT_SENT';
}

/** The vendor refused the request, so no customer in it got the push. */
export class RejectedError extends PushError {
  readonly code = 'REJECTED';
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** The vendor answered 429. */
export class RateLimitedError extends PushError {
  readonly code = 'RATE_LIMITED';
  readonly retryAfterMs: number | undefined;

  /** @param retryAfterMs The wait that the vendor asked for, in milliseconds; `undefined` without `Retry-After`. */
  constructor(retryAfterMs: number | undefined) {
    const seconds = retryAfterMs === undefined ? undefined : Math.round(retryAfterMs / 1000);
    super(seconds === undefined ? 'over the rate limit' : `over the rate limit; the vendor asked to wait ${seconds} s`);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The integration is not live or is switched off, so no push of this run can be delivered. */
export class IntegrationUnavailableError extends PushError {
  readonly code = 'INTEGRATION_UNAVAILABLE';

  constructor() {
    super('the integration is not live or is switched off: ask the Imshop manager');
  }
}

/** The request was sent, and no clear answer came: the push may have been delivered. */
export class AmbiguousError extends PushError {
  readonly code = 'AMBIGUOUS';
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** The address, a certificate or a permission is wrong, so every request would fail. */
export class MisconfiguredError extends PushError {
  readonly code = 'MISCONFIGURED';
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** Several chunks in a row failed without a clear answer, so the rest was not sent. */
export class OutageError extends PushError {
  readonly code = 'OUTAGE';
  readonly failuresInARow: number;

  constructor(failuresInARow: number, last: PushError | undefined) {
    super(`${failuresInARow} chunks in a row failed without a clear answer`, { cause: last });
    this.failuresInARow = failuresInARow;
  }
}

/** The rate-limit store failed, so no request may be sent. */
export class RateLimitStoreError extends PushError {
  readonly code = 'RATE_LIMIT_STORE_FAILED';

  constructor(cause: unknown) {
    super(`the rate-limit store failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

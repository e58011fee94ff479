import { type JournalErrorCode, PushError } from '../errors.js';
import type { Report } from '../report.js';

/** The journal cannot be read or written. Thrown. */
export class JournalError extends PushError {
  readonly code: JournalErrorCode;
  /** The outcomes until the failure, if the run had begun. */
  report?: Report;

  constructor(code: JournalErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

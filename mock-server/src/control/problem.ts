/** One invalid field of a call. */
export interface InvalidField {
  /** Path of the field, e.g. `rateLimit.algorithm`; empty for the whole body. */
  readonly path: string;
  readonly message: string;
  readonly value?: unknown;
  readonly allowed?: readonly unknown[];
}

const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  421: 'Misdirected Request',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export type ProblemStatus = keyof typeof TITLES;
type Headers = Readonly<Record<string, string>>;

/** A refusal of the control API, as problem details (RFC 9457). */
export class ProblemError extends Error {
  readonly status: ProblemStatus;
  readonly errors: readonly InvalidField[];
  readonly headers: Headers;

  constructor(
    status: ProblemStatus,
    detail: string,
    { errors = [], headers = {} }: { errors?: readonly InvalidField[]; headers?: Headers } = {},
  ) {
    super(detail);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }

  toJSON(): object {
    const { status, message: detail, errors } = this;
    return { type: 'about:blank', title: TITLES[status], status, detail, ...(errors.length > 0 ? { errors } : {}) };
  }
}

/** The problem to answer for anything thrown; 500 for an unexpected error. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const { status, message, headers = {} } = error as { status?: unknown; message?: unknown; headers?: Headers };
  // Errors with a status come from express.json (400, 413, 415), the router (400) and static files (412, 416).
  if (typeof status !== 'number' || !(status in TITLES))
    return new ProblemError(500, 'a defect of the mock; see its log');
  const detail = isStackOverflow(error) ? 'the body is nested too deeply' : String(message);
  return new ProblemError(status as ProblemStatus, detail, { headers });
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

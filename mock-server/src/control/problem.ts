/** One faulty value of a call. */
export interface FaultyValue {
  /** Where, e.g. `rateLimit.algorithm`; empty for the whole. */
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

/** A refusal of the control API: problem details as RFC 9457 has them. */
export class Problem extends Error {
  readonly status: ProblemStatus;
  readonly errors: readonly FaultyValue[];
  readonly headers: Headers;

  constructor(
    status: ProblemStatus,
    detail: string,
    { errors = [], headers = {} }: { errors?: readonly FaultyValue[]; headers?: Headers } = {},
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

/** The engine's stack was too small to read it. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

/** The problem that anything thrown stands for. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { status, message, headers } = error as { status?: unknown; message?: unknown; headers?: Headers };
  // So do express.json (400, 413, 415), Express's router (400) and whatever sends the page's files (412, 416).
  if (typeof status === 'number' && status in TITLES)
    return new Problem(status as ProblemStatus, isTooDeep(error) ? 'the body is nested too deeply' : String(message), {
      headers: headers ?? {},
    });
  return new Problem(500, 'a defect of the mock; see its log');
}

/** An answer as far as it is compared. */
export interface Answered {
  readonly status: number;
  readonly contentType: string | null;
  readonly retryAfter: string | null;
  readonly allow: string | null;
  readonly body: string;
}

/** No answer, and the code that says why: `ECONNRESET`, `TIMEOUT`. A message could name the address. */
export interface Unanswered {
  readonly error: string;
}

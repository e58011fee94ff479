/** Milliseconds that a verification waits for an answer of the mock, to a push or to a state call. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** How a request ended, as the journal names it. */
export const OUTCOMES = [
  'pending',
  'accepted',
  'unavailable',
  'bad-request',
  'rate-limited',
  'method-not-allowed',
  'unsupported-media-type',
  'payload-too-large',
  'faulted',
  'malformed-http',
  'aborted',
] as const;

/**
 * `pending` until the answer is out; `bad-request` for every 400 that was worded, `faulted` where a fault took the answer,
 * `malformed-http` where the bytes were no HTTP request, `aborted` where the sender left before it was answered.
 */
export type Outcome = (typeof OUTCOMES)[number];

/** `error` of a declined push when the integration is not live. Documented. */
export const INTEGRATION_UNAVAILABLE = 'Integration is unavailable';

/** `error` of each refusal, by status: the reason phrases that hapi 16 prints. The 400 is documented. */
export const ERROR_BY_STATUS = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
} as const;

/** The status of a refusal. */
export type RefusalStatus = keyof typeof ERROR_BY_STATUS;

/** `message` of a 400 when the body is not JSON. Source: hapi 16. */
export const INVALID_JSON = 'Invalid request payload JSON format';

/** `message` of a 400 when the body is not in its content coding. Source: hapi 16. */
export const INVALID_COMPRESSION = 'Invalid compressed payload';

/** `message` of a 404. Source: hapi 16. */
export const NOT_FOUND = 'Not Found';

/** `message` of a 405. Assumed. */
export const METHOD_NOT_ALLOWED = 'Method Not Allowed';

/** `message` of a 415. Source: hapi 16 for the text, assumed for the case. */
export const UNSUPPORTED_MEDIA_TYPE = 'Unsupported Media Type';

/** `message` of a 429. Assumed. */
export const RATE_LIMIT_EXCEEDED = 'Rate limit exceeded';

/** `message` of a 413. Source: hapi 16. */
export function bodyTooLarge(maxBodyBytes: number): string {
  return `Payload content length greater than maximum allowed: ${maxBodyBytes}`;
}

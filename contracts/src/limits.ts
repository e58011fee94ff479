/** Maximum number of customers in one request. Source: the vendor's page. */
export const MAX_USER_IDS = 1000;

/** Maximum number of requests in one window. Source: the vendor's page, "no more than 10 requests a minute". */
export const RATE_LIMIT_REQUESTS = 10;

/** Length of the window in milliseconds. How requests are counted in it is unknown, see `ALGORITHMS`. */
export const RATE_LIMIT_WINDOW_MS = 60_000;

/** Maximum size of a body in bytes, after decompression. Source: the default of hapi 16, the library whose texts the page shows. */
export const MAX_BODY_BYTES = 1_048_576;

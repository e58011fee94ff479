/** Ways to count requests against the rate limit. The vendor's own is unknown. */
export const ALGORITHMS = ['fixed', 'aligned', 'sliding', 'bucket'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** Forms of `Retry-After` in a 429; `off` leaves the header out. The vendor's own is unknown. */
export const RETRY_AFTER_FORMS = ['seconds', 'date', 'off'] as const;
export type RetryAfterForm = (typeof RETRY_AFTER_FORMS)[number];

/** Bodies of a refusal: as the vendor's page shows it, or with the keys that hapi 16 adds. */
export const ENVELOPES = ['documented', 'hapi'] as const;
export type Envelope = (typeof ENVELOPES)[number];

/** Something unwise about an accepted push. */
export interface Advisory {
  readonly code: AdvisoryCode;
  /** The place in the body, e.g. `message.title`. */
  readonly path: string;
  readonly message: string;
}

export const ADVISORY_CODES = [
  'phone-formatting',
  'no-user-ids',
  'duplicate-user-ids',
  'web-deeplink',
  'deeplink-without-scheme',
  'long-title',
  'long-summary',
  'blank-text',
  'control-characters',
  'repeated-push',
  'mass-push',
  'json-string',
] as const;

export type AdvisoryCode = (typeof ADVISORY_CODES)[number];

/** The earlier pushes with the same texts, as far as the mock looks back. */
export interface PushHistory {
  /** Customers of the push who got it within the last minute. */
  readonly repeated: number;
  /** Customers who got it at any time. */
  readonly reached: number;
}

export const NO_HISTORY: PushHistory = { repeated: 0, reached: 0 };

import type { PushRequest } from 'imshop-contracts';

/** What is unwise about an accepted push, and where. */
export interface Advisory {
  readonly code: AdvisoryCode;
  /** Where in the body, e.g. `message.title`. */
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

/** What an advisory looks at: the push, how it came, and what went before. */
export interface Advised {
  readonly push: PushRequest;
  /** Whether a JSON string stood for an array or object. */
  readonly converted: boolean;
  /** Customers of this push for whom the same push was accepted within the last minute. */
  readonly repeated: readonly string[];
  /** How many customers this same push was accepted for before. */
  readonly reach: number;
}

export type Adviser = (advised: Advised) => Advisory | undefined;

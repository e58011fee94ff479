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

/** What went before a push. */
export interface Precedents {
  /** How many of its customers the same push was accepted for a short while ago. */
  readonly repeated: number;
  /** How many customers the same push was accepted for. */
  readonly reach: number;
}

export const NO_PRECEDENTS: Precedents = { repeated: 0, reach: 0 };

/** Looks at a push alone. */
export type Adviser = (push: PushRequest) => Advisory | undefined;

/** Looks at what went before it, too. */
export type LateAdviser = (push: PushRequest, precedents: Precedents) => Advisory | undefined;

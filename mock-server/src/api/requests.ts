import type { FidelityId, Standing } from 'imshop-contracts';
import type { Advisory } from './advisory.js';
import type { RequestSummary } from './events.js';
import type { FaultHit } from './faults.js';
import type { Outcome } from './outcome.js';

/** One request, as the journal shows it. An entry is made at arrival and completed when its answer is out. */
export interface RequestRecord {
  /** `{slug}-{number}`, counted up in the order of arrival; also in the answer's `X-Mock-Request-Id`. */
  readonly id: string;
  /** By the integration's clock, ISO 8601. */
  readonly receivedAt: string;
  readonly method: string;
  readonly path: string;
  /** Names in lower case; repeated ones joined by `, `; `authorization` and cookies redacted. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON value sent; a text where it was no JSON, or only its beginning was kept; `null` where there was none. */
  readonly body: unknown;
  /** Whether only the beginning of the body was kept. */
  readonly bodyTruncated: boolean;
  /** What was kept beside the beginning of a body larger than `journalBodyMax`; `null` for any other. */
  readonly bodyCut: BodyCut | null;
  readonly outcome: Outcome;
  /** `null` while pending, or where no answer went out. */
  readonly status: number | null;
  /** The body of the answer; a text where it was no JSON, or too long to be kept whole. */
  readonly response: unknown;
  /** The fault rule that hit; `null` for none. */
  readonly fault: FaultHit | null;
  /** Whether the push was recorded as delivered, whatever the sender was told. */
  readonly accepted: boolean;
  readonly advisories: readonly Advisory[];
  /** How well the behaviour shown is known, and the row of the fidelity table it stands on. */
  readonly standing: Standing | null;
  readonly behaviour: FidelityId | null;
  /** What the mock has to say beside the vendor's words. */
  readonly hint: string | null;
  /** The moment that `Retry-After` of the answer named; `null` where it named none. */
  readonly notBefore: string | null;
  /** `null` while pending. */
  readonly durationMs: number | null;
}

/** What is known of a body of which only the beginning was kept. */
export interface BodyCut {
  /** Its length, after decompression. */
  readonly bytes: number;
  /** Its end. */
  readonly tail: string;
  /** SHA-256 of its bytes, after decompression, in hexadecimal digits. */
  readonly sha256: string;
}

/** Answer of `GET …/{slug}/requests`, newest last. */
export interface RequestList {
  readonly requests: readonly RequestRecord[];
  /** How many entries the journal had to let go. */
  readonly evicted: number;
  /** How many requests were left out although they may match: what is kept of their bodies does not say. */
  readonly bodiesCut: number;
}

/** One request in a line, for whoever lists many: what its event carries, and what the body says in short. */
export interface RequestLine extends Omit<RequestSummary, 'durationMs'> {
  /** `null` while the request is pending. */
  readonly durationMs: number | null;
  /** `message.title` where it is a text, its first 200 characters. */
  readonly title: string | null;
  /** How many customers the body names. */
  readonly userIds: number;
  /** How much about the push is unwise. */
  readonly advisories: number;
  /** How well the behaviour shown is known. */
  readonly standing: Standing | null;
}

/** Answer of `GET …/{slug}/summaries`, newest last. */
export interface SummaryList {
  readonly summaries: readonly RequestLine[];
  /** How many entries the journal had to let go. */
  readonly evicted: number;
  /** How many requests were left out although they may match: what is kept of their bodies does not say. */
  readonly bodiesCut: number;
}

/** Which requests to show; everything given must hold. */
export interface RequestFilter {
  readonly outcome?: Outcome;
  readonly status?: number;
  /** Requests whose body names this customer. */
  readonly userId?: string;
  /** Found, in capitals or not, in title, summary or deeplink of the body, or in the text of the answer. */
  readonly text?: string;
  /** Requests that came after the one with this id. */
  readonly after?: string;
  /** The newest so many. */
  readonly limit?: number;
}

/** One notification on a customer's phone. */
export interface Notification {
  readonly requestId: string;
  readonly receivedAt: string;
  readonly title: string;
  readonly summary: string;
  readonly deeplink?: string;
  /** Whether this customer had the same push before. */
  readonly duplicate: boolean;
}

/** Answer of `GET …/{slug}/inbox/{userId}`, oldest first. */
export interface Inbox {
  readonly userId: string;
  readonly notifications: readonly Notification[];
  /** Deliveries that were evicted; some of them may have been to this customer. */
  readonly evicted: number;
}

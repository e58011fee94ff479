import type { FidelityId } from 'imshop-contracts';
import type { Advisory } from '../advisories/index.js';
import type { FaultHit } from '../api/faults.js';
import type { Outcome } from '../api/outcome.js';
import type { Gist } from './body-summary.js';

/** What is known of a request when its headers are in. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  /** Names and values by turns, as they came. */
  readonly rawHeaders: readonly string[];
}

/** The body as far as it was read, after decompression. */
export interface ReceivedBody {
  readonly bytes: Buffer;
  /** Whether more came, or was announced, than is kept here. */
  readonly truncated: boolean;
  /** Of a body that was read and is too large for the journal: what is kept beside its beginning. */
  readonly cut?: CutBody;
}

/** What is kept of a large body beside its beginning. */
export interface CutBody {
  /** Length of all that came. */
  readonly bytes: number;
  /** The end of it. */
  readonly tail: Buffer;
  /** Of all that came, in hexadecimal digits. */
  readonly sha256: string;
  /** What it said in short; the beginning of each text. */
  readonly gist: Gist;
}

/** How the exchange ended. */
export interface Completion {
  readonly outcome: Outcome;
  readonly status?: number;
  readonly response?: string;
  /** The row of the fidelity table that the answer stands on. */
  readonly row?: FidelityId;
  /** Whether the push was recorded as delivered, whatever the sender was told. */
  readonly accepted: boolean;
  readonly advisories?: readonly Advisory[];
  /** The rule that hit the request. */
  readonly fault?: FaultHit;
  /** The moment a 429 named in `Retry-After`, where it named one. */
  readonly notBeforeMs?: number | undefined;
  /** What the mock has to say beside the vendor's words. */
  readonly hint?: string | undefined;
}

/** One request, from its arrival to the end of its answer. Only the journal changes it. */
export interface Entry {
  readonly id: string;
  readonly receivedAtMs: number;
  readonly arrived: Arrived;
  body: ReceivedBody | undefined;
  completion: Completion | undefined;
  completedAtMs: number | undefined;
  /** What this entry counts for in the journal's bound. */
  bytes: number;
  /** Whether the journal still holds it; one that it let go may yet complete. */
  held: boolean;
  /** Whether the journal was emptied since it came: no report is to know of it. */
  forgotten: boolean;
}

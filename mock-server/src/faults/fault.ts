import type { Answer } from '../answers/answer.js';
import type { Fault, FaultType } from '../api/faults.js';
import type { IntegrationSettings } from '../api/integration-settings.js';
import type { Outcome } from '../api/outcome.js';

/** A fault of one type. */
type FaultOf<T extends FaultType> = Extract<Fault, { readonly type: T }>;

/** What the sender got of a failed answer, for the journal. */
export interface Shown {
  readonly outcome: Outcome;
  readonly status?: number;
  readonly response?: string;
  /** The moment a `Retry-After` named. */
  readonly retryAtMs?: number;
}

/** The connection of one request, whose turn it is. */
export interface Wire {
  /** Answers as usual. */
  send(answer: Answer): void;
  /** Answers as usual, then ends the connection without having said so. */
  sendThenClose(answer: Answer): void;
  /** Writes so many bytes of the body that the headers promise, then ends the connection. */
  truncate(answer: Answer, bytes: number): void;
  /** Answers as usual, compressed. */
  sendGzipped(answer: Answer): void;
  /** Answers as usual, a byte at a time, waiting in between; false where that was given up. */
  drip(answer: Answer, pause: () => Promise<boolean>): Promise<boolean>;
  /** Writes bytes that need not be HTTP, then ends the connection. */
  raw(bytes: string): void;
  /** Ends the connection with a FIN, or with an RST. */
  close(): void;
  reset(): void;
}

/** One request that a fault takes over. */
export interface Scene {
  /** What the vendor would have answered. */
  readonly own: Answer;
  readonly settings: IntegrationSettings;
  /** Value of the request's `Accept-Encoding`. */
  readonly acceptEncoding: string | undefined;
  readonly nowMs: number;
  readonly wire: Wire;
  /** What the vendor makes of a right answer: another one where it is a mutant. */
  asVendor(right: Answer): Answer;
  /** Waits by the integration's clock; false where the sender left or the wait was called off. */
  wait(ms: number): Promise<boolean>;
  /** Waits until the sender leaves or the fault is called off. */
  hang(): Promise<void>;
  /** From 0 to 1, seeded; the same purpose draws the same. */
  draw(purpose: string): number;
  /** Tells the journal what the sender gets; before it is sent. */
  show(shown: Shown): void;
  /** Tells the journal of an answer that takes the place of the usual one, and goes out as that would. */
  alter(answer: Answer): void;
}

/** One way to fail. */
export interface FaultKind<T extends FaultType> {
  /** Whether the vendor's own answer goes out in the end, so that the push is accepted as usual. */
  readonly passes: boolean;
  act(fault: FaultOf<T>, scene: Scene): Promise<void> | void;
}

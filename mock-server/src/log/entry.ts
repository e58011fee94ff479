import type { FidelityId } from 'imshop-contracts';
import type { FaultHit } from '../api/faults.js';
import type { Outcome } from '../api/outcome.js';
import type { ReceivedBody } from './body.js';

/** The head of a request. */
export interface RequestHead {
  readonly method: string;
  readonly path: string;
  /** Names and values in turn, as sent, a line each: many small texts would cost the journal more than one. */
  readonly headers: string;
}

/** The decision on a request: what the vendor answers, what fails on purpose, who is sent a push. */
export interface Decision {
  /** The fault that takes the request over. */
  readonly fault: FaultHit | undefined;
  /** The body is a push that the vendor can read, whether or not it accepts it. */
  readonly isPush: boolean;
  /** The push reaches its customers, whatever becomes of the answer. */
  readonly accepted: boolean;
}

/** The end of an exchange: what went over the wire. */
export interface Completion {
  readonly outcome: Outcome;
  readonly status?: number;
  readonly response?: string;
  /** The row of the fidelity table that describes the answer. */
  readonly row?: FidelityId;
  /** The moment that `Retry-After` of the answer named, by the integration's clock. */
  readonly retryAtMs?: number | undefined;
  /** A note of the mock beside the vendor's words. */
  readonly hint?: string | undefined;
}

/** One request in the log. Each stage is written once, by the log alone, when it happens. */
export interface LoggedRequest {
  /** `{slug}-{number}`. */
  readonly id: string;
  /** Counts the requests of an integration, from 1. */
  readonly number: number;
  /** By the integration's clock, as every moment here. */
  readonly receivedAtMs: number;
  readonly head: RequestHead;
  body: ReceivedBody | undefined;
  decision: Decision | undefined;
  completion: Completion | undefined;
  completedAtMs: number | undefined;
  /** Memory that the request uses, as the journal counts it. */
  sizeBytes: number;
  /** `evicted` and `cleared` requests may still be decided and completed; no report shows them. */
  state: 'kept' | 'evicted' | 'cleared';
}

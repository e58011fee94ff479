import type { Advisory } from '../api/advisory.js';
import type { Limits } from '../limits/limits.js';
import { keptBody, type ReceivedBody, sizeOf } from './body.js';
import { type AcceptedPush, Deliveries } from './deliveries.js';
import type { Completion, Decision, LoggedRequest, RequestHead } from './entry.js';
import type { EventLog } from './event-log.js';
import { Journal, type JournalLimits } from './journal.js';
import { type MockTotals, RequestTotals } from './totals.js';

/** Memory of a request beside its texts, in bytes, as measured. */
const REQUEST_BYTES = 896;

/** The parts of the log that all integrations share. */
export interface SharedLog {
  readonly events: EventLog;
  readonly totals: MockTotals;
}

/**
 * The log of one integration: what happens to a request is recorded here, once, when it happens. Every report reads the
 * journal, the deliveries or the totals; nothing else remembers requests.
 */
export class IntegrationLog {
  readonly journal: Journal;
  readonly deliveries: Deliveries;
  readonly totals = new RequestTotals();
  readonly #slug: string;
  readonly #maxBodyBytes: number;
  readonly #shared: SharedLog;
  readonly #listeners = new Set<() => void>();
  /** Requests received before the journal was last cleared. */
  #clearedRequests = 0;
  #isDisposed = false;

  constructor(slug: string, limits: JournalLimits, sharedLimits: Limits, shared: SharedLog) {
    this.#slug = slug;
    this.#maxBodyBytes = limits.maxBodyBytes;
    this.#shared = shared;
    this.journal = new Journal(limits, sharedLimits);
    this.deliveries = new Deliveries(sharedLimits);
  }

  /** Requests received since the journal was last cleared. */
  get requestsSinceClear(): number {
    return this.totals.received - this.#clearedRequests;
  }

  /** The head of a request is in. */
  receive(head: RequestHead, receivedAtMs: number): LoggedRequest {
    this.totals.receive();
    this.#shared.totals.requests.receive();
    const number = this.totals.received;
    const request: LoggedRequest = {
      id: `${this.#slug}-${number}`,
      number,
      receivedAtMs,
      head,
      body: undefined,
      decision: undefined,
      completion: undefined,
      completedAtMs: undefined,
      sizeBytes: REQUEST_BYTES + head.path.length + head.headers.length,
      state: 'kept',
    };
    this.journal.append(request);
    return request;
  }

  /** The body is in, or as much of it as will come. */
  receiveBody(request: LoggedRequest, body: ReceivedBody, advise: () => readonly Advisory[] = () => []): void {
    if (request.state !== 'kept') return;
    request.body = keptBody(body, this.#maxBodyBytes, advise);
    this.journal.grow(request, sizeOf(request.body));
  }

  /** The request is decided. From now on every report counts its push. */
  decide(request: LoggedRequest, decision: Decision, push?: AcceptedPush): void {
    request.decision = decision;
    this.totals.decide(decision);
    this.#shared.totals.requests.decide(decision);
    if (push && decision.accepted && request.state !== 'cleared') this.deliveries.append(request, push);
    for (const listener of this.#listeners) listener();
  }

  /** The exchange is over. Only the first completion counts. */
  complete(request: LoggedRequest, completion: Completion, completedAtMs: number): boolean {
    if (request.completion) return false;
    request.completion = completion;
    request.completedAtMs = completedAtMs;
    this.totals.complete(completion.outcome);
    this.#shared.totals.requests.complete(completion.outcome);
    const { response = '', hint = '' } = completion;
    this.journal.grow(request, response.length + hint.length);
    if (!this.#isDisposed) this.#shared.events.appendRequest(request);
    for (const listener of this.#listeners) listener();
    return true;
  }

  /** Empties journal and deliveries; numbers and totals go on. */
  clear(): void {
    this.journal.clear();
    this.deliveries.clear();
    this.#clearedRequests = this.totals.received;
    for (const listener of this.#listeners) listener();
  }

  /** Gives all memory back. What is still in flight is completed and leaves no event. */
  dispose(): void {
    this.#isDisposed = true;
    this.journal.dispose();
    this.deliveries.dispose();
  }

  /** Calls back whenever a report may have changed, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

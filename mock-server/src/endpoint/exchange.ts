import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../answers/answer.js';
import { type Logger, silentLogger } from '../base/logger.js';
import type { Arrival, Intake } from '../core/intake.js';
import type { Integration } from '../core/integration.js';
import type { MockState } from '../core/mock-state.js';
import type { Completion, Entry } from '../log/entry.js';
import { beginningOf } from '../log/kept-body.js';
import type { Totals } from '../log/totals.js';

/** One request to an integration and its connection, until the end of its answer. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** No more of the body will come. */
  abort: (() => void) | undefined;
  readonly #intake: Intake;
  readonly #totals: Totals;
  readonly #logger: Logger;
  #arrival: Arrival | undefined;
  #completion: Completion | undefined;
  #answer: Completion = UNANSWERED;
  #spoilt = false;
  #isGivenUp = false;

  constructor(intake: Intake, { totals, logger }: MockState, request: IncomingMessage, response: ServerResponse) {
    this.#intake = intake;
    this.#totals = totals;
    this.#logger = logger;
    this.request = request;
    this.response = response;
  }

  /** The request was entered; it may have ended meanwhile. */
  arrived(arrival: Arrival): void {
    this.#arrival = arrival;
    this.#totals.arrive();
    if (this.#completion) this.#enter(arrival, this.#completion);
  }

  get integration(): Integration {
    return this.#known.integration;
  }

  get entry(): Entry {
    return this.#known.entry;
  }

  /** What the journal is to say once the answer is out. */
  answered(completion: Completion): void {
    this.#answer = completion;
  }

  /** What the journal is to say of an answer that a fault spoils, however its connection ends. */
  faulted(completion: Completion): void {
    this.#answer = completion;
    this.#spoilt = true;
  }

  /** The answer is out, or the connection ended before it was. Only the first call counts. */
  close(): void {
    this.abort?.();
    const isOut = this.response.writableFinished || this.#spoilt;
    this.#complete(isOut ? this.#answer : unanswered(this.#answer));
  }

  /** The rest of the body is no HTTP, and was answered as such. */
  giveUp(completion: Completion): void {
    this.#isGivenUp = true;
    this.abort?.();
    this.#complete(completion);
  }

  /** Whether the body turned out malformed, which can be before anybody began to read it. */
  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** Only the first completion counts. */
  #complete(completion: Completion): void {
    if (this.#completion) return;
    this.#completion = completion;
    if (this.#arrival) this.#enter(this.#arrival, completion);
  }

  #enter(arrival: Arrival, completion: Completion): void {
    this.#intake.complete(arrival, completion);
    this.#totals.complete(completion);
    if (this.#logger.debug === silentLogger.debug) return;
    const { integration, entry } = arrival;
    const { outcome, status = null, accepted } = completion;
    const durationMs = integration.clock.now() - entry.receivedAtMs;
    this.#logger.debug(
      { slug: integration.slug, requestId: entry.id, outcome, status, accepted, durationMs },
      'request',
    );
  }

  get #known(): Arrival {
    if (!this.#arrival) throw new Error('a request is entered before it is looked at');
    return this.#arrival;
  }
}

const UNANSWERED: Completion = { outcome: 'aborted', accepted: false };

/** What was accepted stays accepted, though the sender never heard of it. */
function unanswered({ status: _status, response: _response, ...rest }: Completion): Completion {
  return { ...rest, outcome: 'aborted' };
}

/** A 400 may list half a million faults; the journal keeps the beginning. */
const MAX_KEPT_CHARACTERS = 65_536;

/** What the journal says of an answer. */
export function completionOf({ outcome, status, body, row, push, advisories, notBeforeMs, hint }: Answer): Completion {
  return {
    outcome,
    status,
    response: beginningOf(body, MAX_KEPT_CHARACTERS),
    row,
    accepted: push !== undefined,
    advisories,
    notBeforeMs,
    hint,
  };
}

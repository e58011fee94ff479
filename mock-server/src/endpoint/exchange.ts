import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../answers/answer.js';
import { type Logger, silentLogger } from '../base/logger.js';
import type { RequestContext } from '../core/integration.js';
import { truncateText } from '../log/body.js';
import type { Completion } from '../log/entry.js';

/** One request to an integration and its connection, until the end of its answer. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly context: RequestContext;
  /** Ends the reading of the body. */
  abortBody: (() => void) | undefined;
  readonly #logger: Logger;
  #sent: Completion = { outcome: 'aborted' };
  #isFaulted = false;
  #isMalformed = false;

  constructor(request: IncomingMessage, response: ServerResponse, context: RequestContext, logger: Logger) {
    this.request = request;
    this.response = response;
    this.context = context;
    this.#logger = logger;
  }

  /** The rest of the body is not HTTP, which can show before anybody reads it. */
  get isMalformed(): boolean {
    return this.#isMalformed;
  }

  /** Notes the answer that is about to go out; it counts only if it does to its end. */
  answerWith(answer: Answer): void {
    this.#sent = completionOf(answer);
  }

  /** Notes what a fault sends in place of an answer; it counts however the connection ends. */
  faultWith(completion: Completion): void {
    this.#sent = completion;
    this.#isFaulted = true;
  }

  /** The answer is out, or the connection ended before it was. */
  close(): void {
    this.abortBody?.();
    const isOut = this.response.writableFinished || this.#isFaulted;
    this.#complete(isOut ? this.#sent : unanswered(this.#sent));
  }

  /** The rest of the body is not HTTP, and is answered as such. */
  refuseAsMalformed(completion: Completion): void {
    this.#isMalformed = true;
    this.abortBody?.();
    this.#complete(completion);
  }

  #complete(completion: Completion): void {
    const { integration, request } = this.context;
    const isFirst = integration.log.complete(request, completion, integration.clock.now());
    if (!isFirst || this.#logger.debug === silentLogger.debug) return;
    const { outcome, status = null } = completion;
    const durationMs = integration.clock.now() - request.receivedAtMs;
    const accepted = request.decision?.accepted ?? false;
    const fields = { slug: integration.slug, requestId: request.id, outcome, status, accepted, durationMs };
    this.#logger.debug(fields, 'request');
  }
}

/** A 400 may list half a million faults; the journal keeps the beginning. */
const MAX_KEPT_CHARACTERS = 65_536;

/** An answer, as the journal keeps it. */
function completionOf({ outcome, status, body, row, retryAtMs, hint }: Answer): Completion {
  return { outcome, status, response: truncateText(body, MAX_KEPT_CHARACTERS), row, retryAtMs, hint };
}

function unanswered({ status: _status, response: _response, ...rest }: Completion): Completion {
  return { ...rest, outcome: 'aborted' };
}

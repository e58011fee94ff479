import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_BODY_BYTES, METHOD } from 'imshop-contracts';
import { type Answer, notFound } from '../answers/answer.js';
import type { PushPath } from '../api/push-path.js';
import type { ReadBody } from '../core/decide.js';
import type { MockState } from '../core/mock-state.js';
import { RequestPipeline, type Respond } from '../core/pipeline.js';
import { applyFault } from '../faults/fault-handlers.js';
import type { RuleMatch } from '../faults/rules.js';
import { readBody, UNREAD_BODY } from './body.js';
import type { Connections } from './connections.js';
import { Exchange } from './exchange.js';
import { ExchangeFaultContext } from './fault-context.js';
import { CommonHeaders, ResponseWriter } from './response-writer.js';

/** Hears of an error of the mock itself. */
type OnError = (error: unknown, response: ServerResponse) => void;

/** The emulated endpoint: a plain handler that owns every byte of its answers. */
export class Endpoint {
  readonly #state: MockState;
  readonly #path: PushPath;
  readonly #connections: Connections;
  readonly #pipeline: RequestPipeline;
  readonly #onError: OnError;
  readonly #commonHeaders: CommonHeaders;

  constructor(state: MockState, path: PushPath, connections: Connections, onError: OnError) {
    this.#state = state;
    this.#path = path;
    this.#connections = connections;
    this.#pipeline = new RequestPipeline(state);
    this.#onError = onError;
    this.#commonHeaders = new CommonHeaders(state.settings.noMockHeaders, state.fidelity);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.#guard(response, () => this.#handle(request, response));
  }

  /** A request, step by step: its head is received, its turn comes, its body is read, it is decided and answered. */
  #handle(request: IncomingMessage, response: ServerResponse): void {
    const exchange = this.#receive(request, response);
    if (!exchange) {
      this.#answerUnrouted(request, response);
      return;
    }
    this.#connections.add(exchange, () =>
      this.#read(exchange, (body) =>
        this.#guard(response, () =>
          this.#decide(exchange, body, (answer, fault) => this.#respond(exchange, answer, fault)),
        ),
      ),
    );
  }

  /** Counts the request at its integration; `undefined` where its path names none. */
  #receive(request: IncomingMessage, response: ServerResponse): Exchange | undefined {
    const { method = '', url: path = '', rawHeaders } = request;
    const slug = this.#path.slugOf(path);
    if (slug === undefined) return undefined;
    const context = this.#state
      .integration(slug)
      .receive({ method, path, headers: rawHeaders.join('\n') }, method === METHOD);
    return new Exchange(request, response, context, this.#state.logger);
  }

  /** Reads the body. A sender that leaves before its end gets no answer. */
  #read(exchange: Exchange, onBody: (body: ReadBody) => void): void {
    const { request, context } = exchange;
    const { log } = context.integration;
    if (exchange.isMalformed) log.receiveBody(context.request, UNREAD_BODY);
    if (exchange.isMalformed || request.socket.destroyed) return;
    exchange.abortBody = readBody(request, MAX_BODY_BYTES, {
      onBody,
      onAborted: (bytes) => log.receiveBody(context.request, { bytes, truncated: true }),
    });
  }

  #decide(exchange: Exchange, body: ReadBody, respond: Respond): Promise<void> | undefined {
    const { method = '', headers } = exchange.request;
    const { 'content-type': contentType, 'content-encoding': contentEncoding } = headers;
    return this.#pipeline.decide(exchange.context, { method, contentType, contentEncoding, body }, respond);
  }

  /** Sends the answer, unless a fault takes the request over. */
  #respond(exchange: Exchange, answer: Answer, fault: RuleMatch | undefined): undefined {
    const { response, context } = exchange;
    const { integration, request } = context;
    const writer = new ResponseWriter(response, this.#commonHeaders, request.id, integration.clock);
    exchange.answerWith(answer);
    if (fault) {
      const faultContext = new ExchangeFaultContext(exchange, answer, fault, writer);
      this.#guard(response, () => applyFault(fault.rule.fault, faultContext));
    } else writer.send(answer);
  }

  #answerUnrouted(request: IncomingMessage, response: ServerResponse): void {
    const { method = '', url: path = '' } = request;
    const { events, totals, logger, settings, clock } = this.#state;
    this.#connections.add({ request, response });
    const requestId = this.#state.unroutedId();
    events.append('unknown-path', null, { requestId, method, path: path.slice(0, MAX_SHOWN_PATH) });
    const answer = notFound(this.#path.template, settings.envelope);
    totals.unrouted.add('unknown-path');
    logger.debug({ requestId, outcome: 'unknown-path', status: answer.status }, 'request');
    new ResponseWriter(response, this.#commonHeaders, requestId, clock).send(answer);
  }

  /** Takes a step that may fail at once or later. */
  #guard(response: ServerResponse, step: () => unknown): void {
    try {
      const result = step();
      if (result instanceof Promise) result.catch((error: unknown) => this.#onError(error, response));
    } catch (error) {
      this.#onError(error, response);
    }
  }
}

/** Characters of an unknown path that its event shows. */
const MAX_SHOWN_PATH = 256;

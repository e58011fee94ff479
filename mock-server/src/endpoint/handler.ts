import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_BODY_BYTES, METHOD } from 'imshop-contracts';
import { notFound } from '../answers/answer.js';
import { lastKept } from '../base/last-kept.js';
import type { Arrival, Decision, Intake } from '../core/intake.js';
import { codingOf } from '../core/media-type.js';
import type { MockState } from '../core/mock-state.js';
import { applyFault } from '../faults/fault-handlers.js';
import { type Body, NOTHING_READ, readBody } from './body.js';
import type { Connections } from './connections.js';
import { completionOf, Exchange } from './exchange.js';
import type { PushPath } from './route.js';
import { ExchangeScene } from './scene.js';
import { ResponseWire, Stamp } from './wire.js';

/** Told of what failed: the mock itself is at fault, or what it shares with others is gone. */
type OnFailure = (error: unknown, response: ServerResponse) => void;

/** The emulated endpoint: a plain handler that owns every byte of its answers. Most requests never wait for a promise. */
export class VendorPlane {
  readonly #state: MockState;
  readonly #path: PushPath;
  readonly #connections: Connections;
  readonly #intake: Intake;
  readonly #onFailure: OnFailure;
  readonly #stamp: Stamp;
  readonly #completionOf = lastKept(completionOf);

  constructor(state: MockState, path: PushPath, connections: Connections, intake: Intake, onFailure: OnFailure) {
    this.#state = state;
    this.#path = path;
    this.#connections = connections;
    this.#intake = intake;
    this.#onFailure = onFailure;
    this.#stamp = new Stamp(state.settings.noMockHeaders, state.fidelity);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.#attempt(response, () => this.#enter(request, response));
  }

  #enter(request: IncomingMessage, response: ServerResponse): unknown {
    const { method = '', url: path = '', rawHeaders } = request;
    const slug = this.#path.slugOf(path);
    if (slug === undefined) return this.#handleStray(request, response);
    const exchange = new Exchange(this.#intake, this.#state, request, response);
    this.#connections.add(exchange);
    const arriving = { slug, method, path, rawHeaders, isPush: method === METHOD };
    return goOn(this.#intake.arrive(arriving), (arrival) => {
      exchange.arrived(arrival);
      return goOn(this.#connections.turn(exchange), () => this.#read(exchange, arrival));
    });
  }

  /** Reads a request to its end; nothing is answered where the sender left before its body was in. */
  #read(exchange: Exchange, arrival: Arrival): void {
    const { request, response } = exchange;
    if (exchange.isGivenUp) this.#intake.receive(arrival, NOTHING_READ);
    if (exchange.isGivenUp || request.socket.destroyed) return;
    const coding = codingOf(request.headers['content-encoding']);
    exchange.abort = readBody(request, coding ?? 'identity', MAX_BODY_BYTES, (body) => {
      if (body.kind === 'aborted') this.#intake.receive(arrival, body);
      else this.#attempt(response, () => this.#decide(exchange, arrival, body, coding !== undefined));
    });
  }

  #decide(exchange: Exchange, arrival: Arrival, body: Body, decodable: boolean): unknown {
    const { method = '', headers } = exchange.request;
    const contentType = headers['content-type'];
    const contentEncoding = headers['content-encoding'];
    const come = { method, contentType, contentEncoding, decodable, body };
    return goOn(this.#intake.decide(arrival, come), (decided) => this.#answer(exchange, arrival, decided));
  }

  /** Answers, unless a fault takes the request over. */
  #answer(exchange: Exchange, { entry, integration }: Arrival, { own, hit, accepted }: Decision): unknown {
    const wire = new ResponseWire(exchange.response, this.#stamp, entry.id, integration.clock);
    if (hit) return applyFault(hit.rule.fault, new ExchangeScene(exchange, own, hit, accepted, wire));
    exchange.answered(this.#completionOf(own));
    wire.send(own);
    return undefined;
  }

  async #handleStray(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '' } = request;
    this.#connections.add({ request, response });
    const requestId = await this.#intake.stray(method, path);
    const answer = notFound(this.#path.template, this.#state.settings.envelope);
    this.#state.totals.unrouted.add('unknown-path');
    this.#state.logger.debug({ requestId, outcome: 'unknown-path', status: answer.status }, 'request');
    new ResponseWire(response, this.#stamp, requestId, this.#state.clock).send(answer);
  }

  /** Takes a step of a request, and tells where it fails, or what it waits for does. */
  #attempt(response: ServerResponse, step: () => unknown): void {
    try {
      const waited = step();
      if (waited instanceof Promise) waited.catch((error: unknown) => this.#onFailure(error, response));
    } catch (error) {
      this.#onFailure(error, response);
    }
  }
}

/** Goes on with a value: at once where it is there. */
function goOn<T>(value: T | Promise<T>, next: (value: T) => unknown): unknown {
  return value instanceof Promise ? value.then(next) : next(value);
}

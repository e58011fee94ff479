import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_BODY_BYTES, METHOD } from 'imshop-contracts';
import type { Clock } from '../clock.js';
import { act } from '../faults/index.js';
import type { MockState } from '../state.js';
import { notFound } from './answer.js';
import { NOTHING_READ, readBody } from './body.js';
import type { Connections } from './connections.js';
import { Exchange } from './exchange.js';
import type { Arrival, Decision, Intake } from './intake.js';
import { codingOf } from './media-type.js';
import type { PushPath } from './route.js';
import { ExchangeScene } from './scene.js';
import { ResponseWire } from './wire.js';

/** The emulated endpoint: a plain handler that owns every byte of its answers. */
export class VendorPlane {
  readonly #state: MockState;
  readonly #path: PushPath;
  readonly #connections: Connections;
  readonly #intake: Intake;

  constructor(state: MockState, path: PushPath, connections: Connections, intake: Intake) {
    this.#state = state;
    this.#path = path;
    this.#connections = connections;
    this.#intake = intake;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', rawHeaders } = request;
    const slug = this.#path.slugOf(path);
    if (slug === undefined) return this.#handleStray(request, response);
    const exchange = new Exchange(this.#intake, this.#state, request, response);
    this.#connections.add(exchange);
    const arriving = this.#intake.arrive({ slug, method, path, rawHeaders, isPush: method === METHOD });
    const arrival = arriving instanceof Promise ? await arriving : arriving;
    exchange.arrived(arrival);
    await this.#connections.turn(exchange);
    if (exchange.isGivenUp) return this.#intake.receive(arrival, NOTHING_READ);
    if (request.socket.destroyed) return;

    const decided = await this.#decide(request, arrival);
    if (decided) await this.#answer(exchange, decided);
  }

  /** Reads a request to its end and decides; nothing where the sender left before its body was in. */
  async #decide(request: IncomingMessage, arrival: Arrival): Promise<Decision | undefined> {
    const { method = '', headers } = request;
    const contentEncoding = headers['content-encoding'];
    const coding = codingOf(contentEncoding);
    const body = await readBody(request, coding ?? 'identity', MAX_BODY_BYTES);
    if (body.kind === 'aborted') {
      this.#intake.receive(arrival, body);
      return undefined;
    }
    const contentType = headers['content-type'];
    return this.#intake.decide(arrival, {
      method,
      contentType,
      contentEncoding,
      decodable: coding !== undefined,
      body,
    });
  }

  /** Answers, unless a fault takes the request over. */
  async #answer(exchange: Exchange, { own, hit, accepted }: Decision): Promise<void> {
    const wire = this.#wireOf(exchange.response, exchange.entry.id, exchange.integration.clock);
    if (hit) return act(hit.rule.fault, new ExchangeScene(exchange, own, hit, accepted, wire));
    exchange.answered(own);
    wire.send(own);
  }

  async #handleStray({ method = '', url: path = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = await this.#intake.stray(method, path);
    const answer = notFound(this.#path.template, this.#state.settings.envelope);
    this.#state.totals.unrouted.add('unknown-path');
    this.#state.logger.debug({ requestId, outcome: 'unknown-path', status: answer.status }, 'request');
    this.#wireOf(response, requestId, this.#state.clock).send(answer);
  }

  #wireOf(response: ServerResponse, requestId: string, clock: Pick<Clock, 'now'>): ResponseWire {
    const { settings, fidelity } = this.#state;
    const { standingOf } = fidelity;
    return new ResponseWire(response, { requestId, plain: settings.noMockHeaders, standingOf, now: () => clock.now() });
  }
}

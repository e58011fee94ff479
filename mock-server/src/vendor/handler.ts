import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_BODY_BYTES, METHOD } from 'imshop-contracts';
import type { Verdict } from 'imshop-contracts/schema';
import { act, passes } from '../faults/index.js';
import { ADMITTED, type Admission } from '../rate-window/index.js';
import type { MockState } from '../state.js';
import { type Answer, notFound } from './answer.js';
import { NOTHING_READ, readBody } from './body.js';
import type { Connections } from './connections.js';
import { judge, read } from './decide.js';
import { Exchange } from './exchange.js';
import { codingOf } from './media-type.js';
import type { PushPath } from './route.js';
import { ExchangeScene } from './scene.js';
import { Validator } from './validator.js';
import { ResponseWire } from './wire.js';

/** The emulated endpoint: a plain handler that owns every byte of its answers. */
export class VendorPlane {
  readonly #state: MockState;
  readonly #path: PushPath;
  readonly #connections: Connections;
  readonly #validator = new Validator();

  constructor(state: MockState, path: PushPath, connections: Connections) {
    this.#state = state;
    this.#path = path;
    this.#connections = connections;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const slug = this.#path.slugOf(request.url ?? '');
    if (slug === undefined) return this.#handleUnknown(request, response);
    const { settings, fidelity } = this.#state;
    const integration = this.#state.integration(slug);
    const exchange = new Exchange(this.#state, integration, request, response);
    this.#connections.add(exchange);
    const admission = request.method === METHOD ? integration.admit(exchange.entry.receivedAtMs) : ADMITTED;
    await this.#connections.turn(exchange);
    if (exchange.isGivenUp) return integration.journal.receive(exchange.entry, NOTHING_READ);
    if (request.socket.destroyed) return;

    const read = await this.#read(exchange, admission);
    if (!read) return;
    const wire = new ResponseWire(response, {
      requestId: exchange.entry.id,
      plain: settings.noMockHeaders,
      standingOf: fidelity.standingOf,
      now: () => integration.clock.now(),
    });
    await this.#answer(exchange, read, wire);
  }

  /** Reads a request down to its verdict or refusal; nothing where the sender left before its body was in. */
  async #read({ integration, entry, request }: Exchange, admission: Admission): Promise<Judged | undefined> {
    const { settings } = integration;
    const { method = '', headers } = request;
    const contentEncoding = headers['content-encoding'];
    const coding = codingOf(contentEncoding);
    const body = await readBody(request, coding ?? 'identity', MAX_BODY_BYTES);
    integration.journal.receive(entry, body);
    if (body.kind === 'aborted') return undefined;

    const { refused, value } = read({
      method,
      contentType: headers['content-type'],
      contentEncoding,
      decodable: coding !== undefined,
      admission,
      nowMs: entry.receivedAtMs,
      body,
      settings,
    });
    return refused ? { refused } : { verdict: await this.#validator.validate(value, settings) };
  }

  /** Decides, records and answers, unless a fault takes the request over. Up to the answer nothing waits. */
  async #answer(exchange: Exchange, { refused, verdict }: Judged, wire: ResponseWire): Promise<void> {
    const { integration, entry } = exchange;
    const { settings } = integration;
    const { receivedAtMs: nowMs } = entry;
    const right = refused ?? judge(verdict, settings, (push) => integration.precedents(push, nowMs));
    const own = integration.mutation.answer(right);
    const userIds = verdict?.ok ? verdict.push.userIds : [];
    const hit = exchange.hit(userIds);
    const accepted = own.push !== undefined && (!hit || passes(hit.rule.fault) || hit.rule.accepted === true);
    if (own.push && accepted) integration.deliver(own.push, nowMs);
    if (hit) return act(hit.rule.fault, new ExchangeScene(exchange, own, hit, accepted, wire));
    exchange.answered(own);
    wire.send(own);
  }

  #handleUnknown(request: IncomingMessage, response: ServerResponse): void {
    const { method = '', url: path = '' } = request;
    const requestId = this.#state.unroutedId();
    this.#state.events.append('unknown-path', null, { requestId, method, path: path.slice(0, MAX_SHOWN_PATH) });
    const answer = notFound(this.#path.template, this.#state.settings.envelope);
    this.#state.logger.debug({ requestId, outcome: 'unknown-path', status: answer.status }, 'request');
    const { clock, settings, fidelity } = this.#state;
    const { standingOf } = fidelity;
    const now = () => clock.now();
    new ResponseWire(response, { requestId, plain: settings.noMockHeaders, standingOf, now }).send(answer);
  }
}

/** What became of a request before it was decided. */
type Judged =
  | { readonly refused: Answer; readonly verdict?: undefined }
  | { readonly refused?: undefined; readonly verdict: Verdict };

/** Characters of an unknown path that its event shows. */
const MAX_SHOWN_PATH = 256;

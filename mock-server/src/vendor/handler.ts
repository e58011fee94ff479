import type { IncomingMessage, ServerResponse } from 'node:http';
import { ANSWER_CONTENT_TYPE, MAX_BODY_BYTES, METHOD, standingOf } from 'imshop-contracts';
import { ADMITTED } from '../rate-window/index.js';
import type { MockState } from '../state.js';
import { type Answer, notFound } from './answer.js';
import { readBody } from './body.js';
import type { Connections } from './connections.js';
import { judge, read } from './decide.js';
import { Exchange } from './exchange.js';
import { codingOf } from './media-type.js';
import type { PushPath } from './route.js';
import { Validator } from './validator.js';

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
    const exchange = new Exchange(this.#state, this.#state.integration(slug), request, response);
    this.#connections.add(exchange);
    const answer = await this.#answer(exchange);
    if (!answer) return;
    exchange.answered(answer);
    this.#send(response, answer, exchange.entry.id, exchange.integration.clock.now());
  }

  /** The answer to a request; none where the sender left before its body was in. */
  async #answer({ integration, entry, request }: Exchange): Promise<Answer | undefined> {
    const { method = '', headers } = request;
    const { receivedAtMs: nowMs } = entry;
    const { settings } = integration;
    const admission = method === METHOD ? integration.admit(nowMs) : ADMITTED;
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
      nowMs,
      body,
      settings,
    });
    if (refused) return refused;
    const verdict = await this.#validator.validate(value, settings);
    const answer = judge(verdict, settings, (push) => integration.precedents(push, nowMs));
    if (answer.push) integration.deliver(answer.push, nowMs);
    return answer;
  }

  #handleUnknown(request: IncomingMessage, response: ServerResponse): void {
    const { method = '', url: path = '' } = request;
    const requestId = this.#state.unroutedId();
    this.#state.events.append('unknown-path', null, { requestId, method, path: path.slice(0, MAX_SHOWN_PATH) });
    const answer = notFound(this.#path.template, this.#state.settings.envelope);
    this.#send(response, answer, requestId, this.#state.clock.now());
  }

  #send(response: ServerResponse, answer: Omit<Answer, 'outcome'>, requestId: string, nowMs: number): void {
    response.sendDate = false;
    response.writeHead(answer.status, {
      'Content-Type': ANSWER_CONTENT_TYPE,
      'Content-Length': Buffer.byteLength(answer.body),
      Date: new Date(nowMs).toUTCString(),
      ...answer.headers,
      ...(this.#state.settings.noMockHeaders ? {} : mockHeaders(answer, requestId)),
    });
    response.end(answer.body);
  }
}

/** Characters of an unknown path that its event shows. */
const MAX_SHOWN_PATH = 256;

function mockHeaders({ row, hint }: Pick<Answer, 'row' | 'hint'>, requestId: string): Record<string, string> {
  return {
    'X-Mock-Standing': standingOf(row),
    'X-Mock-Request-Id': requestId,
    ...(hint === undefined ? {} : { 'X-Mock-Hint': headerText(hint) }),
  };
}

/** A header takes visible ASCII only. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 256);
}

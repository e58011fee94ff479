import type { Socket } from 'node:net';
import { ANSWER_CONTENT_TYPE, METHOD } from 'imshop-contracts';
import { methodNotAllowed } from '../answers/answer.js';
import type { PushPath } from '../api/push-path.js';
import type { MockState } from '../core/mock-state.js';
import type { Completion } from '../log/entry.js';
import type { Connections } from './connections.js';

/** What Node's HTTP parser says of bytes that it refuses. */
export interface ClientError extends Error {
  readonly code?: string;
  readonly rawPacket?: Buffer;
  /** How far into `rawPacket` it came. */
  readonly bytesParsed?: number;
  /** In words, what the parser stumbled on. */
  readonly reason?: string;
}

/** The statuses that differ from 400. */
const STATUS_BY_CODE = new Map([
  ['HPE_HEADER_OVERFLOW', { status: 431, reason: 'Request Header Fields Too Large' }],
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: 408, reason: 'Request Timeout' }],
]);
const BAD_REQUEST = { status: 400, reason: 'Bad Request' };

/** How long a refused sender may take to read its answer and leave. */
const LINGER_MS = 1_000;

/** What is kept of the bytes, for the journal. */
const HEAD_BYTES = 1024;

/** Refuses what is no HTTP request, once what came before it on the connection is answered. */
export class MalformedRequests {
  readonly #state: MockState;
  readonly #path: PushPath;
  readonly #connections: Connections;

  constructor(state: MockState, path: PushPath, connections: Connections) {
    this.#state = state;
    this.#path = path;
    this.#connections = connections;
  }

  async refuse(error: ClientError, socket: Socket): Promise<void> {
    if (error.code === 'ECONNRESET') return void socket.destroy();
    // More of what was refused already: it is dropped, so that the sender can still read the answer.
    if (!socket.writable) return;
    const isCutOff = error.code === 'HPE_INVALID_EOF_STATE';
    // Who leaves without such a beginning of another request ends the connection, too, whatever waits on it.
    if (isCutOff && this.#connections.unanswered(socket).length > 0) return void socket.destroy();
    const { status, reason } = STATUS_BY_CODE.get(error.code ?? '') ?? BAD_REQUEST;
    const message = error.reason ?? error.message;
    const response = JSON.stringify({ error: reason, message });
    const hint = `${error.code}: ${message}`;
    const outcome = isCutOff ? 'aborted' : 'malformed-http';
    const completion: Completion = { outcome, status, response, hint };

    const unfinished = this.#connections.unfinished(socket);
    if (unfinished?.response.headersSent) return void socket.destroy();
    if (unfinished) unfinished.refuseAsMalformed?.(completion);
    else if (!this.#record(error, completion)) this.#countUnrouted(error, status);
    await this.#connections.allAnswered(socket);
    this.#end(socket, `${status} ${reason}`, response);
  }

  /** `CONNECT` asks for a tunnel; Node hands over the bare connection, though answers may still be due on it. */
  async refuseTunnel(socket: Socket): Promise<void> {
    // Nobody else reads it any more, nor would notice that the sender left.
    socket.on('error', () => socket.destroy()).once('end', () => socket.end());
    socket.resume();
    await this.#connections.allAnswered(socket);
    const { status, body, headers } = methodNotAllowed('CONNECT', this.#state.settings.envelope);
    this.#state.totals.unrouted.add('connect');
    this.#state.logger.debug({ outcome: 'method-not-allowed', status }, 'request');
    this.#end(socket, `${status} Method Not Allowed`, body, `Allow: ${headers['Allow'] ?? METHOD}\r\n`);
  }

  /** Counts what belongs to no integration. */
  #countUnrouted({ code }: ClientError, status: number): void {
    this.#state.totals.unrouted.add('malformed-http');
    this.#state.logger.debug({ outcome: 'malformed-http', code, status }, 'request');
  }

  /** Records the request where the bytes name an integration; false where they name none, or a request that is recorded. */
  #record({ rawPacket = Buffer.alloc(0), bytesParsed = 0 }: ClientError, completion: Completion): boolean {
    const endOfHead = rawPacket.indexOf('\r\n\r\n');
    if (endOfHead >= 0 && bytesParsed >= endOfHead + 4) return false;
    const bytes = Buffer.from(rawPacket.subarray(0, HEAD_BYTES));
    const [, method, path] = /^([A-Z]+) (\S+) HTTP\/1\.[01]\r?\n/.exec(bytes.toString('latin1')) ?? [];
    const slug = path === undefined ? undefined : this.#path.slugOf(path);
    if (method === undefined || path === undefined || slug === undefined) return false;
    const integration = this.#state.integration(slug);
    const { request } = integration.receive({ method, path, headers: '' }, false);
    integration.log.receiveBody(request, { bytes, truncated: true });
    integration.log.complete(request, completion, integration.clock.now());
    const { outcome, status } = completion;
    this.#state.logger.debug({ slug, requestId: request.id, outcome, status }, 'request');
    return true;
  }

  #end(socket: Socket, statusLine: string, body: string, moreHeaders = ''): void {
    if (!socket.writable) return;
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
    socket.end(
      `HTTP/1.1 ${statusLine}\r\n` +
        `Date: ${new Date(this.#state.clock.now()).toUTCString()}\r\n` +
        'Connection: close\r\n' +
        `Content-Type: ${ANSWER_CONTENT_TYPE}\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n` +
        `${moreHeaders}\r\n${body}`,
    );
  }
}

import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { PushPath } from '../api/push-path.js';
import { logDefect } from '../base/internal-error.js';
import type { MockState } from '../core/mock-state.js';
import { Connections } from '../endpoint/connections.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { MalformedRequests } from '../endpoint/malformed-requests.js';

/** The request listener of a mock: the emulated endpoint, and the control API, which is loaded with its first call. */
export class MockServer {
  readonly state: MockState;
  readonly path: PushPath;
  readonly #connections: Connections;
  readonly #endpoint: Endpoint;
  #control: Promise<RequestListener> | undefined;

  constructor(state: MockState) {
    this.state = state;
    this.path = new PushPath(state.settings.path);
    this.#connections = new Connections(state.evictions);
    this.#endpoint = new Endpoint(state, this.path, this.#connections, (error, response) =>
      this.#fail(error, response),
    );
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    if (isControl(request.url ?? '')) {
      this.#handleControl(request, response).catch((error: unknown) => this.#fail(error, response));
    } else this.#endpoint.handle(request, response);
  }

  /** Answers bytes that are not HTTP; only a server of our own hears of them. */
  listenForMalformed(server: Server): void {
    const malformed = new MalformedRequests(this.state, this.path, this.#connections);
    const log = (error: unknown) => logDefect(this.state.logger, error);
    // Without TLS, a server's stream is always a socket.
    server.on('clientError', (error, socket) => void malformed.refuse(error, socket as Socket).catch(log));
    server.on('connect', (_request, socket) => void malformed.refuseTunnel(socket as Socket).catch(log));
  }

  async #handleControl(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#connections.add({ request, response });
    this.#control ??= import('../control/app.js').then(({ controlPlane }) => controlPlane(this.state, this.path));
    const control = await this.#control;
    control(request, response);
  }

  #fail(error: unknown, response: ServerResponse): void {
    logDefect(this.state.logger, error);
    if (response.headersSent) response.destroy();
    else response.writeHead(500, { 'Content-Type': 'text/plain' }).end('a defect of the mock; see its log\n');
  }
}

function isControl(target: string): boolean {
  return target === '/' || target.startsWith('/?') || target === '/_mock' || /^\/_mock[/?]/.test(target);
}

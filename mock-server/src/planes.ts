import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { MockState } from './state.js';
import { Connections } from './vendor/connections.js';
import { VendorPlane } from './vendor/handler.js';
import { MalformedRequests } from './vendor/malformed.js';
import { PushPath } from './vendor/route.js';

/** One listener in front of two planes: the vendor's endpoint, and the control API that is loaded when first asked. */
export class Planes {
  readonly state: MockState;
  readonly path: PushPath;
  readonly #connections = new Connections();
  readonly #vendor: VendorPlane;
  #control: Promise<RequestListener> | undefined;

  constructor(state: MockState) {
    this.state = state;
    this.path = new PushPath(state.settings.path);
    this.#vendor = new VendorPlane(state, this.path, this.#connections);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const handled = isControl(request.url ?? '')
      ? this.#handleControl(request, response)
      : this.#vendor.handle(request, response);
    handled.catch((error: unknown) => this.#fail(error, response));
  }

  /** Answers what is no HTTP request; only a server of our own hears of it. */
  listenForMalformed(server: Server): void {
    const malformed = new MalformedRequests(this.state, this.path, this.#connections);
    const log = (error: unknown) => this.state.logger.error({ error }, 'a defect of the mock');
    // Without TLS, a server's stream is always a socket.
    server.on('clientError', (error, socket) => void malformed.refuse(error, socket as Socket).catch(log));
    server.on('connect', (_request, socket) => void malformed.refuseTunnel(socket as Socket).catch(log));
  }

  async #handleControl(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#connections.add({ request, response });
    this.#control ??= import('./control/app.js').then(({ controlPlane }) => controlPlane(this.state, this.path));
    const control = await this.#control;
    control(request, response);
  }

  #fail(error: unknown, response: ServerResponse): void {
    this.state.logger.error({ error }, 'a defect of the mock');
    if (response.headersSent) response.destroy();
    else response.writeHead(500, { 'Content-Type': 'text/plain' }).end('a defect of the mock; see its log\n');
  }
}

function isControl(target: string): boolean {
  return target === '/' || target.startsWith('/?') || target === '/_mock' || /^\/_mock[/?]/.test(target);
}

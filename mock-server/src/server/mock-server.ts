import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { logDefect } from '../base/internal-error.js';
import { LocalIntake } from '../core/local-intake.js';
import type { MockState } from '../core/mock-state.js';
import { Connections } from '../endpoint/connections.js';
import { VendorPlane } from '../endpoint/handler.js';
import { MalformedRequests } from '../endpoint/malformed.js';
import { PushPath } from '../endpoint/route.js';

/** One listener in front of two planes: the vendor's endpoint, and the control API that is loaded when first asked. */
export class Planes {
  readonly state: MockState;
  readonly path: PushPath;
  readonly #connections: Connections;
  readonly #intake: LocalIntake;
  readonly #vendor: VendorPlane;
  #control: Promise<RequestListener> | undefined;

  constructor(state: MockState) {
    this.state = state;
    this.path = new PushPath(state.settings.path);
    this.#intake = new LocalIntake(state);
    this.#connections = new Connections(state.evictions);
    this.#vendor = new VendorPlane(state, this.path, this.#connections, this.#intake, (error, response) =>
      this.#fail(error, response),
    );
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    if (isControl(request.url ?? '')) {
      this.#handleControl(request, response).catch((error: unknown) => this.#fail(error, response));
    } else this.#vendor.handle(request, response);
  }

  /** Answers what is no HTTP request; only a server of our own hears of it. */
  listenForMalformed(server: Server): void {
    const malformed = new MalformedRequests(this.state, this.path, this.#connections, this.#intake);
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

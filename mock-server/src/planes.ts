import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Perform } from './control/operation.js';
import { logDefect } from './defect.js';
import type { MockState } from './state.js';
import { GivenUpError, StoreDownError } from './store/errors.js';
import { Connections } from './vendor/connections.js';
import { VendorPlane } from './vendor/handler.js';
import type { Intake } from './vendor/intake.js';
import { LocalIntake } from './vendor/local-intake.js';
import { MalformedRequests } from './vendor/malformed.js';
import { PushPath } from './vendor/route.js';

/** One listener in front of two planes: the vendor's endpoint, and the control API that is loaded when first asked. */
export class Planes {
  readonly state: MockState;
  readonly path: PushPath;
  readonly #connections: Connections;
  readonly #steps: TakenSteps;
  readonly #vendor: VendorPlane;
  #control: Promise<RequestListener> | undefined;

  /** @param steps Where requests and calls are taken. Default: in this process alone. */
  constructor(state: MockState, steps: TakenSteps = { intake: new LocalIntake(state) }) {
    this.state = state;
    this.path = new PushPath(state.settings.path);
    this.#steps = steps;
    this.#connections = new Connections(state.evictions);
    this.#vendor = new VendorPlane(state, this.path, this.#connections, steps.intake, (error, response) =>
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
    const malformed = new MalformedRequests(this.state, this.path, this.#connections, this.#steps.intake);
    const log = (error: unknown) => logDefect(this.state.logger, error);
    // Without TLS, a server's stream is always a socket.
    server.on('clientError', (error, socket) => void malformed.refuse(error, socket as Socket).catch(log));
    server.on('connect', (_request, socket) => void malformed.refuseTunnel(socket as Socket).catch(log));
  }

  /** Leaves what is shared with others, when the last connection is gone. */
  async close(): Promise<void> {
    await this.#steps.close?.();
  }

  async #handleControl(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#connections.add({ request, response });
    this.#control ??= import('./control/app.js').then(({ controlPlane }) =>
      controlPlane(this.state, this.path, this.#steps.perform),
    );
    const control = await this.#control;
    control(request, response);
  }

  #fail(error: unknown, response: ServerResponse): void {
    if (error instanceof StoreDownError) refuseForStore(response);
    else if (error instanceof GivenUpError) response.destroy();
    else this.#failOf(error, response);
  }

  #failOf(error: unknown, response: ServerResponse): void {
    logDefect(this.state.logger, error);
    if (response.headersSent) response.destroy();
    else response.writeHead(500, { 'Content-Type': 'text/plain' }).end('a defect of the mock; see its log\n');
  }
}

/** Where requests and control calls are taken, and changes are made. */
export interface TakenSteps {
  readonly intake: Intake;
  /** Default: a call is taken at once. */
  readonly perform?: Perform;
  close?(): Promise<void>;
}

/** Nothing was entered, so the sender may try again. */
function refuseForStore(response: ServerResponse): void {
  const message = 'the store that replicas share does not answer';
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Retry-After': '1', 'X-Mock-Hint': message };
  response.writeHead(503, headers).end(JSON.stringify({ error: 'Service Unavailable', message }));
}

function isControl(target: string): boolean {
  return target === '/' || target.startsWith('/?') || target === '/_mock' || /^\/_mock[/?]/.test(target);
}

import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Evictions } from '../limits/evictions.js';
import type { Completion } from '../log/entry.js';

/** A request and its answer, in flight on a connection. */
export interface InFlight {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The answer is out, or the connection ended; Node does not tell a response that still waits for its turn. */
  close?(): void;
  /** The rest of the body is not HTTP, and is answered as such. */
  refuseAsMalformed?(completion: Completion): void;
}

/** Requests that a sender may pipeline on one connection; one more closes it. */
const MAX_PIPELINED = 1000;

/** The exchanges in flight on each connection, oldest first; hardly ever more than one. */
export class Connections {
  readonly #evictions: Evictions;
  readonly #inFlight = new WeakMap<Socket, InFlight[]>();

  constructor(evictions: Evictions) {
    this.#evictions = evictions;
  }

  /**
   * Takes an exchange in, and calls back when all earlier requests on its connection are answered: at once where there are
   * none.
   */
  add(exchange: InFlight, whenFirst?: () => void): void {
    const { request, response } = exchange;
    const exchanges = this.#on(request.socket);
    const earlier = exchanges.at(-1);
    exchanges.push(exchange);
    response.on('close', () => {
      exchanges.splice(exchanges.indexOf(exchange), 1);
      exchange.close?.();
    });
    if (exchanges.length > MAX_PIPELINED && !request.socket.destroyed) {
      this.#evictions.count('connection');
      request.socket.destroy();
    }
    if (whenFirst && earlier) earlier.response.once('close', whenFirst);
    else whenFirst?.();
  }

  /** The exchange whose request is not complete. */
  unfinished(socket: Socket): InFlight | undefined {
    return this.#on(socket).find(({ request }) => !request.complete);
  }

  /** Exchanges whose request is complete and not answered. */
  unanswered(socket: Socket): readonly InFlight[] {
    return this.#on(socket).filter(({ request }) => request.complete);
  }

  /** Resolves when every complete request is answered. */
  async allAnswered(socket: Socket): Promise<void> {
    await Promise.all(this.unanswered(socket).map(({ response }) => once(response, 'close')));
  }

  #on(socket: Socket): InFlight[] {
    const known = this.#inFlight.get(socket);
    if (known) return known;
    const exchanges: InFlight[] = [];
    this.#inFlight.set(socket, exchanges);
    socket.once('close', () => {
      for (const exchange of [...exchanges]) exchange.close?.();
    });
    return exchanges;
  }
}

import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Evictions } from '../limits/evictions.js';
import type { Completion } from '../log/entry.js';

/** A request and its answer, on their way. */
export interface Passing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The answer is out, or the connection ended; Node does not tell a response that still waits for its turn. */
  close?(): void;
  /** The rest of the body is no HTTP, and is answered as such. */
  giveUp?(completion: Completion): void;
}

/** Requests that may be on their way on one connection; who sends more of them ahead waits for none. */
const MAX_AHEAD = 1000;

/** What is on its way on each connection, oldest first; hardly ever more than one. */
export class Connections {
  readonly #evictions: Evictions;
  readonly #passing = new WeakMap<Socket, Passing[]>();

  constructor(evictions: Evictions) {
    this.#evictions = evictions;
  }

  add(passing: Passing): void {
    const { socket } = passing.request;
    const on = this.#on(socket);
    on.push(passing);
    passing.response.on('close', () => {
      on.splice(on.indexOf(passing), 1);
      passing.close?.();
    });
    if (on.length <= MAX_AHEAD || socket.destroyed) return;
    this.#evictions.count('connection');
    socket.destroy();
  }

  /** The request whose body is still coming. */
  unfinished(socket: Socket): Passing | undefined {
    return this.#on(socket).find(({ request }) => !request.complete);
  }

  /**
   * Resolves when all that came before on this connection is answered, which is when the last of it is; at once where
   * nothing did. Called as the request arrives.
   */
  turn(passing: Passing): Promise<unknown> | undefined {
    const on = this.#on(passing.request.socket);
    const earlier = on[on.indexOf(passing) - 1];
    return earlier && once(earlier.response, 'close');
  }

  /** The requests that came whole and are not answered yet. */
  owed(socket: Socket): readonly Passing[] {
    return this.#on(socket).filter(({ request }) => request.complete);
  }

  /** Resolves when every request that came whole is answered. */
  async answered(socket: Socket): Promise<void> {
    await Promise.all(this.owed(socket).map(({ response }) => once(response, 'close')));
  }

  #on(socket: Socket): Passing[] {
    const known = this.#passing.get(socket);
    if (known) return known;
    const passing: Passing[] = [];
    this.#passing.set(socket, passing);
    socket.once('close', () => {
      for (const each of [...passing]) each.close?.();
    });
    return passing;
  }
}

import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Completion } from '../journal/entry.js';

/** A request and its answer, on their way. */
export interface Passing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The connection ended; Node does not tell a response that still waits for its turn. */
  close?(): void;
  /** The rest of the body is no HTTP, and is answered as such. */
  giveUp?(completion: Completion): void;
}

/** What is on its way on each connection, oldest first. */
export class Connections {
  readonly #passing = new WeakMap<Socket, Set<Passing>>();
  /** What came last on each connection, and what came just before each that is on its way. */
  readonly #newest = new WeakMap<Socket, Passing>();
  readonly #before = new WeakMap<Passing, Passing>();

  add(passing: Passing): void {
    const { socket } = passing.request;
    const on = this.#on(socket);
    const before = this.#newest.get(socket);
    if (before && on.has(before)) this.#before.set(passing, before);
    this.#newest.set(socket, passing);
    on.add(passing);
    passing.response.once('close', () => {
      on.delete(passing);
      this.#before.delete(passing);
    });
  }

  /** The request whose body is still coming. */
  unfinished(socket: Socket): Passing | undefined {
    return [...this.#on(socket)].find(({ request }) => !request.complete);
  }

  /** Resolves when all that came before on this connection is answered; at once where nothing did. */
  turn(passing: Passing): Promise<unknown> | undefined {
    const before = this.#before.get(passing);
    if (!before || !this.#on(passing.request.socket).has(before)) return undefined;
    // Answers go out in order, so the one before is the last. To wait for each would take a thousand pipelined requests
    // half a million listeners.
    return once(before.response, 'close');
  }

  /** Resolves when every request that came whole is answered. */
  async answered(socket: Socket): Promise<void> {
    const whole = [...this.#on(socket)].filter(({ request }) => request.complete);
    await Promise.all(whole.map(({ response }) => once(response, 'close')));
  }

  #on(socket: Socket): Set<Passing> {
    const known = this.#passing.get(socket);
    if (known) return known;
    const passing = new Set<Passing>();
    this.#passing.set(socket, passing);
    socket.once('close', () => {
      for (const each of passing) each.close?.();
    });
    return passing;
  }
}

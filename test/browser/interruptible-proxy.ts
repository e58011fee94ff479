import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { listen } from '../listen.js';

/** A TCP proxy to a mock that can be disconnected and reconnected while the mock keeps running. */
export class InterruptibleProxy implements AsyncDisposable {
  readonly origin: string;
  readonly #server: Server;
  readonly #port: number;
  readonly #sockets: Set<Socket>;

  private constructor(server: Server, port: number, sockets: Set<Socket>) {
    this.#server = server;
    this.#sockets = sockets;
    this.#port = port;
    this.origin = `http://127.0.0.1:${port}`;
  }

  static async to(origin: string): Promise<InterruptibleProxy> {
    const mock = new URL(origin);
    const sockets = new Set<Socket>();
    const server = createServer((downstream) => {
      const upstream = connect(Number(mock.port), mock.hostname);
      for (const [from, to] of [
        [downstream, upstream],
        [upstream, downstream],
      ] as const) {
        sockets.add(from.once('close', () => to.destroy()).once('error', () => to.destroy()));
        from.pipe(to);
      }
    });
    return new InterruptibleProxy(server, await listen(server), sockets);
  }

  async disconnect(): Promise<void> {
    const closed = once(this.#server.close(), 'close');
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await closed;
  }

  async reconnect(): Promise<void> {
    await once(this.#server.listen(this.#port, '127.0.0.1'), 'listening');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.disconnect();
  }
}

import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { listen } from '../listen.js';

/** A line to a mock that can be cut and mended, while the mock goes on. */
export class CuttableLine implements AsyncDisposable {
  readonly origin: string;
  readonly #server: Server;
  readonly #port: number;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, port: number, sockets: Set<Socket>) {
    this.#server = server;
    this.#sockets = sockets;
    this.#port = port;
    this.origin = `http://127.0.0.1:${port}`;
  }

  static async to(origin: string): Promise<CuttableLine> {
    const mock = new URL(origin);
    const sockets = new Set<Socket>();
    const server = createServer((near) => {
      const far = connect(Number(mock.port), mock.hostname);
      for (const [from, into] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(from.once('close', () => into.destroy()).once('error', () => into.destroy()));
        from.pipe(into);
      }
    });
    return new CuttableLine(server, await listen(server), sockets);
  }

  async cut(): Promise<void> {
    const closed = once(this.#server.close(), 'close');
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await closed;
  }

  async mend(): Promise<void> {
    await once(this.#server.listen(this.#port, '127.0.0.1'), 'listening');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.cut();
  }
}

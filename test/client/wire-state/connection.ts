import type { Socket } from 'node:net';

/** The first byte of a TLS handshake: what comes after it is no byte of a request. */
const TLS_HANDSHAKE = 22;

/** The server's end of a connection. It notes what came in, and lets go of it in every way there is. */
export class Connection {
  readonly socket: Socket;
  #received = '';
  #sawRequest = false;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => {
      this.#received += chunk.toString('latin1');
      this.#sawRequest ||= this.#received.charCodeAt(0) !== TLS_HANDSHAKE;
    });
    // Losing connections is what this is for.
    socket.on('error', () => {});
  }

  get received(): string {
    return this.#received;
  }

  get sawRequest(): boolean {
    return this.#sawRequest;
  }

  /** Resolves with the first bytes, whatever they are. */
  firstBytes(): Promise<void> {
    return this.#until(() => this.#received !== '');
  }

  head(): Promise<void> {
    return this.#until(() => this.#received.includes('\r\n\r\n'));
  }

  /** @param times How often the body came until then, 0.5 for its half. */
  async request(times = 1): Promise<void> {
    await this.head();
    const bodyStart = this.#received.indexOf('\r\n\r\n') + 4;
    const bodyBytes = Number(/content-length: (\d+)/i.exec(this.#received)?.[1]);
    await this.#until(() => this.#received.length >= bodyStart + bodyBytes * times);
  }

  /** Begins anew, for the next request on this connection. */
  clear(): void {
    this.#received = '';
  }

  send(text: string): void {
    this.socket.write(text);
  }

  /** With a FIN, after what is to be sent. */
  end(text = ''): void {
    this.socket.end(text);
  }

  /** With a reset, as a killed process does. */
  reset(): void {
    this.socket.resetAndDestroy();
  }

  /** Never resolves where the other side lets go before. */
  #until(isReached: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!isReached()) return;
        this.socket.off('data', check);
        resolve();
      };
      this.socket.on('data', check);
      check();
    });
  }
}

import type { Socket } from 'node:net';

/** The first byte of a TLS handshake, which is not part of a request. */
const TLS_HANDSHAKE = 22;

/** The server's end of a connection. It records the received bytes, and can end in every way. */
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
    // The tests cause these errors.
    socket.on('error', () => {});
  }

  get received(): string {
    return this.#received;
  }

  get sawRequest(): boolean {
    return this.#sawRequest;
  }

  /** Resolves at the first bytes. */
  firstBytes(): Promise<void> {
    return this.#until(() => this.#received !== '');
  }

  head(): Promise<void> {
    return this.#until(() => this.#received.includes('\r\n\r\n'));
  }

  /** @param times The received part of the body: 0.5 for its half. */
  async request(times = 1): Promise<void> {
    await this.head();
    const bodyStart = this.#received.indexOf('\r\n\r\n') + 4;
    const bodyBytes = Number(/content-length: (\d+)/i.exec(this.#received)?.[1]);
    await this.#until(() => this.#received.length >= bodyStart + bodyBytes * times);
  }

  /** Discards the received bytes before the next request. */
  clear(): void {
    this.#received = '';
  }

  send(text: string): void {
    this.socket.write(text);
  }

  /** Sends the text and a FIN. */
  end(text = ''): void {
    this.socket.end(text);
  }

  /** Sends a reset, as a killed process does. */
  reset(): void {
    this.socket.resetAndDestroy();
  }

  /** Never resolves if the peer closes the connection first. */
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

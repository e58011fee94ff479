import { connect, type Socket } from 'node:net';
import { parseResponse, type RawResponse } from './raw-response.js';

/** How the other side let go: with a FIN after all it had to say, or with a reset. */
type Ending = 'end' | 'reset';

/** A connection on which exactly these bytes go out, and whatever comes back is kept as it came. */
export class RawSocket {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #ending: Ending | undefined;
  #wake = (): void => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    const ended = (ending: Ending) => {
      this.#ending ??= ending;
      this.#wake();
    };
    socket
      .on('data', (chunk) => {
        this.#received = Buffer.concat([this.#received, chunk]);
        this.#wake();
      })
      .on('end', () => ended('end'))
      .on('error', () => ended('reset'))
      .on('close', () => ended('reset'));
  }

  /** Resolves when connected. */
  static open(origin: string): Promise<RawSocket> {
    const { hostname, port } = new URL(origin);
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
      socket.once('error', reject).once('connect', () => {
        socket.off('error', reject);
        resolve(new RawSocket(socket));
      });
    });
  }

  /** How many bytes came beside the answers taken so far. */
  get unread(): number {
    return this.#received.length;
  }

  /** Sends these bytes, in one packet where they fit. */
  send(bytes: string | Buffer): void {
    this.#socket.write(bytes);
  }

  /** Nothing more goes out; what comes in is still read. */
  halfClose(): void {
    this.#socket.end();
  }

  /** Leaves with a reset, as a killed process does. */
  abort(): void {
    this.#socket.resetAndDestroy();
  }

  /**
   * The next answers, complete; fewer where the other side lets go before. An interim answer (1xx) counts.
   *
   * @param method Of the requests: an answer to HEAD has no body, whatever its headers say.
   */
  async responses(count: number, method = 'POST'): Promise<RawResponse[]> {
    const responses: RawResponse[] = [];
    while (responses.length < count) {
      const response = parseResponse(this.#received, method);
      if (response) {
        responses.push(response);
        this.#received = this.#received.subarray(response.bytes.length);
      } else if (this.#ending) return responses;
      else await this.#change();
    }
    return responses;
  }

  /** Waits until the other side lets go; `rest` is what came beside the answers taken before. */
  async ended(): Promise<{ readonly ending: Ending; readonly rest: string }> {
    while (!this.#ending) await this.#change();
    return { ending: this.#ending, rest: this.#received.toString('latin1') };
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

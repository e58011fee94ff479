import { connect, type Socket } from 'node:net';
import { AnswerReader } from '../measuring/load/answer-reader.js';
import type { Ending } from './kinds.js';

/** How long silence has to last to be taken for one; even a mock that is busy collecting garbage answers far earlier. */
const SILENCE_MS = 30_000;
/** How long a hang is waited for. */
const HANG_MS = 100;

/** One connection that is kept as long as the mock keeps it. */
export class Sender {
  readonly #port: number;
  #socket: Socket | undefined;

  constructor(port: number) {
    this.#port = port;
  }

  /** Sends one request and tells what came of it. */
  send(request: string, expected: Ending): Promise<Ending> {
    return new Promise((resolve) => {
      const socket = this.#open();
      const reader = new AnswerReader();
      const end = (ending: Ending, isOver: boolean) => {
        clearTimeout(timer);
        socket.removeAllListeners('data').removeAllListeners('close');
        if (isOver) this.close();
        resolve(ending);
      };
      const timer = setTimeout(() => end('silence', true), expected === 'silence' ? HANG_MS : SILENCE_MS);
      socket.on('close', () => end('closed', true));
      socket.on('data', (chunk: string) => {
        const answer = reader.read(chunk);
        if (answer) end(answer.status, false);
      });
      socket.write(request);
    });
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #open(): Socket {
    if (this.#socket && !this.#socket.destroyed && this.#socket.writable) return this.#socket;
    // A reset is one of the endings; `close` follows every error.
    this.#socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true })
      .setEncoding('latin1')
      .on('error', () => {});
    return this.#socket;
  }
}

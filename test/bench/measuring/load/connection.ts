import { connect, type Socket } from 'node:net';
import { AnswerReader } from './answer-reader.js';

/** What the connections of a job share: what comes next, when, and what came of it. */
export interface Turns {
  readonly port: number;
  readonly status: number;
  /** The next request; nothing once the job is over. */
  next(): Buffer | undefined;
  /** How long to wait before it is sent. */
  waitMs(): number;
  answered(latencyMs: number): void;
}

const BUFFER_BYTES = 65_536;

/** Sends one request after the other over one connection, until there is none left. */
export function sendOver(turns: Turns): Promise<void> {
  return new Promise((resolve, reject) => {
    const reader = new AnswerReader();
    const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
    let sentAtMs = 0;
    const send = (socket: Socket): void => {
      const request = turns.next();
      if (!request) return void socket.end();
      sentAtMs = performance.now();
      socket.write(request);
    };
    const receive = (socket: Socket, bytes: number): void => {
      const answer = reader.read(buffer.toString('latin1', 0, bytes));
      if (!answer) return;
      if (answer.status !== turns.status) {
        throw new Error(
          `not the status ${turns.status} that was expected: ${JSON.stringify(answer.text.slice(0, 600))}`,
        );
      }
      turns.answered(performance.now() - sentAtMs);
      const waitMs = turns.waitMs();
      if (waitMs > 0) setTimeout(send, waitMs, socket);
      else send(socket);
    };
    // One buffer for all that comes in: no allocation a chunk.
    const onread = {
      buffer,
      callback(bytes: number): boolean {
        try {
          receive(socket, bytes);
        } catch (error) {
          socket.destroy();
          reject(error);
        }
        return true;
      },
    };
    const socket = connect({ port: turns.port, host: '127.0.0.1', noDelay: true, onread });
    socket.once('connect', () => send(socket)).once('error', reject);
    socket.once('close', () => resolve());
  });
}

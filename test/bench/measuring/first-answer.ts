import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { AnswerReader, type ReadAnswer } from './load/answer-reader.js';

const PATIENCE_MS = 30_000;

/** The first answer of a server that starts meanwhile, asked again until there is one. */
export async function firstAnswer(
  port: number,
  request: string,
  pollMs: number,
  isGone: () => boolean,
): Promise<ReadAnswer> {
  const giveUpAtMs = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await ask(port, request);
    } catch (error) {
      if (isGone() || performance.now() > giveUpAtMs) throw error;
      await sleep(pollMs);
    }
  }
}

/** One request over a connection of its own. @throws {Error} where that ends before the answer. */
export function ask(port: number, request: string): Promise<ReadAnswer> {
  return new Promise((resolve, reject) => {
    const reader = new AnswerReader();
    const socket = connect(port, '127.0.0.1', () => socket.write(request)).setEncoding('latin1');
    socket.once('error', reject).once('close', () => reject(new Error('closed without an answer')));
    socket.on('data', (chunk: string) => {
      const answer = reader.read(chunk);
      if (!answer) return;
      resolve(answer);
      socket.destroy();
    });
  });
}

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { listen } from '../../listen.js';
import type { OpenTarget, Target } from './recording-server.js';

/** A target without a server. */
function nowhere(url: string, close = async (): Promise<void> => {}): Target {
  return { url, sawRequest: false, [Symbol.asyncDispose]: close };
}

export function closedPort(host: string): OpenTarget {
  return async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    return nowhere(`http://${host}:${port}/push`);
  };
}

/** A name that no name server is asked for: its label has 64 characters, one too many. */
export const unknownName: OpenTarget = async () => nowhere(`http://${'a'.repeat(64)}.invalid/push`);

/** A port that `fetch` refuses, without a server. */
export const blockedPort: OpenTarget = async () => nowhere('http://127.0.0.1:1/push');

/** Blocks after listening: the kernel accepts two connections and no more. */
const STUCK = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

/** A host that accepts no connection. */
export const fullBacklog: OpenTarget = async () => {
  const worker = new Worker(STUCK, { eval: true });
  const [port]: number[] = await once(worker, 'message');
  const sockets: Socket[] = [];
  for (let backlog = 0; backlog < 2; backlog += 1) {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => {});
    await once(socket, 'connect');
    sockets.push(socket);
  }
  return nowhere(`http://127.0.0.1:${port}/push`, async () => {
    for (const socket of sockets) socket.destroy();
    await worker.terminate();
  });
};

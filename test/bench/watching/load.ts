import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { bodyOf } from '../../browser/pushes.js';

/** What is sent: so many requests a second, or as many as are answered. */
export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly forMs: number;
  readonly perSecond: number;
}

// Beside whoever measures, and on bare sockets, to be cheap itself. Tells how many requests were answered.
const { url, connections, forMs, perSecond } = workerData as Load;

const ANSWER_END = '{"success":true}';
const { hostname, port, host, pathname } = new URL(url);
const body = bodyOf({ title: 'Under load' });
const request = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const startMs = performance.now();
const endMs = startMs + forMs;
const everyMs = (connections / perSecond) * 1000;

function sendOn(): Promise<number> {
  return new Promise((resolve, reject) => {
    let answered = 0;
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(request)).setEncoding('latin1');
    socket.once('error', reject).once('close', () => resolve(answered));
    socket.on('data', (chunk: string) => {
      answer += chunk;
      if (!answer.endsWith(ANSWER_END)) return;
      answer = '';
      answered += 1;
      const nowMs = performance.now();
      const dueMs = startMs + answered * everyMs;
      if (nowMs >= endMs) socket.end();
      else if (nowMs >= dueMs) socket.write(request);
      else setTimeout(() => socket.write(request), dueMs - nowMs);
    });
  });
}

const answered = await Promise.all(Array.from({ length: connections }, sendOn));
parentPort?.postMessage(answered.reduce((sum, each) => sum + each, 0));

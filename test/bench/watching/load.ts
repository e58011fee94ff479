import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { bodyOf } from '../../browser/pushes.js';

/** Beside whoever measures: sends as fast as it is answered, for so long, and tells how many were. */
const { url, connections, forMs } = workerData as { url: string; connections: number; forMs: number };

const agent = new Agent({ keepAlive: true, maxSockets: connections });
const body = bodyOf({ title: 'Under load' });
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
const endMs = performance.now() + forMs;
let answered = 0;

async function sendOn(): Promise<void> {
  while (performance.now() < endMs) {
    await new Promise<void>((resolve, reject) => {
      const call = request(url, { method: 'POST', agent, headers }, (response) =>
        response.resume().once('end', resolve),
      );
      call.once('error', reject).end(body);
    });
    answered += 1;
  }
}

await Promise.all(Array.from({ length: connections }, sendOn));
agent.destroy();
parentPort?.postMessage(answered);

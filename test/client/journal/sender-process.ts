import { type Delivery, PushClient } from 'imshop-push';
import { optionsFor, PUSH } from './killed-run.js';

// Started by the test with an address, a journal, a delivery mode, and the chunk at which it stops, so that the kill cannot come too late
// on a busy machine. It prints the number of each chunk before sending it.
const [url = '', journal = '', delivery = '', lastChunk] = process.argv.slice(2);

// Ends when it is killed, or when its parent has ended.
process.stdin.resume().once('end', () => process.exit());

const client = new PushClient({
  ...optionsFor(url, delivery as Delivery),
  onEvent: (event) => {
    if (event.type !== 'attempt') return;
    process.stdout.write(`${event.chunk}\n`);
    if (event.chunk === Number(lastChunk)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
await client.send(PUSH, { journal });

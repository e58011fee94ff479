import { type Delivery, PushClient } from 'imshop-push';
import { optionsFor, PUSH } from './killed-run.js';

// Started by the test with an address, a journal, a way to deliver, and the chunk at which it stops of itself, lest a kill come too
// late on a busy machine. It says the number of each chunk that it is about to send.
const [url = '', journal = '', delivery = '', lastChunk] = process.argv.slice(2);

// Lives until it is killed, or whoever started it is gone.
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

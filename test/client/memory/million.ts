import { readFileSync } from 'node:fs';
import { PushClient } from 'imshop-push';
import { acceptAll, instantClock } from '../simulated-client.js';

/** Plans a push to a million customers, or sends it, and prints the largest growth of the process in MB. */
const sends = process.argv[2] === 'send';

/** The peak of this program; `getrusage` would begin with the size of the parent process. */
function peakBytes(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

function* ids(): Generator<string> {
  for (let id = 0; id < 1_000_000; id += 1) yield String(79_000_000_000 + id * 7);
}

const client = new PushClient({
  url: 'http://localhost/',
  transport: { post: async () => acceptAll },
  clock: instantClock(),
});
const before = process.memoryUsage.rss();
const push = { userIds: ids(), message: { title: 'a', summary: 'b' } };
const customers = sends ? (await client.send(push)).counts.accepted : (await client.plan(push)).customers;
const grownBytes = peakBytes() - before;
process.stdout.write(JSON.stringify({ customers, grownMegabytes: Math.round(grownBytes / 2 ** 20) }));

import { quantile } from '../statistics.js';
import { sendOver, type Turns } from './connection.js';
import { type Job, type LoadResult, type Reply, requestBytes } from './job.js';

// A process by itself, on bare sockets, to be cheap: the handler that it is to load does nothing but parse JSON.
process.on('message', async (job: Job) => {
  const reply: Reply = await play(job).then(
    (result) => ({ result }),
    (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  process.send?.(reply);
});

async function play(job: Job): Promise<LoadResult> {
  const { connections, forMs, most = Number.POSITIVE_INFINITY, perSecond = Number.POSITIVE_INFINITY } = job;
  const requests = requestBytes(job.requests);
  const latenciesMs: number[] = [];
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  let sent = 0;
  const turns: Turns = {
    port: job.port,
    status: job.status,
    next() {
      if (sent >= most || performance.now() - startMs >= forMs) return undefined;
      sent += 1;
      return requests[sent % requests.length];
    },
    waitMs: () => startMs + (sent * 1000) / perSecond - performance.now(),
    answered: (latencyMs) => latenciesMs.push(latencyMs),
  };
  await Promise.all(Array.from({ length: connections }, () => sendOver(turns)));
  const elapsedMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpu);
  if (latenciesMs.length < sent) throw new Error(`${sent - latenciesMs.length} of ${sent} requests got no answer`);
  const sorted = Float64Array.from(latenciesMs).sort();
  return {
    answered: latenciesMs.length,
    perSecond: (latenciesMs.length * 1000) / elapsedMs,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    busy: (user + system) / 1000 / elapsedMs,
  };
}

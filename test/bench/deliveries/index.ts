import { setTimeout as sleep } from 'node:timers/promises';
import { post, pushTo } from '../../mock-server/post.js';
import { canPin } from '../measuring/cores.js';
import type { MadeRequests } from '../measuring/load/job.js';
import { LoadProcess } from '../measuring/load/load-process.js';
import { MockProcess } from '../measuring/mock-process.js';
import { integerFrom } from '../measuring/options.js';

/*
 * Deliveries to customers who never came before: the memory of the mock, and its ledger while pushes go on. Set in the
 * environment:
 *
 *   PAIRS=1000000    deliveries in the ledger that is read, a thousand customers a request
 *   MEMORY=5000000   deliveries after which memory is read; a fifth of them have one customer and a text each
 *   EVERY_MS=20      time between two pushes while the ledger is read
 */
const PAIRS = integerFrom('PAIRS', 1_000_000);
const MEMORY = integerFrom('MEMORY', 5_000_000);
const EVERY_MS = integerFrom('EVERY_MS', 20);
const IDS_EACH = 1000;
const BATCH = 2_000;

const isPinned = canPin();
const flags = ['--rate-limit', 'off'];
await using load = new LoadProcess(isPinned);
process.stdout.write(`${await ledger()}\n`);
process.stdout.write(`${await memory()}\n`);

async function ledger(): Promise<string> {
  await using measured = await MockProcess.start({ flags, isPinned });
  const { mock } = measured;
  const shop = mock.integration('shop');
  await send(mock.origin, PAIRS / IDS_EACH, IDS_EACH, false);
  await post(shop.url, pushTo(['79000000001'], { title: 'Your order', summary: 'is on its way' }));
  // The first call loads the control API.
  await shop.get();
  let isDone = false;
  const startMs = performance.now();
  const report = shop.ledger().finally(() => {
    isDone = true;
  });
  const latenciesMs: number[] = [];
  while (!isDone) {
    const sentAtMs = performance.now();
    await post(mock.integration('other').url, pushTo(['1']));
    latenciesMs.push(performance.now() - sentAtMs);
    await sleep(EVERY_MS);
  }
  const { once, duplicated } = await report;
  const seconds = ((performance.now() - startMs) / 1000).toFixed(2);
  const longest = Math.max(...latenciesMs).toFixed(0);
  return `ledger of ${once + duplicated.length} pairs: ${seconds} s; ${latenciesMs.length} pushes meanwhile, the slowest ${longest} ms`;
}

async function memory(): Promise<string> {
  await using measured = await MockProcess.start({ flags, isPinned });
  const { mock } = measured;
  await send(mock.origin, Math.ceil((MEMORY * 4) / 5 / IDS_EACH), IDS_EACH, false);
  const many = measured.residentMb;
  await send(mock.origin, MEMORY / 5, 1, true);
  const { evictions } = await mock.health();
  const { acceptedRequests } = await mock.integration('shop').ledger();
  return (
    `memory after ${(MEMORY * 4) / 5} deliveries of a thousand customers a request: ${many.toFixed(0)} MB; ` +
    `after ${MEMORY / 5} more of one customer and a text each: ${measured.residentMb.toFixed(0)} MB ` +
    `(${acceptedRequests} requests, ${evictions.delivery} deliveries evicted)`
  );
}

async function send(origin: string, requests: number, idsEach: number, ownTexts: boolean): Promise<void> {
  const port = Number(new URL(origin).port);
  const batch = idsEach === 1 ? 100 * BATCH : BATCH;
  for (let first = 0; first < requests; first += batch) {
    const count = Math.min(batch, requests - first);
    // Those of one customer begin behind all others.
    const made: MadeRequests = {
      path: '/shop/push',
      first: ownTexts ? MEMORY + first : first,
      count,
      idsEach,
      ownTexts,
    };
    await load.run({ port, requests: made, status: 200, connections: 16, forMs: 600_000, most: count });
  }
}

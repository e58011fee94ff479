import { connect } from 'node:net';
import { type Mock, startMock } from 'imshop-mock';
import { expect, test } from 'vitest';
import { rawRequest } from '../../wire/raw-request.js';
import { howOften } from '../../workspace/thorough.js';
import { pushTo } from '../post.js';
import { evictionsOf } from './health.js';
import { heldBytes } from './held-bytes.js';

const REQUESTS = Number(process.env['IMSHOP_TEST_SOAK'] ?? howOften(1_000_000, 40_000));
const WARM_UP = REQUESTS / 4;
/** Requests sent ahead on one connection, which all go out in one write. */
const AHEAD = 100;
const CONNECTIONS = 10;
/** So that the warm-up fills everything. */
const BOUNDS = {
  maxIntegrations: 50,
  journalMax: 100,
  journalTotalMaxBytes: 4 * 2 ** 20,
  deliveriesMaxBytes: 2 ** 20,
  journalBodyMax: 16_384,
};
/** What is held may swing by the slack of each bound. */
const MAX_GROWTH_BYTES = 6 * 2 ** 20;

test(`after ${REQUESTS} requests of all kinds no more is held than after a quarter of them`, async ({ annotate }) => {
  await using mock = await startMock({ rateLimit: null, ...BOUNDS });
  const watching = await watch(mock);
  await send(mock, 0, WARM_UP);
  const before = heldBytes();
  await send(mock, WARM_UP, REQUESTS);
  const growth = heldBytes() - before;
  await annotate(`${Math.round(before / 1024)} KiB held, ${Math.round(growth / 1024)} KiB more in the end`);
  expect(growth).toBeLessThan(MAX_GROWTH_BYTES);

  const evictions = await evictionsOf(mock);
  for (const kind of ['journal-entry', 'delivery', 'integration', 'event'] as const) {
    expect(evictions[kind], kind).toBeGreaterThan(WARM_UP / 100);
  }
  expect(await mock.integrations()).toHaveLength(BOUNDS.maxIntegrations);
  await watching.stop();
}, 600_000);

/** The requests from one number to another, ten connections at a time. */
async function send(mock: Mock, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += AHEAD * CONNECTIONS) {
    const batches = Array.from({ length: CONNECTIONS }, (_, index) => first + index * AHEAD);
    await Promise.all(batches.map((start) => sendAhead(mock.origin, start)));
  }
}

function sendAhead(origin: string, first: number): Promise<void> {
  const requests = Array.from({ length: AHEAD }, (_, index) => requestOf(first + index));
  return new Promise((resolve, reject) => {
    let answered = 0;
    const socket = connect({ port: Number(new URL(origin).port), host: '127.0.0.1' });
    socket.on('error', reject).on('data', (chunk) => {
      // A status line may come in two pieces; the next answer brings both to light.
      for (let at = chunk.indexOf('X-Mock-Request-Id'); at >= 0; at = chunk.indexOf('X-Mock-Request-Id', at + 1))
        answered += 1;
    });
    socket.on('close', () => (answered > 0.9 * AHEAD ? resolve() : reject(new Error(`${answered} answers`))));
    socket.end(Buffer.concat(requests));
  });
}

/** Good and bad ones, large ones, to nobody and to somewhere else; each names customers that no other names. */
function requestOf(number: number): Buffer {
  const slug = slugOf(Math.floor(number / AHEAD));
  const title = number % 3 === 0 ? `Заказ ${number}` : 'Заказ';
  if (number % 50 === 0) return rawRequest(slug, { body: `{"userIds":"${number}"}` });
  if (number % 50 === 1) return rawRequest(slug, { target: `/${number}` });
  const summary = number % 200 === 2 ? 'x'.repeat(20_000) : 'В пути';
  const userIds = number % 50 === 3 ? [] : [`${number}`, `7${number}`];
  return rawRequest(slug, { body: pushTo(userIds, { title, summary }) });
}

/** Some are called again and again, others are forgotten before they are called again. */
function slugOf(batch: number): string {
  return batch % 2 === 0 ? `busy-${batch % 10}` : `rare-${batch % (3 * BOUNDS.maxIntegrations)}`;
}

async function watch(mock: Mock): Promise<{ stop(): Promise<void> }> {
  const leave = new AbortController();
  const events = await mock.events({ signal: leave.signal, coalesce: true });
  const read = (async () => {
    for await (const _event of events);
  })();
  return {
    async stop() {
      leave.abort();
      await read;
    },
  };
}

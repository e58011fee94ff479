import fc from 'fast-check';
import { type Fault, type Integration, type Mock, startMock } from 'imshop-mock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pushTo } from '../mock-server/post.js';
import { rawRequest } from '../wire/raw-request.js';
import { RawSocket } from '../wire/raw-socket.js';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';

const CUSTOMERS = ['1', '2', '3'];

const faults = fc.record({
  fault: fc.constantFrom<Fault>(
    { type: 'status', status: 503 },
    { type: 'latency', ms: 100_000 },
    { type: 'hang' },
    { type: 'reset' },
    { type: 'truncated-body' },
    { type: 'slow-body', intervalMs: 10_000 },
    { type: 'stale-connection' },
  ),
  options: fc.constantFrom({}, { every: 2 }, { first: 2 }, { userId: '1' }),
  accepted: fc.boolean(),
});

const body = fc.oneof(
  { weight: 5, arbitrary: fc.subarray(CUSTOMERS, { minLength: 1 }).map((ids) => pushTo([...ids, ...ids.slice(1)])) },
  { weight: 1, arbitrary: fc.constantFrom('{}', '{"userIds":"[\\"1\\"]","message":{"title":"a","summary":"b"}}') },
);

/** What goes out on one connection, how much of it, and how its sender leaves. */
const connections = fc.record({
  bodies: fc.array(body, { minLength: 1, maxLength: 4 }),
  share: fc.oneof(
    { weight: 3, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.double({ min: 0.1, max: 1, noNaN: true }) },
  ),
  leaves: fc.constantFrom('late', 'late', 'half-closed', 'at once'),
});

const changes = fc.constantFrom<(mock: Mock, integration: Integration) => Promise<unknown>>(
  (_, integration) => integration.clock({ advanceMs: 150_000 }),
  (_, integration) => integration.delete(),
  (mock) => mock.reset(),
  (_, integration) => integration.deleteRequests(),
  (_, integration) => integration.patch({ rateLimit: { requests: 2 } }),
  (_, integration) => integration.deleteScenario(),
  (_, integration) => integration.scenario('flapping'),
);

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ rateLimit: null });
});
afterAll(() => mock.close());

it(`whatever fails and whoever leaves, all reports tell of the same deliveries (seed ${SEED})`, {
  timeout: 120_000,
}, async () => {
  let runs = 0;
  const property = fc.asyncProperty(
    fc.array(faults, { maxLength: 3 }),
    fc.array(connections, { minLength: 1, maxLength: 4 }),
    fc.array(changes, { maxLength: 3 }),
    async (rules, senders, asked) => {
      runs += 1;
      const integration = mock.integration(`run-${runs}`);
      for (const { fault, options, accepted } of rules) await integration.fail(fault, { ...options, accepted });
      const sockets = await Promise.all(senders.map((sender) => connected(sender, integration.slug)));
      for (const change of asked) await change(mock, integration);
      for (const { socket, rest } of sockets) if (rest.length > 0) socket.send(rest);
      // Answered after what came before it.
      await mock.health();
      for (const { socket } of sockets) socket[Symbol.dispose]();
      await agree(integration);
    },
  );
  await fc.assert(property, { seed: SEED, numRuns: howOften(600, 60) });
});

async function connected(
  { bodies, share, leaves }: typeof connections extends fc.Arbitrary<infer T> ? T : never,
  slug: string,
) {
  const socket = await RawSocket.open(mock.origin);
  const bytes = Buffer.concat(bodies.map((sent) => rawRequest(slug, { body: sent })));
  const length = Math.ceil(bytes.length * share);
  socket.send(bytes.subarray(0, length));
  if (leaves === 'half-closed') socket.halfClose();
  if (leaves === 'at once') socket.abort();
  return { socket, rest: leaves === 'late' ? bytes.subarray(length) : '' };
}

async function agree(integration: Integration): Promise<void> {
  const isOver = async () => {
    const { requests } = await integration.requests();
    return (
      (await mock.metrics()).includes('\nimshop_mock_requests_in_flight 0\n') &&
      requests.every(({ outcome }) => outcome !== 'pending')
    );
  };
  await expect.poll(isOver, { timeout: 10_000, interval: 5 }).toBe(true);
  const { requests } = await integration.requests();
  const accepted = requests.filter((request) => request.accepted);
  const { once, duplicated, ...ledger } = await integration.ledger();
  expect(ledger).toEqual({ requests: requests.length, acceptedRequests: accepted.length, forgotten: 0 });
  expect(await integration.compliance()).toMatchObject({
    requests: requests.length,
    acceptedRequests: accepted.length,
  });
  expect((await integration.verify({ atLeast: 0 })).found).toBe(accepted.length);
  const shown = await Promise.all(CUSTOMERS.map(async (id) => (await integration.inbox(id)).notifications.length));
  const told = once + duplicated.reduce((sum, { times }) => sum + times, 0);
  expect(shown.reduce((sum, count) => sum + count, 0)).toBe(told);
}

import fc from 'fast-check';
import { type Fault, type Integration, type Mock, startMock } from 'imshop-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest } from '../wire/raw-request.js';
import { RawSocket } from '../wire/raw-socket.js';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';
import { AgreementModel } from './agreement-model.js';
import { PUSH, post, pushTo } from './post.js';

const JOURNAL_MAX = 5;
const CUSTOMERS = ['71', '72', '73'];

const push = fc.record({
  type: fc.constant('push' as const),
  userIds: fc.subarray(CUSTOMERS, { minLength: 1 }).map((ids) => [...ids, ...ids.slice(2)]),
  title: fc.constantFrom('a', 'b'),
  fault: fc.option(
    fc.constantFrom<Fault>(
      { type: 'latency', ms: 100_000 },
      { type: 'slow-body', intervalMs: 10_000 },
      { type: 'hang' },
      { type: 'reset' },
      { type: 'empty-reply' },
      { type: 'stale-connection' },
      { type: 'status', status: 503 },
    ),
    { freq: 1 },
  ),
  accepted: fc.boolean(),
});
const step = fc.oneof(
  { weight: 10, arbitrary: push },
  { weight: 2, arbitrary: fc.constant({ type: 'bad body' as const }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('leave' as const), sender: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.constant({ type: 'advance' as const }) },
  { weight: 1, arbitrary: fc.constantFrom({ type: 'clear' as const }, { type: 'delete' as const }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Faults after which the vendor's own answer goes out: the push is accepted as usual. */
const ACCEPTING = new Set(['latency', 'slow-body', 'stale-connection']);

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ rateLimit: null, journalMax: JOURNAL_MAX });
});
afterAll(() => mock.close());

it(`all reports agree with a count by hand between any two steps (seed ${SEED})`, { timeout: 300_000 }, async () => {
  let runs = 0;
  const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
    runs += 1;
    const integration = mock.integration(`run-${runs}`);
    const model = new AgreementModel(JOURNAL_MAX);
    const senders: RawSocket[] = [];
    for (const each of steps) {
      await take(each, integration, model, senders);
      await agree(integration, model);
    }
    for (const sender of senders) sender[Symbol.dispose]();
    await agree(integration, model);
    await integration.delete();
  });
  await fc.assert(property, { seed: SEED, numRuns: howOften(400, 40) });
});

async function take(each: Step, integration: Integration, model: AgreementModel, senders: RawSocket[]): Promise<void> {
  switch (each.type) {
    case 'push': {
      const { userIds, title, fault, accepted } = each;
      if (fault) await integration.fail(fault, { times: 1, accepted });
      senders.push(await send(integration, pushTo(userIds, { title, summary: 's' })));
      model.receive({ userIds, title, accepted: fault === null || accepted || ACCEPTING.has(fault.type) });
      break;
    }
    case 'bad body':
      senders.push(await send(integration, '{}'));
      model.receive({ userIds: [], title: '', accepted: false });
      break;
    case 'leave':
      senders[each.sender % Math.max(1, senders.length)]?.abort();
      break;
    case 'advance':
      await integration.clock({ advanceMs: 150_000 });
      break;
    case 'clear':
      await integration.deleteRequests();
      model.clear();
      break;
    case 'delete':
      await integration.delete();
      model.delete();
  }
  // A request on its way is no request yet.
  await expect
    .poll(async () => (await integration.get()).counters.requests, { interval: 1 })
    .toBe(model.counters.requests);
}

async function send({ slug }: Integration, body: string): Promise<RawSocket> {
  const socket = await RawSocket.open(mock.origin);
  socket.send(rawRequest(slug, { body }));
  return socket;
}

async function agree(integration: Integration, model: AgreementModel): Promise<void> {
  const kept = model.kept.map(({ accepted }) => accepted);
  const acceptedKept = kept.filter((accepted) => accepted).length;
  expect((await integration.get()).counters).toMatchObject(model.counters);

  const { requests, evicted } = await integration.requests();
  expect({ kept: requests.map(({ accepted }) => accepted), evicted }).toEqual({ kept, evicted: model.evicted });
  expect((await integration.summaries()).summaries.map(({ accepted }) => accepted)).toEqual(kept);
  expect(await integration.compliance()).toMatchObject({ requests: kept.length, acceptedRequests: acceptedKept });

  const { duplicated, ...ledger } = await integration.ledger();
  const pairs = duplicated.map(({ message, userId, times }) => [`${message.title}/${userId}`, times]).toSorted();
  expect({ ...ledger, duplicated: pairs }).toEqual(model.ledger);
  for (const id of CUSTOMERS) {
    const { notifications } = await integration.inbox(id);
    expect(notifications.map(({ title, duplicate }) => ({ title, duplicate }))).toEqual(model.inbox(id));
  }

  const unknown = model.evicted > 0 ? ['inconclusive'] : [];
  expect(await integration.verify({ atLeast: 0 })).toMatchObject({ found: acceptedKept });
  expect(['pass', ...unknown]).toContain((await integration.verify({ count: model.accepted })).result);
  expect(['fail', ...unknown]).toContain((await integration.verify({ count: model.accepted + 1 })).result);
}

describe('while the answer to an accepted push waits', () => {
  it.each<[string, Fault, boolean]>([
    ['because it is delayed', { type: 'latency', ms: 60_000 }, false],
    ['as it goes out slowly', { type: 'slow-body', intervalMs: 60_000 }, false],
    ['because it hangs', { type: 'hang' }, true],
  ])('%s, a second one makes two for every report', async (_, fault, accepted) => {
    const shop = mock.integration('waiting');
    await shop.fail(fault, { nth: 1, accepted });
    using _waiting = await send(shop, PUSH);
    await expect.poll(async () => (await shop.get()).counters.requests).toBe(1);
    await post(shop.url, PUSH);
    expect(await shop.verify({ count: 1 })).toMatchObject({ result: 'fail', found: 2 });
    expect(await shop.verify({ count: 2 })).toMatchObject({ result: 'pass' });
    expect((await shop.ledger()).duplicated).toMatchObject([{ times: 2 }]);
    expect((await shop.inbox('79999999999')).notifications).toHaveLength(2);
    expect((await shop.get()).counters).toMatchObject({ requests: 2, accepted: 2 });
    expect((await shop.requests()).requests).toMatchObject([
      { outcome: 'pending', accepted: true },
      { outcome: 'accepted', accepted: true },
    ]);
    await shop.delete();
  });

  it('a sender that gives up finds its push accepted at once', async () => {
    for (let time = 0; time < howOften(200, 20); time += 1) {
      const shop = mock.integration(`gave-up-${time}`);
      await shop.fail({ type: 'latency', ms: 60_000 });
      const giveUp = new AbortController();
      const sent = post(shop.url, PUSH, {}, giveUp.signal);
      const isAborted = expect(sent).rejects.toMatchObject({ name: 'AbortError' });
      await expect.poll(async () => (await shop.get()).counters.requests, { interval: 1 }).toBe(1);
      giveUp.abort();
      await isAborted;
      expect((await shop.verify({ count: 1 })).result).toBe('pass');
      await shop.delete();
    }
  });
});

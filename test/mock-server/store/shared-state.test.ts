import { setTimeout as pause } from 'node:timers/promises';
import type { Mock, RequestList } from 'imshop-mock';
import { afterAll, describe, expect, test } from 'vitest';
import { startRedis } from '../../redis-server.js';
import { rawRequest } from '../../wire/raw-request.js';
import { RawSocket } from '../../wire/raw-socket.js';
import { howOften } from '../../workspace/thorough.js';
import { PUSH, post, pushTo } from '../post.js';
import { at, eventually, Replicas } from './replicas.js';

const redis = await startRedis();
const replicas = redis && new Replicas(redis, 'shared');
const mocks = (await replicas?.start(3))?.map(({ mock }) => mock) ?? [];
afterAll(async () => {
  replicas?.end();
  await redis?.stop();
});

/** One integration, at each replica. */
function everywhere(slug: string) {
  return mocks.map((mock) => mock.integration(slug));
}

// Without Redis there is nothing to share; the gate insists on one.
describe.skipIf(!redis)('replicas that share a store are one vendor', () => {
  test('of 200 that send at once to three, exactly ten are let in', { timeout: 60_000 }, async () => {
    for (let run = 0; run < howOften(20, 3); run += 1) {
      const shops = everywhere(`crowd-${run}`);
      const sent = Array.from({ length: 200 }, (_, sender) => post(at(shops, sender).url, pushTo([`${sender}`])));
      const statuses = (await Promise.all(sent)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(10);
      expect(statuses.filter((status) => status === 429)).toHaveLength(190);
      for (const shop of shops)
        expect(await shop.ledger()).toMatchObject({ once: 10, acceptedRequests: 10, requests: 200 });
    }
  });

  test('every replica has the journal of all, in one order', async () => {
    const shops = everywhere('journal');
    await at(shops, 0).patch({ rateLimit: null });
    await Promise.all(Array.from({ length: 60 }, (_, number) => post(at(shops, number).url, pushTo([`${number}`]))));
    await post(at(shops, 0).url, '{"userIds":"no"}');
    const { requests } = await at(shops, 0).requests();
    expect(requests.map(({ id }) => id)).toEqual(Array.from({ length: 61 }, (_, number) => `journal-${number + 1}`));
    expect(requests.filter(({ accepted }) => accepted)).toHaveLength(60);
    for (const shop of shops) expect((await shop.requests()).requests).toEqual(requests);
    for (const shop of shops) expect((await shop.inbox('59')).notifications).toHaveLength(1);
  });

  test('what was delivered to a sender who left is accepted in the journal, too', async () => {
    const shops = everywhere('leaving');
    await at(shops, 0).patch({ rateLimit: null });
    const leaving = Array.from({ length: 80 }, async (_, number) => {
      using socket = await RawSocket.open(new URL(at(shops, number).url).origin);
      socket.send(rawRequest('leaving'));
      // About as long as a push takes; whatever it comes to.
      await pause(number % 8);
      socket.abort();
    });
    await Promise.all(leaving);
    const isOver = (seen: RequestList) => seen.requests.every(({ outcome }) => outcome !== 'pending');
    const { requests } = await eventually(() => at(shops, 1).requests(), isOver);
    const accepted = requests.filter((request) => request.accepted).length;
    const { acceptedRequests } = await at(shops, 1).ledger();
    expect(accepted).toBe(acceptedRequests);
  });

  const UNAVAILABLE = '{"success":false,"error":"Integration is unavailable"}';
  const CHANGES: readonly { what: string; change: (mock: Mock, slug: string) => Promise<unknown>; answer: string }[] = [
    {
      what: 'setting',
      change: (mock, slug) => mock.integration(slug).patch({ available: false }),
      answer: UNAVAILABLE,
    },
    { what: 'fault', change: (mock, slug) => mock.integration(slug).fail('wrong-content-type'), answer: '<html>' },
    { what: 'scenario', change: (mock, slug) => mock.integration(slug).scenario('unavailable'), answer: UNAVAILABLE },
    {
      what: 'state',
      change: (mock) => mock.pactState({ state: 'the integration is unavailable' }),
      answer: UNAVAILABLE,
    },
  ];

  test.each(CHANGES)(
    'a $what that is set on one acts on all, until a reset on another',
    async ({ what, change, answer }) => {
      const slug = `set-${what}`;
      await change(at(mocks, 0), slug);
      for (const { url } of everywhere(slug)) expect((await post(url, PUSH)).body).toContain(answer);
      await at(mocks, 1).reset();
      for (const { url } of everywhere(slug)) expect((await post(url, PUSH)).body).toBe('{"success":true}');
    },
  );

  test('a rule that counts requests counts those of all', async () => {
    const shops = everywhere('every');
    await at(shops, 0).fail({ type: 'status', status: 500 }, { every: 3 });
    const statuses: number[] = [];
    for (let number = 0; number < 9; number += 1) statuses.push((await post(at(shops, number).url, PUSH)).status);
    expect(statuses).toEqual([200, 200, 500, 200, 200, 500, 200, 200, 500]);
  });

  test('a clock that one moves is moved for all', async () => {
    const shops = everywhere('clock');
    await at(shops, 1).patch({ rateLimit: { requests: 1, windowMs: 60_000 } });
    const sent = async () => (await Promise.all(shops.map(({ url }) => post(url, PUSH)))).map(({ status }) => status);
    expect((await sent()).sort()).toEqual([200, 429, 429]);
    await at(shops, 2).clock({ advanceMs: 60_000 });
    expect((await sent()).sort()).toEqual([200, 429, 429]);
  });

  test('a delay at one ends when the clock is moved at another', async () => {
    const [here, there] = [at(everywhere('delay'), 0), at(everywhere('delay'), 1)];
    await here.fail({ type: 'latency', ms: 3_600_000 });
    const delayed = post(there.url, PUSH);
    await eventually(
      () => here.ledger(),
      ({ acceptedRequests }) => acceptedRequests === 1,
    );
    await here.clock({ advanceMs: 3_600_000 });
    expect((await delayed).body).toBe('{"success":true}');
  });

  test('a delay ends by itself, by the clock of the store', async () => {
    const [here, there] = [at(everywhere('time'), 0), at(everywhere('time'), 1)];
    await here.fail({ type: 'latency', ms: 50 });
    expect((await post(here.url, PUSH)).body).toBe('{"success":true}');
    const { requests } = await eventually(
      () => there.requests(),
      ({ requests: [first] }) => first?.outcome === 'accepted',
    );
    expect(requests[0]?.durationMs).toBeGreaterThanOrEqual(50);
  });

  test('who watches one goes on at another', async () => {
    await at(mocks, 0).reset();
    for (const { url } of everywhere('events')) await post(url, PUSH);
    const last = await newest(at(mocks, 0));
    const seen: number[] = [];
    for (const [index, mock] of mocks.entries()) seen.push(await newest(mock, last - 3 + index));
    expect(seen).toEqual([last - 2, last - 1, last]);
  });

  test('a replica that comes later knows it all', async () => {
    const shops = everywhere('late');
    await at(shops, 0).patch({ maxUserIds: 2 });
    for (const { url } of shops) await post(url, PUSH);
    const late = (await replicas?.startOne())?.mock.integration('late');
    expect(await late?.requests()).toEqual(await at(shops, 0).requests());
    expect(await late?.get()).toMatchObject({ limiter: { remaining: 7 }, settings: { maxUserIds: 2 } });
  });
});

/** The event after an id, or, without one, the newest there is. */
async function newest(mock: Mock, lastEventId?: number): Promise<number> {
  const watch = new AbortController();
  const after = lastEventId === undefined ? {} : { lastEventId };
  const events = await mock.events({ ...after, signal: watch.signal });
  if (lastEventId === undefined) await mock.integration('late').patch({});
  for await (const { id } of events) {
    watch.abort();
    return lastEventId === undefined ? id - 1 : id;
  }
  throw new Error('no event came');
}

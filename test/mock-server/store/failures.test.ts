import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { type RedisServer, startRedis } from '../../redis-server.js';
import { rawRequest } from '../../wire/raw-request.js';
import { RawSocket } from '../../wire/raw-socket.js';
import { PUSH, post, pushTo } from '../post.js';
import { at, eventually, type Replica, Replicas } from './replicas.js';

const redis = await startRedis();
await redis?.stop();

interface Vendor {
  readonly redis: RedisServer;
  readonly replicas: Replicas;
  readonly all: readonly Replica[];
}

/** Replicas over a store of their own, which may be killed. */
async function vendor(count: number, flags: readonly string[] = []): Promise<Vendor> {
  const own = await startRedis();
  if (!own) throw new Error('there is no Redis');
  const replicas = new Replicas(own, 'vendor');
  onTestFinished(async () => {
    replicas.end();
    await own.stop();
  });
  return { redis: own, replicas, all: await replicas.start(count, flags) };
}

// Without Redis there is nothing to share; the gate insists on one.
const withRedis = test.skipIf(!redis);

withRedis(
  'a replica that is killed while it answers loses nothing that was accepted',
  { timeout: 20_000 },
  async () => {
    const { all } = await vendor(2);
    const [doomed, other] = [at(all, 0), at(all, 1)];
    const shop = other.mock.integration('shop');
    await shop.fail('hang', { accepted: true });
    const hanging = post(doomed.mock.url('shop'), pushTo(['79990000001'])).catch((error: Error) => error);
    await eventually(
      () => shop.ledger(),
      ({ acceptedRequests }) => acceptedRequests === 1,
    );
    using undecided = await RawSocket.open(doomed.mock.origin);
    undecided.send(rawRequest('shop').subarray(0, -9));
    await eventually(
      () => shop.requests(),
      ({ requests }) => requests.length === 2,
    );

    doomed.child.kill('SIGKILL');
    expect(await hanging).toBeInstanceOf(Error);
    await shop.deleteFaults();
    expect((await post(shop.url, pushTo(['79990000002']))).status).toBe(200);
    expect(await shop.ledger()).toMatchObject({ once: 2, acceptedRequests: 2 });
    const { requests } = await eventually(
      () => shop.requests(),
      ({ requests: pending }) => pending.every(({ outcome }) => outcome !== 'pending'),
    );
    expect(requests.map(({ outcome, accepted }) => ({ outcome, accepted }))).toEqual([
      { outcome: 'aborted', accepted: true },
      { outcome: 'aborted', accepted: false },
      { outcome: 'accepted', accepted: true },
    ]);
  },
);

withRedis('a replica that is asked to stop finishes what it answers, and leaves', async () => {
  const { all } = await vendor(2);
  const [leaving, other] = [at(all, 0), at(all, 1)];
  const shop = other.mock.integration('shop');
  using sender = await RawSocket.open(leaving.mock.origin);
  const bytes = rawRequest('shop');
  sender.send(bytes.subarray(0, -9));
  await eventually(
    () => shop.requests(),
    ({ requests }) => requests.length === 1,
  );
  leaving.child.kill('SIGTERM');
  sender.send(bytes.subarray(-9));
  expect(await sender.responses(1)).toMatchObject([{ statusLine: 'HTTP/1.1 200 OK' }]);
  expect((await once(leaving.child, 'exit'))[0]).toBe(0);
  expect((await shop.requests()).requests).toMatchObject([{ outcome: 'accepted', accepted: true }]);
});

const POLICIES = [
  { storeDown: 'refuse', status: 503 },
  { storeDown: 'local', status: 200 },
] as const;

withRedis.each(POLICIES)(
  'while the store is gone, $storeDown answers $status; then all is shared again',
  async (policy) => {
    const { redis: store, all } = await vendor(2, ['--store-down', policy.storeDown]);
    const [here, there] = [at(all, 0).mock, at(all, 1).mock];
    await here.integration('shop').patch({ maxUserIds: 5 });
    await store.kill();
    const refusal = await fetch(`${here.origin}/_mock/integrations/shop`);
    expect(refusal.status).toBe(503);
    expect(await refusal.json()).toMatchObject({ title: 'Service Unavailable', status: 503 });
    expect((await here.health()).status).toBe('ok');
    const answers = await Promise.all([here, there].map((mock) => post(mock.url('shop'), PUSH)));
    expect(answers.map(({ status }) => status)).toEqual([policy.status, policy.status]);

    await store.revive();
    const isBack = (status: number) => status === 200;
    for (const mock of [here, there]) {
      await eventually(async () => (await fetch(`${mock.origin}/_mock/integrations`)).status, isBack);
    }
    await here.integration('again').fail({ type: 'status', status: 418 });
    expect((await post(there.url('again'), PUSH)).status).toBe(418);
    // What was in the store is gone with it, at every replica.
    for (const mock of [here, there]) expect((await mock.integration('shop').requests()).requests).toEqual([]);
    for (const mock of [here, there]) expect((await mock.integration('shop').get()).settings.maxUserIds).toBe(1000);
  },
);

withRedis.each(POLICIES)(
  'while the store hangs, $storeDown answers $status; then all is shared again, and nothing shared is lost',
  { timeout: 30_000 },
  async ({ storeDown, status }) => {
    const { redis: store, all } = await vendor(2, ['--store-down', storeDown]);
    const [here, there] = [at(all, 0).mock, at(all, 1).mock];
    await here.integration('shop').patch({ maxUserIds: 5 });
    await post(here.url('shop'), PUSH);
    store.pause();
    expect((await post(here.url('shop'), PUSH)).status).toBe(status);
    store.resume();
    await eventually(
      () => here.health(),
      ({ store: state }) => state === 'up',
    );
    for (const mock of [here, there]) {
      expect(await mock.integration('shop').get()).toMatchObject({ settings: { maxUserIds: 5 } });
      expect((await mock.integration('shop').requests()).requests[0]).toMatchObject({ outcome: 'accepted' });
    }
    const journals = await Promise.all([here, there].map((mock) => mock.integration('shop').requests()));
    expect(journals[0]).toEqual(journals[1]);
  },
);

withRedis(
  'a replica with other settings is refused while others are there, and begins anew when they are not',
  async () => {
    const { replicas, all } = await vendor(1);
    await at(all, 0).mock.integration('shop').patch({ maxUserIds: 5 });
    const { code, stderr } = await replicas.startInVain(['--rate-limit', '3/1m']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'imshop-mock: a replica is there with other settings: rateLimit\n',
    });
    at(all, 0).child.kill('SIGTERM');
    await once(at(all, 0).child, 'exit');
    const anew = await replicas.startOne(['--rate-limit', '3/1m']);
    expect((await anew.mock.integration('shop').get()).settings).toMatchObject({
      maxUserIds: 1000,
      rateLimit: { requests: 3 },
    });
  },
);

withRedis('what is shared outlives every replica', async () => {
  const { replicas, all } = await vendor(1);
  const shop = at(all, 0).mock.integration('shop');
  await post(shop.url, PUSH);
  await shop.patch({ maxUserIds: 5 });
  at(all, 0).child.kill('SIGTERM');
  await once(at(all, 0).child, 'exit');
  const later = (await replicas.startOne()).mock.integration('shop');
  expect(await later.get()).toMatchObject({ settings: { maxUserIds: 5 }, counters: { accepted: 1 } });
});

test('a store that cannot be reached is told of, without its password', async () => {
  const nowhere = new Replicas({ socket: '/nowhere' } as RedisServer, 'nobody');
  onTestFinished(() => nowhere.end());
  const { code, stderr } = await nowhere.startInVain(['--store', 'redis://:secret@127.0.0.1:1']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^imshop-mock: cannot reach the store at redis:\/\/127\.0\.0\.1:1: .*\n$/);
});

withRedis('one whose port is busy does not stay for the sake of the store', async () => {
  const { all, replicas } = await vendor(1);
  const { port } = new URL(at(all, 0).mock.origin);
  const { code, stderr } = await replicas.startInVain(['--port', port]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: `imshop-mock: port ${port} on 127.0.0.1 is in use\n` });
});

withRedis('beyond loopback the admin token must be given', async () => {
  const { replicas } = await vendor(0);
  const { code, stderr } = await replicas.startInVain(['--host', '0.0.0.0']);
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('--admin-token must be given') });
});

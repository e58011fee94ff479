import type { IntegrationState } from 'imshop-mock';
import { Redis } from 'ioredis';
import { afterAll, expect, test } from 'vitest';
import { startRedis } from '../../redis-server.js';
import { rawRequest } from '../../wire/raw-request.js';
import { RawSocket } from '../../wire/raw-socket.js';
import { PUSH, post, pushTo } from '../post.js';
import { at, eventually, Replicas } from './replicas.js';

const redis = await startRedis();
const replicas = redis && new Replicas(redis, 'kept');
afterAll(async () => {
  replicas?.end();
  await redis?.stop();
});

const SENDERS = 50;

// Without Redis there is nothing to share; the gate insists on one.
test.skipIf(!redis)(
  'a replica that starts from a snapshot is in the state of the others',
  { timeout: 60_000 },
  async () => {
    if (!redis || !replicas) return;
    const [first, second] = (await replicas.start(2)).map(({ mock }) => mock);
    if (!first || !second) throw new Error('not every replica started');
    const shop = first.integration('shop');
    await shop.patch({ rateLimit: { requests: 900, windowMs: 3_600_000 } });
    await shop.fail({ type: 'status', status: 500 }, { every: 7 });
    await shop.fail({ type: 'status', status: 418 }, { userId: '79990000418', first: 2 });
    await shop.clock({ advanceMs: 5_000 });
    await first
      .integration('staged')
      .scenario({ phases: [{ for: { ms: 3_600_000 }, faults: [{ fault: { type: 'status', status: 503 } }] }] });
    await first.integration('bucket').patch({ rateLimit: { requests: 3, windowMs: 3_600_000, algorithm: 'bucket' } });
    await first.integration('aligned').patch({ rateLimit: { requests: 3, windowMs: 3_600_000, algorithm: 'aligned' } });
    for (const slug of ['staged', 'bucket', 'aligned']) await post(second.url(slug), PUSH);
    await first.pactState({ state: 'the rate limit is exhausted {limit}', params: { limit: 5, integration: 'spent' } });

    using open = await RawSocket.open(second.origin);
    const bytes = rawRequest('shop');
    open.send(bytes.subarray(0, -9));
    await eventually(
      () => shop.requests(),
      ({ requests }) => requests.length === 1,
    );

    const log = new Redis(redis.socket);
    const sendMany = async () => {
      const sent = Array.from({ length: SENDERS }, (_, sender) =>
        post(at([first, second], sender).url('shop'), pushTo([`${sender}`])),
      );
      await Promise.all(sent);
      return firstOf(log);
    };
    const oldest = await firstOf(log);
    // A snapshot is kept, and the steps before it are forgotten.
    await eventually(sendMany, (now) => now !== oldest);
    expect(await log.exists('kept:snapshot')).toBe(1);
    log.disconnect();

    const late = (await replicas.startOne()).mock;
    for (const slug of ['shop', 'staged', 'bucket', 'aligned', 'spent']) {
      const [known, taken] = [first.integration(slug), late.integration(slug)];
      expect(withoutTime(await taken.get())).toEqual(withoutTime(await known.get()));
      expect(await taken.requests()).toEqual(await known.requests());
      expect(await taken.ledger()).toEqual(await known.ledger());
    }
    expect((await late.integrations()).map(({ slug }) => slug)).toEqual(
      (await first.integrations()).map(({ slug }) => slug),
    );

    // What comes now is the same to all: rules go on counting, and what was begun elsewhere ends.
    open.send(bytes.subarray(-9));
    expect(await open.responses(1)).toMatchObject([{ statusLine: 'HTTP/1.1 200 OK' }]);
    const next = [first, second, late, first, second, late, late];
    const statuses: number[] = [];
    await shop.patch({ rateLimit: null });
    for (const mock of next) statuses.push((await post(mock.url('shop'), pushTo(['79990000418']))).status);
    expect(statuses.filter((status) => status === 418).length).toBeGreaterThan(0);
    expect((await late.integration('shop').requests()).requests).toEqual((await shop.requests()).requests);
    expect(await late.integration('shop').faults()).toEqual(await shop.faults());
    expect((await post(late.url('spent'), PUSH)).status).toBe(429);
  },
);

/** What two replicas tell alike at different times. */
function withoutTime({ url: _, clock, limiter, scenario, ...rest }: IntegrationState): object {
  const { advancedMs } = clock;
  return { ...rest, advancedMs, remaining: limiter?.remaining, scenario: { ...scenario, remainingMs: undefined } };
}

/** The oldest step in the log. */
async function firstOf(log: Redis): Promise<string | undefined> {
  const [first] = await log.xrange('kept:log', '-', '+', 'COUNT', 1);
  return first?.[0];
}

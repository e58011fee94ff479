import { describe, expect, test } from 'vitest';
import { StateVerifier } from './pact-states/verifier.js';
import { pushTo } from './post.js';
import { stage } from './stage.js';

const LIVE = 'the integration is live';
const OFF = 'the integration is unavailable';
const ACCEPTED = 200;
/** Hundreds of calls may take their time on a busy machine. */
const SLOW_MS = 30_000;
const SUCCESS = '200 {"success":true}';
const UNAVAILABLE = '200 {"success":false,"error":"Integration is unavailable"}';

const at = stage();
const vendor = new StateVerifier(at);

describe('the limiter', () => {
  test('of an exhausted limit is the real one: it lets requests in when its minute is over', async () => {
    await vendor.setUp('the rate limit is exhausted', { limit: 2 });
    expect((await at.mock.integration().get()).limiter).toEqual({ limit: 2, remaining: 0, resetMs: 60_000 });
    at.clock.advance(59_999);
    expect(await vendor.statusOf('shop')).toBe(429);
    at.clock.advance(1);
    expect([await vendor.statusOf('shop'), await vendor.statusOf('shop'), await vendor.statusOf('shop')]).toEqual([
      200, 200, 429,
    ]);
  });

  test('is exhausted whatever the limit of the mock is', async () => {
    for (const rateLimit of [null, { requests: 100, algorithm: 'bucket', windowMs: 1000 }] as const) {
      await at.mock.integration().patch({ rateLimit });
      await vendor.setUp('the rate limit is exhausted');
      expect(await vendor.statusOf('shop')).toBe(429);
      await vendor.tearDown('the rate limit is exhausted');
      expect(await vendor.statusOf('shop')).toBe(ACCEPTED);
    }
  });

  test.each([LIVE, ''])(
    'has a full window at each setup of "%s", so that no interaction gets the 429 of others',
    async (state) => {
      for (let interaction = 0; interaction < 3; interaction += 1) {
        await vendor.setUp(state);
        for (let sent = 0; sent < 10; sent += 1) expect(await vendor.statusOf('shop')).toBe(ACCEPTED);
        expect(await vendor.statusOf('shop')).toBe(429);
        await vendor.tearDown(state);
      }
    },
  );

  test('goes on after the teardown as it was before the setup', async () => {
    for (let sent = 0; sent < 9; sent += 1) await vendor.statusOf('shop');
    await vendor.setUp(LIVE);
    for (let sent = 0; sent < 5; sent += 1) expect(await vendor.statusOf('shop')).toBe(ACCEPTED);
    await vendor.tearDown(LIVE);
    expect((await at.mock.integration().get()).limiter).toMatchObject({ remaining: 1 });
  });
});

describe('several states', () => {
  test('hold at once, in whatever order they are set up', async () => {
    const few = 'the vendor accepts up to 1 user ids';
    for (const states of [
      ['the rate limit is exhausted', few],
      [few, 'the rate limit is exhausted'],
    ]) {
      for (const state of states) await vendor.setUp(state);
      expect(await vendor.statusOf('shop', pushTo(['1', '2']))).toBe(429);
      await vendor.tearDown('the rate limit is exhausted');
      expect(await vendor.statusOf('shop', pushTo(['1', '2']))).toBe(400);
      await vendor.tearDown(few);
      expect(await vendor.statusOf('shop', pushTo(['1', '2']))).toBe(ACCEPTED);
    }
  });

  test('that say different things: the later holds, and its teardown brings the earlier back', async () => {
    await vendor.setUp('the vendor answers 500');
    await vendor.setUp('the vendor answers 502', { integration: 'shop' });
    expect([await vendor.statusOf('shop'), await vendor.statusOf('other')]).toEqual([502, 500]);
    await vendor.tearDown('the vendor answers 502', { integration: 'shop' });
    expect(await vendor.statusOf('shop')).toBe(500);
  });

  test('are torn down in any order', async () => {
    await vendor.setUp(OFF);
    await vendor.setUp(LIVE);
    await vendor.tearDown(OFF);
    expect(await vendor.answerOf('shop')).toBe(SUCCESS);
    await vendor.tearDown(LIVE);
    expect(await vendor.answerOf('shop')).toBe(SUCCESS);
  });

  test('that are the same need as many teardowns', async () => {
    await vendor.setUp(OFF);
    await vendor.setUp(OFF);
    await vendor.tearDown(OFF);
    expect(await vendor.answerOf('shop')).toBe(UNAVAILABLE);
    await vendor.tearDown(OFF);
    expect(await vendor.answerOf('shop')).toBe(SUCCESS);
  });

  test('are told by the answer, with every parameter', async () => {
    await vendor.setUp(LIVE);
    expect(await at.mock.pactState({ state: 'the vendor answers 503', params: { integration: 'shop' } })).toEqual({
      action: 'setup',
      state: 'the vendor answers {status}',
      params: { integration: 'shop', status: 503, body: 'json' },
      inForce: [
        { state: LIVE, params: {} },
        { state: 'the vendor answers {status}', params: { integration: 'shop', status: 503, body: 'json' } },
      ],
    });
  });

  test(
    'are bounded',
    async () => {
      for (let set = 0; set < 300; set += 1) await vendor.setUp(LIVE);
      const response = await vendor.call({ action: 'setup', state: LIVE });
      expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('teardown')]);
      expect((await vendor.call({ action: 'teardown', state: LIVE })).status).toBe(200);
    },
    SLOW_MS,
  );
});

describe('what else the mock was told', () => {
  test('comes back with the teardown: settings, faults, scenario', async () => {
    const shop = at.mock.integration();
    await shop.patch({ available: false, maxUserIds: 7 });
    await shop.fail({ type: 'status', status: 418 });
    const { faults, settings } = await shop.get();
    await vendor.setUp('the vendor answers 503');
    await vendor.setUp(LIVE);
    expect(await vendor.statusOf('shop')).toBe(503);
    await vendor.tearDown('the vendor answers 503');
    await vendor.tearDown(LIVE);
    expect((await shop.get()).settings).toEqual(settings);
    expect(await vendor.statusOf('shop')).toBe(418);
    expect((await shop.faults()).map(({ id }) => id)).toEqual(faults.map(({ id }) => id));
  });

  test('may change while a state holds, and is seen where the state says nothing, else after the teardown', async () => {
    await vendor.setUp(OFF);
    await at.mock.integration().patch({ available: true, maxUserIds: 1 });
    expect(await vendor.answerOf('shop')).toBe(UNAVAILABLE);
    expect(await vendor.statusOf('shop', pushTo(['1', '2']))).toBe(400);
    await vendor.tearDown(OFF);
    expect(await vendor.answerOf('shop')).toBe(SUCCESS);
  });

  test('is watched as ever: a state that changes settings is an event, and its fault is named in the journal', async () => {
    const events = await at.mock.events({ slug: 'shop' });
    await at.mock.integration().get();
    await vendor.setUp('the vendor answers 503', { integration: 'shop' });
    await vendor.statusOf('shop');
    const types: string[] = [];
    for await (const { type } of events) if (types.push(type) === 2) break;
    expect(types).toEqual(['settings', 'request']);
    const { requests } = await at.mock.integration().requests();
    expect(requests[0]?.fault).toEqual({ rule: 'state-fault-1', type: 'status' });
  });

  test('is all forgotten by a reset', async () => {
    await vendor.setUp('the vendor answers 503');
    await at.mock.reset();
    expect(await vendor.statusOf('shop')).toBe(ACCEPTED);
    expect((await at.mock.pactState({ action: 'teardown', state: 'the vendor answers 503' })).inForce).toEqual([]);
  });
});

test('a request that hangs is given up with its state', async () => {
  await vendor.setUp('the vendor does not answer');
  const answer = vendor.answerOf('shop');
  await vendor.pending('shop');
  await vendor.tearDown('the vendor does not answer');
  expect(await answer).toBe('UND_ERR_SOCKET');
});

import { expect, test } from 'vitest';
import { post, pushTo } from '../post.js';
import { stage } from '../stage.js';
import { evictedBy } from './health.js';

const MAX_BYTES = 65_536;
const at = stage({ rateLimit: null, journalMax: 1, deliveriesMaxBytes: MAX_BYTES });

const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => `79${first + index}`);
const FIRST = 100_000_000;

test('who got a push twice is known after the requests were evicted', async () => {
  for (const id of ['1', '2', '1']) await post(at.shop.url, pushTo([id]));
  const { once, duplicated, forgotten, acceptedRequests } = await at.shop.ledger();
  expect({ once, forgotten, acceptedRequests }).toEqual({ once: 1, forgotten: 0, acceptedRequests: 3 });
  expect(duplicated).toMatchObject([{ userId: '1', times: 2 }]);
  const { notifications, evicted } = await at.shop.inbox('1');
  expect(notifications.map(({ requestId, duplicate }) => [requestId, duplicate])).toEqual([
    ['shop-1', false],
    ['shop-3', true],
  ]);
  expect(evicted).toBe(0);
});

test('one push to ever more customers evicts the first deliveries, and the duplicates of the others are seen', async () => {
  const sent = 10_000;
  for (let first = 0; first < sent; first += 500) await post(at.shop.url, pushTo(idsFrom(FIRST + first, 500)));
  const newest = `79${FIRST + sent - 1}`;
  await post(at.shop.url, pushTo([newest, `79${FIRST}`]));
  const { once, duplicated, forgotten, acceptedRequests } = await at.shop.ledger();
  expect(duplicated.map(({ userId, times }) => [userId, times])).toEqual([[newest, 2]]);
  expect(acceptedRequests).toBe(21);
  expect(forgotten).toBeGreaterThan(sent / 2);
  expect(once + 2 + forgotten).toBe(sent + 2);
  expect(await evictedBy(at.mock)).toEqual({ delivery: forgotten, 'journal-entry': 20 });
});

test('pushes to nobody take room, too', async () => {
  await post(at.shop.url, pushTo(['1']));
  for (let sent = 0; sent < 1_000; sent += 1) await post(at.shop.url, pushTo([], { title: `${sent}`, summary: 'x' }));
  expect(await at.shop.ledger()).toMatchObject({ once: 0, forgotten: 1, acceptedRequests: 1_001 });
});

test('a text takes the room of its bytes, once for all who get it', async () => {
  const message = { title: 'x', summary: 'y'.repeat(3_000) };
  for (let sent = 0; sent < 40; sent += 1) await post(at.shop.url, pushTo([`${sent}`], message));
  expect(await at.shop.ledger()).toMatchObject({ forgotten: 0, once: 40 });
  for (let sent = 0; sent < 40; sent += 1)
    await post(at.shop.url, pushTo([`${sent}`], { ...message, title: `${sent}` }));
  const { forgotten, once } = await at.shop.ledger();
  expect(forgotten).toBeGreaterThan(50);
  expect(forgotten + once).toBe(80);
});

test('integrations share the room: the largest evicts first', async () => {
  const quiet = at.mock.integration('quiet');
  await post(quiet.url, pushTo(['1', '2']));
  for (let first = 0; first < 10_000; first += 500) await post(at.shop.url, pushTo(idsFrom(FIRST + first, 500)));
  expect(await quiet.ledger()).toMatchObject({ once: 2, forgotten: 0 });
  expect((await at.shop.ledger()).forgotten).toBeGreaterThan(0);
  await at.shop.delete();
  await post(quiet.url, pushTo(idsFrom(FIRST, 1_000)));
  expect(await quiet.ledger()).toMatchObject({ once: 1_002, forgotten: 0 });
});

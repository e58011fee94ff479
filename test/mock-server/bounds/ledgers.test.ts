import { expect, test } from 'vitest';
import { post, pushTo } from '../post.js';
import { stage } from '../stage.js';
import { evictedBy } from './health.js';

const at = stage({ rateLimit: null, ledgerMax: 25 });

const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => `${first + index}`);

test('one push to ever more customers forgets the first of them, and sees the duplicates of the others', async () => {
  for (let first = 0; first < 50; first += 5) await post(at.shop.url, pushTo(idsFrom(first, 5)));
  await post(at.shop.url, pushTo(['49', '0']));
  const { once, duplicated, forgotten, acceptedRequests } = await at.shop.ledger();
  expect(duplicated.map(({ userId, times }) => [userId, times])).toEqual([['49', 2]]);
  // Twenty customers; the push counts for five.
  expect({ once, forgotten, acceptedRequests }).toEqual({ once: 19, forgotten: 31, acceptedRequests: 11 });
  expect(await evictedBy(at.mock)).toEqual({ 'ledger-pair': 31 });
});

test('pushes to nobody count, too', async () => {
  await post(at.shop.url, pushTo(['1']));
  for (let sent = 0; sent < 30; sent += 1) await post(at.shop.url, pushTo([], { title: `${sent}`, summary: 'x' }));
  expect(await at.shop.ledger()).toMatchObject({ once: 0, forgotten: 1, acceptedRequests: 31 });
});

test('a long text counts for as many pairs as it takes memory', async () => {
  await post(at.shop.url, pushTo(['1', '2', '3']));
  await post(at.shop.url, pushTo(['4'], { title: 'x', summary: 'y'.repeat(700) }));
  expect(await at.shop.ledger()).toMatchObject({ forgotten: 4, once: 0 });
});

test('integrations share the room: the fullest forgets first', async () => {
  const quiet = at.mock.integration('quiet');
  await post(quiet.url, pushTo(['1', '2']));
  for (let first = 0; first < 40; first += 4) await post(at.shop.url, pushTo(idsFrom(first, 4)));
  expect(await quiet.ledger()).toMatchObject({ once: 2, forgotten: 0 });
  expect(await at.shop.ledger()).toMatchObject({ once: 13, forgotten: 27 });
  await at.shop.delete();
  await post(quiet.url, pushTo(idsFrom(3, 18)));
  expect(await quiet.ledger()).toMatchObject({ once: 20, forgotten: 0 });
});

import { startMock } from 'imshop-mock';
import { expect, test } from 'vitest';
import { post, pushTo } from '../post.js';
import { evictedBy } from './health.js';

const TOTAL = 262_144;
const LARGE = { title: 'x', summary: 'y'.repeat(16_000) };

test('all journals share room: the fullest lets its oldest go, and nobody else loses anything', async () => {
  await using mock = await startMock({ rateLimit: null, journalTotalMaxBytes: TOTAL });
  for (const slug of ['quiet-1', 'quiet-2']) {
    for (let sent = 0; sent < 3; sent += 1) await post(mock.url(slug), pushTo([`${slug}-${sent}`], LARGE));
  }
  for (let sent = 0; sent < 40; sent += 1) await post(mock.url('flood'), pushTo([`${sent}`], LARGE));

  const { requests, evicted } = await mock.integration('flood').requests();
  expect(requests.length + evicted).toBe(40);
  expect(evicted).toBeGreaterThan(20);
  expect(requests.at(-1)?.id).toBe('flood-40');
  expect(await evictedBy(mock)).toEqual({ 'journal-entry': evicted });
  for (const slug of ['quiet-1', 'quiet-2']) {
    expect(await mock.integration(slug).requests()).toMatchObject({ evicted: 0, requests: [{}, {}, {}] });
  }
  expect(await mock.integration('flood').ledger()).toMatchObject({ once: 40, forgotten: 0 });
  expect(await mock.integration('flood').get()).toMatchObject({ counters: { requests: 40, accepted: 40 } });
});

test('many integrations of a request or two each stay within it together', async () => {
  await using mock = await startMock({ rateLimit: null, journalTotalMaxBytes: TOTAL });
  for (let slug = 0; slug < 60; slug += 1) await post(mock.url(`shop-${slug}`), pushTo(['1'], LARGE));
  const integrations = await mock.integrations();
  const journals = await Promise.all(integrations.map(({ slug }) => mock.integration(slug).requests()));
  const kept = journals.reduce((sum, { requests }) => sum + requests.length, 0);
  const evicted = journals.reduce((sum, journal) => sum + journal.evicted, 0);
  expect(kept + evicted).toBe(60);
  expect(kept * LARGE.summary.length).toBeLessThan(TOTAL);
  expect(kept * LARGE.summary.length).toBeGreaterThan(0.8 * TOTAL);
});

test('a journal that is emptied, forgotten or reset gives its room back', async () => {
  await using mock = await startMock({ rateLimit: null, journalTotalMaxBytes: TOTAL });
  const fill = async (slug: string) => {
    for (let sent = 0; sent < 13; sent += 1) await post(mock.url(slug), pushTo([`${sent}`], LARGE));
  };
  await fill('a');
  await mock.integration('a').deleteRequests();
  await fill('b');
  await mock.integration('b').delete();
  await fill('c');
  await mock.reset();
  await fill('d');
  expect(await evictedBy(mock)).toEqual({});
  await fill('e');
  const before = await evictedBy(mock);
  expect(before['journal-entry']).toBeGreaterThan(0);
  await mock.reset();
  expect(await evictedBy(mock)).toEqual(before);
});

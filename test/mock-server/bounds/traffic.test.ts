import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { startMock } from 'imshop-mock';
import { expect, test } from 'vitest';
import { ACCEPTED, shown } from '../../wire/hostile-case.js';
import { rawRequest } from '../../wire/raw-request.js';
import { RawSocket } from '../../wire/raw-socket.js';
import { ManualClock } from '../manual-clock.js';
import { PUSH, post } from '../post.js';
import { evictedBy, evictionsOf } from './health.js';

test('of answers that wait, the longest waiting is given up by closing its connection', async () => {
  await using mock = await startMock({ rateLimit: null, maxWaiting: 3 });
  const slugs = ['a', 'b', 'c', 'd', 'e'];
  const sockets: RawSocket[] = [];
  for (const slug of slugs) {
    const shop = mock.integration(slug);
    await shop.fail(slug === 'b' ? { type: 'latency', ms: 600_000 } : 'hang');
    const socket = await RawSocket.open(mock.origin);
    socket.send(rawRequest(slug));
    sockets.push(socket);
    await expect.poll(async () => (await shop.get()).faults[0]?.hits).toBe(1);
  }
  for (const socket of sockets.slice(0, 2)) expect((await socket.ended()).rest).toBe('');
  await expect.poll(() => evictedBy(mock)).toEqual({ 'waiting-answer': 2 });
  const outcomes = await Promise.all(
    slugs.map(async (slug) => (await mock.integration(slug).requests()).requests.map(({ outcome }) => outcome)),
  );
  expect(outcomes).toEqual([['faulted'], ['aborted'], ['pending'], ['pending'], ['pending']]);
  await mock.reset();
  for (const socket of sockets) {
    await socket.ended();
    socket[Symbol.dispose]();
  }
});

test('who leaves makes room: nobody is given up', async () => {
  await using mock = await startMock({ rateLimit: null, maxWaiting: 1 });
  const shop = mock.integration('shop');
  await shop.fail('hang');
  for (let sent = 1; sent <= 5; sent += 1) {
    using socket = await RawSocket.open(mock.origin);
    socket.send(rawRequest('shop'));
    await expect.poll(async () => (await shop.get()).faults[0]?.hits).toBe(sent);
    socket.abort();
    await expect.poll(async () => (await shop.get()).counters.outcomes.faulted).toBe(sent);
  }
  expect(await evictedBy(mock)).toEqual({});
});

test('one connection too many is closed, and the others are served', async () => {
  const lines: unknown[] = [];
  const logger = { debug: () => {}, info: () => {}, error: () => {}, warn: (fields: object) => lines.push(fields) };
  await using mock = await startMock({ maxConnections: 3, logger, clock: new ManualClock() });
  const held = await Promise.all([1, 2].map(() => RawSocket.open(mock.origin)));
  const serving = await RawSocket.open(mock.origin);
  for (let tooMany = 0; tooMany < 3; tooMany += 1) {
    using socket = await RawSocket.open(mock.origin);
    expect((await socket.ended()).rest).toBe('');
  }
  serving.send(rawRequest('shop'));
  expect((await serving.responses(1)).map(shown)).toEqual([ACCEPTED]);
  for (const socket of [...held, serving]) socket[Symbol.dispose]();
  await expect.poll(() => evictedBy(mock).catch(() => undefined)).toMatchObject({ connection: expect.any(Number) });
  expect((await evictedBy(mock)).connection).toBeGreaterThanOrEqual(3);
  // However many there were: the log is told of the first, and of those after it a while later.
  expect(lines).toEqual([{ kind: 'connection', total: 1 }]);
});

test('who sends a thousand requests ahead on one connection waits for them; who sends more is closed', async () => {
  await using mock = await startMock({ rateLimit: null });
  await mock.integration('shop').fail('hang', { first: 1 });
  using patient = await RawSocket.open(mock.origin);
  patient.send(Buffer.concat(Array.from({ length: 1000 }, () => rawRequest('shop'))));
  await expect.poll(async () => (await mock.integration('shop').get()).counters.requests).toBe(1000);
  expect(await evictedBy(mock)).toEqual({});

  await mock.integration('flood').fail('hang', { first: 1 });
  using flood = await RawSocket.open(mock.origin);
  flood.send(Buffer.concat(Array.from({ length: 3000 }, () => rawRequest('flood'))));
  expect((await flood.ended()).rest).toBe('');
  expect(await evictedBy(mock)).toMatchObject({ connection: 1 });
  const { requests, accepted } = (await mock.integration('flood').get()).counters;
  expect(accepted).toBe(0);
  // What has been read already is parsed to its end.
  expect(requests).toBeLessThan(2000);
  const aborted = async () => (await mock.integration('flood').get()).counters.outcomes.aborted;
  await expect.poll(aborted).toBe(requests - 1);
});

test('integrations that were busy go as soon as there is an idle one more than allowed', async () => {
  await using mock = await startMock({ rateLimit: null, maxIntegrations: 2 });
  const sockets: RawSocket[] = [];
  for (const slug of ['a', 'b', 'c', 'd']) {
    await mock.integration(slug).fail('hang');
    const socket = await RawSocket.open(mock.origin);
    socket.send(rawRequest(slug));
    sockets.push(socket);
    await expect.poll(async () => (await mock.integration(slug).get()).faults[0]?.hits).toBe(1);
  }
  expect(await mock.integrations()).toHaveLength(4);
  for (const socket of sockets) socket.abort();
  const open = async () => (await mock.integrations()).map(({ counters }) => counters.outcomes.faulted);
  await expect.poll(open).toEqual([1, 1, 1, 1]);
  await post(mock.url('e'), PUSH);
  expect((await mock.integrations()).map(({ slug }) => slug)).toEqual(['d', 'e']);
  expect(await evictedBy(mock)).toEqual({ integration: 3 });
});

test('one watcher too many gets 503, and may watch when another has left', async () => {
  await using mock = await startMock({ maxWatchers: 2 });
  const stops = [new AbortController(), new AbortController()];
  for (const { signal } of stops) await mock.events({ signal });
  const detail = '2 clients watch already, as many as maxWatchers allows; close one of them';
  await expect(mock.events()).rejects.toMatchObject({ status: 503, problem: { detail, title: 'Service Unavailable' } });
  stops[0]?.abort();
  await expect
    .poll(() =>
      mock.events().then(
        () => 'watching',
        () => 'refused',
      ),
    )
    .toBe('watching');
});

test('a watcher that reads nothing is let go, and nobody else suffers', async () => {
  await using mock = await startMock({ watcherMaxBytes: 16_384 });
  const deaf = openTo(mock.origin).pause();
  deaf.write('GET /_mock/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
  // The buffers of a connection take several megabytes before anything is left unread.
  const unknown = rawRequest('shop', { target: `/${'x'.repeat(256)}` });
  const requests = Buffer.concat([...Array.from({ length: 900 }, () => unknown), rawRequest('shop', CLOSING)]);
  for (let round = 0; round < 40 && (await evictionsOf(mock)).watcher === 0; round += 1) {
    const flood = openTo(mock.origin).resume();
    flood.write(requests);
    await once(flood, 'close');
  }
  expect((await evictionsOf(mock)).watcher).toBe(1);
  deaf.destroy();
  expect(await mock.integrations()).toHaveLength(1);
}, 30_000);

test('events too old to be told are counted', async () => {
  await using mock = await startMock({ eventsMax: 5, rateLimit: null });
  for (let sent = 0; sent < 12; sent += 1) await post(mock.url(), PUSH);
  expect(await evictedBy(mock)).toEqual({ event: 7 });
  const ids: number[] = [];
  for await (const { id } of await mock.events({ lastEventId: 3 })) {
    ids.push(id);
    if (id === 12) break;
  }
  expect(ids).toEqual([7, 8, 9, 10, 11, 12]);
});

/** Of the last request on a connection. */
const CLOSING = { headers: { Connection: 'close' } };

function openTo(origin: string): Socket {
  return connect({ port: Number(new URL(origin).port), host: '127.0.0.1' }).on('error', () => {});
}

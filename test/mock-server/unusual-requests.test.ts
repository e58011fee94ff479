import { connectMock, type Mock, startMock } from 'imshop-mock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { statusOf } from '../fuzz/answers.js';
import { rawBytes, rawRequest } from '../wire/raw-request.js';
import { headerOf } from '../wire/raw-response.js';
import { RawSocket } from '../wire/raw-socket.js';
import { start } from './command/launch.js';
import { ManualClock } from './manual-clock.js';
import { PUSH } from './post.js';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ rateLimit: null });
});
afterAll(() => mock.close());

const HEALTH = rawBytes(['GET /_mock/health HTTP/1.1', 'Host: localhost']);
const CONNECT = rawBytes(['CONNECT shop.example:443 HTTP/1.1', 'Host: shop.example:443']);

it('answers HEAD of the event stream, and what comes after it', async () => {
  using socket = await RawSocket.open(mock.origin);
  socket.send(Buffer.concat([rawBytes(['HEAD /_mock/events HTTP/1.1', 'Host: localhost'])]));
  const [head] = await socket.responses(1, 'HEAD');
  expect(head && [statusOf(head), headerOf(head, 'content-type')]).toEqual([200, 'text/event-stream']);
  socket.send(HEALTH);
  expect((await socket.responses(1)).map(statusOf)).toEqual([200]);
});

it('delivers nothing of a sender who left while the first body of its kind was looked at', async () => {
  // A process of its own: what looks at it is loaded once.
  const { ready, stop } = await start();
  const shop = connectMock(ready.url).integration('shop');
  using socket = await RawSocket.open(ready.url);
  socket.send(rawRequest('shop', { body: PUSH.replace(/\[.*\]/, (ids) => JSON.stringify(ids)) }));
  socket.abort();
  await expect
    .poll(async () => (await shop.requests()).requests)
    .toMatchObject([{ outcome: 'aborted', accepted: false }]);
  expect(await shop.ledger()).toMatchObject({ once: 0, requests: 1, acceptedRequests: 0 });
  await stop();
});

it('answers CONNECT after all that came before it', async () => {
  using socket = await RawSocket.open(mock.origin);
  const refused = rawRequest('shop', { body: '{"userIds":1}' });
  socket.send(Buffer.concat([HEALTH, refused, rawRequest('shop'), CONNECT]));
  expect((await socket.responses(4)).map(statusOf)).toEqual([200, 400, 200, 405]);
  expect((await socket.ended()).rest).toBe('');
});

it('answers requests to nowhere before what is no HTTP, and comes after them', async () => {
  using socket = await RawSocket.open(mock.origin);
  const nowhere = rawBytes(['GET /nowhere HTTP/1.1', 'Host: localhost']);
  socket.send(Buffer.concat([...Array.from({ length: 50 }, () => nowhere), Buffer.from('no request\r\n\r\n')]));
  const statuses = (await socket.responses(51)).map(statusOf);
  expect(statuses).toEqual([...Array.from({ length: 50 }, () => 404), 400]);
});

describe('does not warn of a leak where there is none', () => {
  const warnings: string[] = [];
  const onWarning = ({ message }: Error) => void warnings.push(message);
  beforeEach(() => void process.on('warning', onWarning));
  afterEach(() => {
    process.off('warning', onWarning);
    expect(warnings.splice(0).filter((message) => message.includes('memory leak'))).toEqual([]);
  });

  it('but holds many requests back for one that waits', async () => {
    const waiting = mock.integration('waiting');
    await waiting.fail({ type: 'latency', ms: 60_000 }, { first: 1 });
    using socket = await RawSocket.open(mock.origin);
    socket.send(Buffer.concat(Array.from({ length: 1_000 }, () => rawRequest('waiting'))));
    await expect.poll(async () => (await waiting.get()).counters.requests, { timeout: 10_000 }).toBe(1_000);
    await waiting.clock({ advanceMs: 60_000 });
    const ids = (await socket.responses(1_000)).map((answer) => headerOf(answer, 'x-mock-request-id'));
    expect(ids).toEqual(Array.from({ length: 1_000 }, (_, index) => `waiting-${index + 1}`));
  });

  it('but has a dozen watch and wait', async () => {
    const left = new AbortController();
    const dozen = Array.from({ length: 12 });
    await Promise.all(dozen.map(() => mock.events({ signal: left.signal })));
    const verified = Promise.all(dozen.map(() => mock.integration('empty').verify({ waitMs: 60_000 })));
    // Answered after those that came before it.
    await mock.health();
    await mock.integration('empty').delete();
    expect((await verified).map(({ result }) => result)).toEqual(dozen.map(() => 'fail'));
    left.abort();
  });
});

it('ends a connection whose sender leaves after CONNECT, before he was answered', async () => {
  await mock.integration('hanging').fail('hang');
  using socket = await RawSocket.open(mock.origin);
  socket.send(Buffer.concat([rawRequest('hanging'), CONNECT]));
  socket.halfClose();
  expect((await socket.ended()).rest).toBe('');
});

test.each([
  ['If-Match: "other"', 412],
  ['If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT', 412],
  ['Range: bytes=99999999-', 416],
])('the page is refused where %s', async (header, status) => {
  using socket = await RawSocket.open(mock.origin);
  socket.send(rawBytes(['GET / HTTP/1.1', 'Host: localhost', 'Accept: text/html', header]));
  const [answer] = await socket.responses(1);
  expect(answer && JSON.parse(answer.body)).toMatchObject({ status });
  expect(answer && [statusOf(answer), headerOf(answer, 'content-type'), headerOf(answer, 'cache-control')]).toEqual([
    status,
    'application/problem+json; charset=utf-8',
    'no-store',
  ]);
  if (status === 416) expect(answer && headerOf(answer, 'content-range')).toMatch(/^bytes \*\/\d+$/);
});

test.each([
  ['POST', 'verify', `{"userIds":[${'1,'.repeat(400_000)}1]}`, 'userIds[0]'],
  ['PUT', 'scenario', `{"phases":[${'1,'.repeat(400_000)}1]}`, 'phases[0]'],
])('%s …/%s names a fault where there are 400,001', async (method, call, body, path) => {
  const response = await fetch(`${mock.origin}/_mock/integrations/shop/${call}`, { method, body });
  expect(await response.json()).toMatchObject({ status: 400, errors: [{ path }] });
});

it('moves no clock to where a date needs five digits for the year', async () => {
  await using late = await startMock({ clock: new ManualClock(Date.UTC(9899, 11, 31)) });
  const { clock } = await late.integration().get();
  expect(clock.now).toBe('9899-12-31T00:00:00.000Z');
  await expect(late.integration().clock({ advanceMs: 86_400_001 })).rejects.toThrow('9900-01-01');
  expect(await late.integration().clock({ advanceMs: 86_400_000 })).toMatchObject({ advancedMs: 86_400_000 });
});

import { MAX_BODY_BYTES } from 'imshop-contracts';
import { type Mock, type RequestRecord, startMock } from 'imshop-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_BODIES } from '../wire/hostile-bodies.js';
import { ACCEPTED, type HostileCase, shown } from '../wire/hostile-case.js';
import { HOSTILE_CODINGS } from '../wire/hostile-codings.js';
import { HOSTILE_FRAMING } from '../wire/hostile-framing.js';
import { HOSTILE_HEADS } from '../wire/hostile-heads.js';
import { HOSTILE_TARGETS } from '../wire/hostile-targets.js';
import { rawRequest } from '../wire/raw-request.js';
import { headerOf } from '../wire/raw-response.js';
import { RawSocket } from '../wire/raw-socket.js';
import { PUSH } from './post.js';

/** The largest cases take a second or two where the machine is busy. */
const TIMEOUT_MS = 20_000;

const TUNNEL = 'CONNECT shop.example:443 HTTP/1.1\r\nHost: shop.example:443\r\n\r\n';

let mock: Mock;
let slugs = 0;

beforeAll(async () => {
  mock = await startMock({ rateLimit: null, journalBodyMax: MAX_BODY_BYTES });
});
afterAll(() => mock.close());

/** An integration of its own for every test. */
function newSlug(): string {
  slugs += 1;
  return `shop-${slugs}`;
}

function byName(cases: readonly HostileCase[]): (readonly [string, HostileCase])[] {
  return cases.map((hostile) => [hostile.name, hostile]);
}

async function journalOf(slug: string, at = mock): Promise<readonly RequestRecord[]> {
  return (await at.integration(slug).requests()).requests;
}

async function postOn(socket: RawSocket, slug: string): Promise<unknown> {
  socket.send(rawRequest(slug));
  return (await socket.responses(1)).map(shown);
}

async function postAnew(slug: string, at = mock): Promise<unknown> {
  using socket = await RawSocket.open(at.origin);
  return await postOn(socket, slug);
}

describe.each([
  ['bodies', HOSTILE_BODIES],
  ['framing', HOSTILE_FRAMING],
  ['codings', HOSTILE_CODINGS],
  ['heads', HOSTILE_HEADS],
  ['targets', HOSTILE_TARGETS],
])('%s', (_, cases) => {
  it.each(byName(cases))(
    '%s',
    async (_, { sends, halfClose, settings, method, answers, connection, journal }) => {
      const slug = newSlug();
      if (settings) await mock.integration(slug).patch(settings);
      using socket = await RawSocket.open(mock.origin);
      socket.send(sends(slug));
      if (halfClose) socket.halfClose();
      expect((await socket.responses(answers.length, method)).map(shown)).toEqual(answers);
      await expect.poll(() => journalOf(slug), { timeout: 10_000 }).toMatchObject(journal);
      if (connection === 'closed') expect((await socket.ended()).rest).toBe('');
      else expect(await postOn(socket, slug)).toEqual([ACCEPTED]);
      expect(await postAnew(slug)).toEqual([ACCEPTED]);
    },
    TIMEOUT_MS,
  );
});

it('takes a slug of 64 characters', async () => {
  expect(await postAnew('a'.repeat(64))).toEqual([ACCEPTED]);
});

it('tells of a path that is not served, and makes no integration for it', async () => {
  const before = (await mock.integrations()).length;
  using socket = await RawSocket.open(mock.origin);
  socket.send(rawRequest('', { target: `/${'x'.repeat(1_000)}` }));
  const [response] = await socket.responses(1);
  const requestId = response && headerOf(response, 'X-Mock-Request-Id');
  const watch = new AbortController();
  for await (const { type, data } of await mock.events({ lastEventId: 0, signal: watch.signal })) {
    if (type !== 'unknown-path' || data.requestId !== requestId) continue;
    expect(data).toEqual({ requestId, method: 'POST', path: `/${'x'.repeat(255)}` });
    break;
  }
  watch.abort();
  expect(await mock.integrations()).toHaveLength(before);
});

it('dates the answer to what is no HTTP, as RFC 9110, 6.6.1, has it for every 4xx', async () => {
  using socket = await RawSocket.open(mock.origin);
  socket.send('no request\r\n\r\n');
  const [response] = await socket.responses(1);
  expect(response && headerOf(response, 'Date')).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
});

it(
  'reports on a journal full of hostile bodies',
  async () => {
    const slug = newSlug();
    using socket = await RawSocket.open(mock.origin);
    const kept = HOSTILE_BODIES.filter(({ connection, settings }) => connection === 'kept' && settings === undefined);
    for (const { sends } of kept) socket.send(sends(slug));
    await socket.responses(kept.length);
    expect(await postOn(socket, slug)).toEqual([ACCEPTED]);
    const integration = mock.integration(slug);
    expect((await integration.requests({ userId: '79999999999' })).requests).toHaveLength(2);
    expect((await integration.inbox('79999999999')).notifications).toHaveLength(2);
    expect(await integration.compliance()).toMatchObject({ requests: kept.length + 1, acceptedRequests: 4 });
    expect(await integration.ledger()).toMatchObject({ requests: kept.length + 1, acceptedRequests: 4 });
    expect(await integration.verify({ count: 1, match: JSON.parse(PUSH) })).toMatchObject({ result: 'pass', found: 1 });
    expect(await integration.verify({ match: { nothing: 'like this' }, outcome: 'any' })).toMatchObject({ found: 0 });
  },
  TIMEOUT_MS,
);

describe('a sender that leaves', () => {
  it('in the middle of a body is journalled as far as it came', async () => {
    const slug = newSlug();
    using socket = await RawSocket.open(mock.origin);
    socket.send(rawRequest(slug, { headers: { 'Content-Length': '1000' } }));
    await expect.poll(() => journalOf(slug)).toMatchObject([{ outcome: 'pending', status: null }]);
    socket.abort();
    const entry = { outcome: 'aborted', status: null, accepted: false, body: JSON.parse(PUSH), bodyTruncated: true };
    await expect.poll(() => journalOf(slug)).toMatchObject([entry]);
    expect(await postAnew(slug)).toEqual([ACCEPTED]);
  });

  it.each([
    ['nothing', ''],
    ['half a header', 'POST /shop/push HTTP/1.1\r\nHost: mo'],
    ['no request', 'no request\r\n\r\n'],
    ['a request for a tunnel', TUNNEL],
  ])('with a reset, after %s, takes nothing down', async (_, bytes) => {
    for (const waits of [false, true]) {
      using socket = await RawSocket.open(mock.origin);
      socket.send(bytes);
      // What the mock has begun by then it must end without the sender.
      if (waits) expect(await postAnew(newSlug())).toEqual([ACCEPTED]);
      socket.abort();
    }
    expect(await postAnew(newSlug())).toEqual([ACCEPTED]);
  });

  it('before its pipelined requests are answered leaves none of them pending', async () => {
    const slug = newSlug();
    using socket = await RawSocket.open(mock.origin);
    expect(await postOn(socket, slug)).toEqual([ACCEPTED]);
    socket.send(Buffer.concat(Array.from({ length: 4 }, () => rawRequest(slug))));
    socket.abort();
    const settled: unknown = expect.stringMatching(/^(accepted|aborted)$/);
    await expect
      .poll(async () => (await journalOf(slug)).map(({ outcome }) => outcome))
      .toEqual(['accepted', settled, settled, settled, settled]);
  });
});

it('answers others beside half-open connections, and stops although they never end', async () => {
  const halting = await startMock({ rateLimit: null });
  const bytes = rawRequest('shop');
  const beginnings = ['', bytes.subarray(0, 30), bytes.subarray(0, -10), 'no request\r\n\r\n', TUNNEL, bytes];
  const sockets = await Promise.all(beginnings.map(() => RawSocket.open(halting.origin)));
  for (const [index, socket] of sockets.entries()) socket.send(beginnings[index] ?? '');
  const outcomes = async () => (await journalOf('shop', halting)).map(({ outcome }) => outcome);
  await expect.poll(outcomes).toEqual(['pending', 'accepted']);
  expect(await postAnew('shop', halting)).toEqual([ACCEPTED]);

  await halting.close();
  for (const socket of sockets) {
    await socket.ended();
    socket[Symbol.dispose]();
  }
});

describe('a bounded journal', () => {
  const large = PUSH.replace('Ждите курьера', 'x'.repeat(20_000));
  const withBounds = async (bounds: { journalMax?: number; journalMaxBytes?: number }, requests: readonly Buffer[]) => {
    await using bounded = await startMock({ rateLimit: null, ...bounds });
    for (const request of requests) {
      using socket = await RawSocket.open(bounded.origin);
      socket.send(request);
      await socket.responses(1);
    }
    const integration = bounded.integration('shop');
    return { ...(await integration.requests()), state: await integration.get(), ledger: await integration.ledger() };
  };
  const times = (count: number, request: Buffer) => Array.from({ length: count }, () => request);

  it.each([
    ['large requests', rawRequest('shop', { body: large })],
    ['requests that are too large', rawRequest('shop', { body: 'x'.repeat(2 ** 20 + 1) })],
    ['requests that are no HTTP', rawRequest('shop', { headers: { 'X-Huge': 'x'.repeat(20_000) } })],
  ])('keeps the newest five of twelve %s', async (_, request) => {
    const { requests, evicted, state } = await withBounds({ journalMax: 5 }, times(12, request));
    expect(requests.map(({ id }) => id)).toEqual(['shop-8', 'shop-9', 'shop-10', 'shop-11', 'shop-12']);
    expect(evicted).toBe(7);
    expect(state.counters.requests).toBe(12);
  });

  it('keeps 65,536 bytes, and counts each request that had to go', async () => {
    const request = rawRequest('shop', { body: large });
    const { requests, evicted, ledger } = await withBounds({ journalMaxBytes: 65_536 }, times(12, request));
    expect(requests.map(({ id }) => id)).toEqual(['shop-10', 'shop-11', 'shop-12']);
    expect(evicted).toBe(9);
    expect(ledger).toMatchObject({ requests: 12, acceptedRequests: 12 });
  });

  it('lets go even the newest where it alone is too large', async () => {
    const huge = rawRequest('shop', { body: PUSH.replace('Заказ в пути', 'x'.repeat(65_536)) });
    const { requests, evicted, ledger } = await withBounds({ journalMaxBytes: 65_536 }, [...times(2, huge), huge]);
    expect({ requests, evicted }).toEqual({ requests: [], evicted: 3 });
    expect(ledger.acceptedRequests).toBe(3);
  });

  it('counts what was answered, too', async () => {
    const keys = Array.from({ length: 4_000 }, (_, index) => `"k${index}":0`).join(',');
    const request = rawRequest('shop', { body: `${PUSH.slice(0, -1)},${keys}}` });
    const { requests, evicted } = await withBounds({ journalMaxBytes: 65_536 }, times(3, request));
    expect({ requests, evicted }).toEqual({ requests: [], evicted: 3 });
  });
});

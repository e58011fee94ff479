import { gunzipSync } from 'node:zlib';
import type { Fault } from 'imshop-mock';
import { describe, expect, test } from 'vitest';
import { rawRequest } from '../../wire/raw-request.js';
import { RawSocket } from '../../wire/raw-socket.js';
import { PUSH, post } from '../post.js';
import { stage } from '../stage.js';

const at = stage({ rateLimit: null }, Date.UTC(2026, 10, 24, 12, 0, 0, 400));

describe('the form of Retry-After', () => {
  const DATE = 'Tue, 24 Nov 2026 12:00:31 GMT';
  const status = { type: 'status', status: 503 } as const;
  const ROWS: readonly { fault: Fault; header: string | null; waitMs?: number }[] = [
    { fault: { ...status, retryAfter: 30 }, header: '30', waitMs: 30_000 },
    { fault: { ...status, retryAfter: 30, retryAfterForm: 'seconds' }, header: '30', waitMs: 30_000 },
    { fault: { ...status, retryAfter: 30, retryAfterForm: 'date' }, header: DATE, waitMs: 30_000 },
    { fault: { ...status, retryAfter: 30, retryAfterForm: 'off' }, header: null },
    { fault: { ...status, retryAfterForm: 'off' }, header: null },
    { fault: { ...status, retryAfter: 'soon' }, header: 'soon' },
    { fault: { type: 'rate-limited', retryAfter: 30, retryAfterForm: 'date' }, header: DATE, waitMs: 30_000 },
    {
      fault: { type: 'rate-limited', retryAfterForm: 'date' },
      header: 'Tue, 24 Nov 2026 12:01:01 GMT',
      waitMs: 60_000,
    },
    { fault: { type: 'rate-limited', retryAfterForm: 'off' }, header: null },
  ];

  test.each(ROWS)('$fault', async ({ fault, header, waitMs = 0 }) => {
    await at.shop.fail(fault, { nth: 1 });
    expect((await post(at.shop.url, PUSH)).headers.get('retry-after')).toBe(header);
    if (waitMs > 0) at.clock.advance(waitMs - 1);
    await post(at.shop.url, PUSH);
    at.clock.advance(1);
    await post(at.shop.url, PUSH);
    expect((await at.shop.compliance()).insideRetryAfter).toBe(waitMs > 0 ? 1 : 0);
  });
});

describe('gzip-body', () => {
  const ROWS: readonly (readonly [acceptEncoding: string | undefined, isTaken: boolean])[] = [
    [undefined, false],
    ['', false],
    ['gzip', true],
    ['GZIP', true],
    ['x-gzip', true],
    ['br, deflate , gzip;q=0.5', true],
    ['*', true],
    ['br;q=1, *;q=0.001', true],
    ['gzip;q=0', false],
    ['gzip; Q=0.000, *', false],
    ['*;q=0', false],
    ['gzip, *;q=0', true],
    ['br, deflate, identity', false],
    ['gzipped', false],
  ];

  test.each(ROWS)('to a sender that accepts %j', async (acceptEncoding, isTaken) => {
    await at.shop.fail('gzip-body');
    using socket = await RawSocket.open(at.mock.origin);
    for (const body of [PUSH, '{}']) {
      socket.send(rawRequest('shop', { headers: { 'Accept-Encoding': acceptEncoding }, body }));
    }
    const [taken, refused] = (await socket.responses(2)).map(({ bytes }) => split(bytes));
    for (const { head } of [taken, refused].flatMap((each) => each ?? [])) {
      expect(head.includes('\r\nContent-Encoding: gzip\r\nVary: Accept-Encoding\r\n')).toBe(isTaken);
    }
    const text = (body: Buffer | undefined) => String(isTaken ? gunzipSync(body ?? '') : body);
    expect(text(taken?.body)).toBe('{"success":true}');
    expect(text(refused?.body)).toMatch(/^\{"error":"Bad Request","message":"child /);
    const { requests } = await at.shop.requests();
    expect(requests).toMatchObject([
      { outcome: 'accepted', accepted: true, response: { success: true }, behaviour: 'accepted' },
      { outcome: 'bad-request', accepted: false, response: { error: 'Bad Request' } },
    ]);
  });
});

test('extra-keys come behind the documented ones of any answer, and the journal has them', async () => {
  await at.shop.fail('extra-keys');
  const extra = ',"requestId":"7f3c9a52","meta":{"node":"push-2"}}';
  const taken = await post(at.shop.url, PUSH);
  expect([taken.status, taken.body]).toEqual([200, `{"success":true${extra}`]);
  expect(taken.headers.get('x-mock-standing')).toBe('assumed');
  const refused = await post(at.shop.url, '{');
  const documented = '{"error":"Bad Request","message":"Invalid request payload JSON format"';
  expect([refused.status, refused.body]).toEqual([400, documented + extra]);
  await at.shop.patch({ available: false });
  expect((await post(at.shop.url, PUSH)).body).toBe(`{"success":false,"error":"Integration is unavailable"${extra}`);
  const { requests } = await at.shop.requests();
  expect(requests).toMatchObject([
    { outcome: 'accepted', accepted: true, response: { success: true, requestId: '7f3c9a52' } },
    { outcome: 'bad-request', accepted: false, response: { meta: { node: 'push-2' } } },
    { outcome: 'unavailable', accepted: false },
  ]);
});

/** The head of an answer with its last line's end, and its body. */
function split(bytes: Buffer): { head: string; body: Buffer } {
  const end = bytes.indexOf('\r\n\r\n');
  return { head: bytes.subarray(0, end + 2).toString('latin1'), body: bytes.subarray(end + 4) };
}

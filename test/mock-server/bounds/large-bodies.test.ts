import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { MAX_BODY_BYTES } from 'imshop-contracts';
import { startMock } from 'imshop-mock';
import { describe, expect, test } from 'vitest';
import { PUSH, post, pushTo } from '../post.js';
import { stage } from '../stage.js';

const MAX_BODY = 1024;
const PART = MAX_BODY / 2;
const SUMMARY = 'Ж'.repeat(600);
const LARGE = pushTo(['1', '2'], { title: 'Большое', summary: SUMMARY });

const at = stage({ rateLimit: null, journalBodyMax: MAX_BODY });

describe('of a body larger than journalBodyMax', () => {
  test.each([
    ['as it is', (body: string) => body, {}],
    ['after decompression', (body: string) => gzipSync(body), { 'content-encoding': 'gzip' }],
  ])('beginning, end, length and hash are kept, %s', async (_how, bytesOf, headers) => {
    await post(at.shop.url, bytesOf(LARGE), headers);
    const { body, bodyTruncated, bodyCut, accepted, status } = await at.shop.request('shop-1');
    expect({ bodyTruncated, accepted, status }).toEqual({ bodyTruncated: true, accepted: true, status: 200 });
    expect(bodyCut).toMatchObject({
      bytes: Buffer.byteLength(LARGE),
      sha256: createHash('sha256').update(LARGE).digest('hex'),
    });
    const [head, tail] = [String(body), String(bodyCut?.tail)];
    expect([LARGE.startsWith(head), LARGE.endsWith(tail)]).toEqual([true, true]);
    // Cut between characters, so up to three bytes fewer or more.
    expect(Math.abs(Buffer.byteLength(head) - PART)).toBeLessThan(4);
    expect(Math.abs(Buffer.byteLength(tail) - PART)).toBeLessThan(4);
  });

  test('a line says what a line of a whole one says', async () => {
    await post(at.shop.url, LARGE);
    expect((await at.shop.summaries()).summaries).toMatchObject([{ title: 'Большое', userIds: 2, accepted: true }]);
  });

  test('the ledger knows everything', async () => {
    await post(at.shop.url, LARGE);
    await post(at.shop.url, LARGE);
    expect(await at.shop.ledger()).toMatchObject({ once: 0, acceptedRequests: 2, forgotten: 0 });
    expect((await at.shop.ledger()).duplicated.map(({ userId, times }) => [userId, times])).toEqual([
      ['1', 2],
      ['2', 2],
    ]);
  });

  test('an inbox knows everything, and compliance says what it lacks', async () => {
    await post(at.shop.url, PUSH);
    await post(at.shop.url, LARGE);
    const { message } = JSON.parse(LARGE);
    expect(await at.shop.inbox('1')).toMatchObject({
      notifications: [{ requestId: 'shop-2', ...message }],
      evicted: 0,
    });
    const { acceptedRequests, bodiesCut, batching } = await at.shop.compliance();
    expect({ acceptedRequests, bodiesCut, batching }).toEqual({
      acceptedRequests: 2,
      bodiesCut: 1,
      batching: { userIds: 1, actualRequests: 1, optimalRequests: 1, score: 1 },
    });
  });
});

test('a body of just that size is kept whole', async () => {
  const rest = pushTo(['1'], { title: 'x', summary: '' }).length;
  const whole = pushTo(['1'], { title: 'x', summary: 'y'.repeat(MAX_BODY - rest) });
  await post(at.shop.url, whole);
  expect(await at.shop.request('shop-1')).toMatchObject({
    body: JSON.parse(whole),
    bodyTruncated: false,
    bodyCut: null,
  });
});

test('a flood of the largest bodies takes little room, and loses none of its requests', async () => {
  await using flooded = await startMock({ rateLimit: null });
  const largest = pushTo(['1'], { title: 'x', summary: 'y'.repeat(MAX_BODY_BYTES - pushTo(['1']).length) });
  for (let sent = 0; sent < 40; sent += 1) await post(flooded.url('flood'), largest);
  const { requests, evicted } = await flooded.integration('flood').requests();
  expect([requests.length, evicted]).toEqual([40, 0]);
  const kept = requests.reduce((sum, { body, bodyCut }) => sum + `${body}${bodyCut?.tail}`.length, 0);
  expect(kept).toBe(40 * 2 * 4096);
  expect(new Set(requests.map(({ bodyCut }) => bodyCut?.bytes))).toEqual(new Set([Buffer.byteLength(largest)]));
});

describe('filters', () => {
  test.each([
    ['a user id, which the rest may name', { userId: '1' }, [], 1],
    ['a title that is kept', { text: 'большое' }, [2], 0],
    ['a text that the rest may hold', { text: 'нигде' }, [], 1],
    ['an outcome', { outcome: 'accepted' }, [1, 2], 0],
    ['another outcome', { outcome: 'bad-request', userId: '1' }, [], 0],
  ] as const)('by %s', async (_what, filter, ids, bodiesCut) => {
    await post(at.shop.url, PUSH);
    await post(at.shop.url, LARGE);
    const { requests, ...rest } = await at.shop.requests(filter);
    expect(requests.map(({ id }) => id)).toEqual(ids.map((id) => `shop-${id}`));
    expect(rest).toEqual({ evicted: 0, bodiesCut });
    expect(await at.shop.summaries(filter)).toMatchObject({ bodiesCut });
  });
});

describe('verify', () => {
  test.each([
    ['exactly one, whatever is in it', { count: 2 }, 'pass'],
    ['the one that is kept, at least once', { userIds: ['79999999999'] }, 'pass'],
    ['the one that is kept, exactly once', { count: 1, userIds: ['79999999999'] }, 'inconclusive'],
    ['a customer that the rest may name', { userIds: ['1'] }, 'inconclusive'],
    ['a text that the rest may hold', { match: { message: { title: 'Большое' } } }, 'inconclusive'],
    ['more than there are at all', { atLeast: 3, userIds: ['1'] }, 'fail'],
    ['none of another outcome', { atMost: 0, outcome: 'bad-request', userIds: ['1'] }, 'pass'],
  ] as const)('%s', async (_what, expectation, result) => {
    await post(at.shop.url, PUSH);
    await post(at.shop.url, LARGE);
    expect((await at.shop.verify(expectation)).result).toBe(result);
  });

  test('names the request of which it cannot tell', async () => {
    await post(at.shop.url, LARGE);
    expect(await at.shop.verify({ userIds: ['1'] })).toEqual({
      result: 'inconclusive',
      found: 0,
      nearest: [
        { requestId: 'shop-1', differences: [{ path: '(body)', expected: 'kept whole', actual: 'kept in part' }] },
      ],
    });
  });
});

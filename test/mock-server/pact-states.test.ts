import { PROVIDER_STATES } from 'imshop-contracts/pact';
import { describe, expect, test } from 'vitest';
import { StateVerifier } from './pact-states/verifier.js';
import { PUSH, post, pushTo } from './post.js';
import { stage } from './stage.js';

const LIVE = 'the integration is live';
const OFF = 'the integration is unavailable';
const ACCEPTED = 200;

const at = stage();
const vendor = new StateVerifier(at);

/** What a sender sees of each state, and how often its customer is notified. */
const SEEN: Readonly<Record<(typeof PROVIDER_STATES)[number]['name'], Seen>> = {
  [LIVE]: { answer: '200 {"success":true}', delivered: 1 },
  [OFF]: { answer: '200 {"success":false,"error":"Integration is unavailable"}', delivered: 0 },
  'the rate limit is exhausted {limit}': {
    params: { limit: 3 },
    answer: '429 {"error":"Too Many Requests","message":"Rate limit exceeded"}',
    delivered: 0,
  },
  'the vendor answers {status}': {
    params: { status: 503 },
    answer: '503 {"error":"Service Unavailable","message":"Service Unavailable"}',
    delivered: 0,
  },
  'the vendor accepts up to {limit} user ids': {
    params: { limit: 1 },
    push: pushTo(['79999999999', '2']),
    answer:
      '400 {"error":"Bad Request","message":"child \\"userIds\\" fails because [\\"userIds\\" must contain less than or equal to 1 items]"}',
    delivered: 0,
  },
  'the vendor does not answer': { answer: 'AbortError', delivered: 0, hangs: true },
  'the answer is lost': { answer: 'ECONNRESET', delivered: 1 },
  'the push is delivered and the vendor answers {status}': {
    params: { status: 500 },
    answer: '500 {"error":"Internal Server Error","message":"Internal Server Error"}',
    delivered: 1,
  },
};

interface Seen {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly push?: string;
  readonly answer: string;
  readonly delivered: number;
  /** Whether there is no answer to wait for. */
  readonly hangs?: boolean;
}

describe.each(Object.entries(SEEN))('%s', (state, { params = {}, push = PUSH, answer, delivered, hangs }) => {
  const see = (slug: string) => (hangs ? vendor.silenceOf(slug) : vendor.answerOf(slug, push));
  test('holds for the integration it names until its teardown', async () => {
    const named = { ...params, integration: 'shop' };
    await vendor.setUp(state, named);
    expect(await see('shop')).toBe(answer);
    expect((await at.shop.ledger()).once).toBe(delivered);
    expect(await vendor.statusOf('other', push)).toBe(ACCEPTED);
    await vendor.tearDown(state, named);
    expect(await vendor.statusOf('shop', push)).toBe(ACCEPTED);
  });

  test('holds for every integration without one, also for those made later, until its teardown', async () => {
    await at.mock.integration('early').get();
    await vendor.setUp(state, params);
    for (const slug of ['early', 'late']) {
      expect(await see(slug)).toBe(answer);
      expect((await at.mock.integration(slug).ledger()).once).toBe(delivered);
    }
    await at.mock.integration('early').delete();
    expect(await see('early')).toBe(answer);
    await vendor.tearDown(state, params);
    for (const slug of ['early', 'late', 'later']) expect(await vendor.statusOf(slug, push)).toBe(ACCEPTED);
  });
});

test('every state of the list is shown here', () => {
  expect(Object.keys(SEEN)).toEqual(PROVIDER_STATES.map(({ name }) => name));
});

describe('a name filled in, as pacts before version 3 have it', () => {
  test.each([
    ['the vendor answers 502', 502],
    ['the vendor answers 404', 404],
    ['the push is delivered and the vendor answers 504', 504],
    ['the rate limit is exhausted', 429],
    ['the rate limit is exhausted 5', 429],
    ['the vendor accepts up to 1000 user ids', 200],
  ])('%s', async (state, status) => {
    expect(await (await vendor.call({ action: 'setup', state })).json()).toMatchObject({ action: 'setup' });
    expect(await vendor.statusOf('shop')).toBe(status);
    await vendor.call({ action: 'teardown', state });
    expect(await vendor.statusOf('shop')).toBe(ACCEPTED);
  });
});

describe('the parameters', () => {
  test.each([
    ['seconds', '60'],
    ['date', 'Tue, 24 Nov 2026 12:01:00 GMT'],
    ['off', null],
  ])('of an exhausted limit: Retry-After %s', async (retryAfter, header) => {
    await vendor.setUp('the rate limit is exhausted', { retryAfter });
    const { status, headers } = await post(at.mock.url(), PUSH);
    expect([status, headers.get('retry-after')]).toEqual([429, header]);
  });

  test('of a status: body and Retry-After', async () => {
    await vendor.setUp('the vendor answers 503', { body: 'html', retryAfter: 30 });
    const { headers, body } = await post(at.mock.url(), PUSH);
    expect(headers.get('retry-after')).toBe('30');
    expect(body).toMatch(/^<!?\w/);
  });
});

describe('what verifiers send', () => {
  test.each([
    ['a teardown without a setup', { action: 'teardown', state: OFF, params: {} }],
    ['a teardown of an empty state', { action: 'teardown', state: '', params: {} }],
    ['an empty state, for an interaction without one', { action: 'setup', state: '', params: {} }],
    ['no action', { state: LIVE }],
    ['no params', { action: 'setup', state: LIVE }],
    ['the consumer', { action: 'setup', state: LIVE, params: {}, consumer: 'orders' }],
  ])('%s is harmless', async (_, body) => {
    expect((await vendor.call(body)).status).toBe(200);
    expect(await vendor.answerOf('shop')).toBe(SEEN[LIVE].answer);
  });

  test.each([
    [{ action: 'setup', state: 'the integration is life' }, 'state', 'did you mean \\"the integration is live\\"'],
    [{ action: 'teardown', state: 'the integration is life' }, 'state', 'unknown provider state'],
    [{ action: 'setup', state: 'the vendor answers 200' }, 'state', 'from 400 to 599, not 200'],
    [{ action: 'setup', state: 'the vendor answers 503', params: { status: 500 } }, 'params.status', 'given twice'],
    [{ action: 'setup', state: 'the vendor answers' }, 'params.status', 'status is required'],
    [
      { action: 'setup', state: LIVE, params: { intergation: 'shop' } },
      'params.intergation',
      'allowed are integration',
    ],
    [{ action: 'setup', state: LIVE, params: { integration: 'Shop' } }, 'params.integration', 'must be a slug'],
    [{ action: 'setup', state: '', params: { integration: 'shop' } }, 'params.integration', 'an empty state takes no'],
    [{ action: 'undo', state: LIVE }, 'action', 'must be one of setup, teardown'],
    [{ action: 'setup' }, 'state', 'is required'],
    [{ action: 'setup', state: LIVE, states: [LIVE] }, 'states', 'allowed are action, state, params, consumer'],
  ])('%j is refused', async (body, path, detail) => {
    const response = await vendor.call(body);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      400,
      expect.stringContaining('application/problem+json'),
    ]);
    const text = await response.text();
    expect(text).toContain(detail);
    expect(JSON.parse(text).errors.map((fault: { path: string }) => fault.path)).toEqual([path]);
    expect(await vendor.answerOf('shop')).toBe(SEEN[LIVE].answer);
  });

  test('a slug is what the path takes for one', async () => {
    const integration = `0${'z'.repeat(63)}`;
    await vendor.setUp('the vendor answers 503', { integration });
    expect(await vendor.statusOf(integration)).toBe(503);
  });
});

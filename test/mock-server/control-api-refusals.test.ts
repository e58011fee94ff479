import { FIDELITY } from 'imshop-contracts';
import { connectMock, MockApiError, startMock } from 'imshop-mock';
import { describe, expect, test } from 'vitest';
import { PUSH, post } from './post.js';
import { stage } from './stage.js';

const at = stage();

describe('what is refused, as problem details', () => {
  const SLUG = '/_mock/integrations/shop';
  const LONG = 1_100_000;
  const DEEP = '['.repeat(100_000) + ']'.repeat(100_000);
  test.each([
    ['PATCH', SLUG, '{"foo":1}', 400, 'foo', '"foo" is not allowed; allowed are available, maxUserIds'],
    ['PATCH', SLUG, '{"available":"yes"}', 400, 'available', '"available" must be a boolean, not "yes"'],
    ['PATCH', SLUG, '{"maxUserIds":0}', 400, 'maxUserIds', 'must be greater than or equal to 1, not 0'],
    ['PATCH', SLUG, '{"maxUserIds":"7"}', 400, 'maxUserIds', 'must be a number, not "7"'],
    ['PATCH', SLUG, '{"envelope":"soap"}', 400, 'envelope', 'must be one of documented, hapi, not "soap"'],
    [
      'PATCH',
      SLUG,
      '{"rateLimit":{"algorithm":"leaky"}}',
      400,
      'rateLimit.algorithm',
      'fixed, aligned, sliding, bucket',
    ],
    ['PATCH', SLUG, '{"rateLimit":{"every":1}}', 400, 'rateLimit.every', 'allowed are requests, windowMs'],
    ['PATCH', SLUG, '{"__proto__":{"available":false}}', 400, undefined, '"__proto__" is not allowed'],
    ['PATCH', SLUG, '[]', 400, '', 'must be of type object'],
    ['PATCH', SLUG, '{', 400, undefined, 'JSON'],
    ['PATCH', SLUG, DEEP, 400, undefined, 'the body is nested too deeply'],
    ['POST', `${SLUG}/clock`, '{}', 400, 'advanceMs', 'is required'],
    ['POST', `${SLUG}/clock`, '{"advanceMs":-1}', 400, 'advanceMs', 'not -1'],
    ['POST', `${SLUG}/clock`, '{"advanceMs":1.5}', 400, 'advanceMs', 'must be an integer'],
    ['POST', `${SLUG}/verify`, '{"count":1,"atMost":2}', 400, 'count', 'conflict'],
    ['POST', `${SLUG}/verify`, '{"userIds":[1]}', 400, 'userIds[0]', 'must be a string'],
    ['POST', `${SLUG}/verify`, '{"outcome":"lost"}', 400, 'outcome', 'must be one of any, pending'],
    ['POST', `${SLUG}/verify`, LONG, 413, undefined, 'too large'],
    ['GET', `${SLUG}/requests?outcome=lost`, undefined, 400, 'outcome', 'must be one of'],
    ['GET', `${SLUG}/summaries?text=`, undefined, 400, 'text', 'not allowed to be empty'],
    ['GET', `${SLUG}/requests?status=abc`, undefined, 400, 'status', 'must be a number'],
    ['GET', `${SLUG}/requests?colour=red`, undefined, 400, 'colour', 'allowed are outcome, status, userId'],
    ['GET', '/_mock/integrations/UPPER', undefined, 400, 'slug', 'must match'],
    ['GET', '/_mock/events?slug=UPPER', undefined, 400, 'slug', 'must match'],
    ['GET', '/_mock/nowhere', undefined, 404, undefined, 'no such call: GET /_mock/nowhere'],
    ['PUT', '/_mock/health', undefined, 405, undefined, 'allowed are GET'],
    ['GET', '/_mock/reset', undefined, 405, undefined, 'allowed are POST'],
  ] as const)('%s %s %s', async (method, path, body, status, place, detail) => {
    const response = await fetch(at.mock.origin + path, {
      method,
      ...(body === undefined ? {} : { body: textOf(body) }),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await response.json()) as { detail: string; errors?: { path: string }[] };
    expect(problem).toMatchObject({ type: 'about:blank', status });
    expect(problem.detail).toContain(detail);
    expect(problem.errors?.map((fault) => fault.path)).toEqual(place === undefined ? undefined : [place]);
    if (path === SLUG) expect((await at.shop.get()).settings.available).toBe(true);
  });

  /** A number stands for a body of so many bytes. */
  const textOf = (body: string | number) => (typeof body === 'number' ? `"${'x'.repeat(body)}"` : body);

  test('one bad key among good ones changes nothing', async () => {
    const shop = at.shop;
    const refused = shop.patch({ available: false, maxUserIds: -1 });
    await expect(refused).rejects.toThrow(MockApiError);
    await expect(refused).rejects.toMatchObject({ code: 'REFUSED', status: 400, problem: { errors: [{ value: -1 }] } });
    expect((await shop.get()).settings.available).toBe(true);
  });
});

describe('the admin token', () => {
  const TOKEN = 'correct-horse-battery';
  const get = async (origin: string, path: string, authorization?: string) =>
    (await fetch(origin + path, { headers: authorization === undefined ? {} : { authorization } })).status;

  test('is asked for by every call but the health check, never by the vendor endpoint', async () => {
    await using guarded = await startMock({ adminToken: TOKEN });
    expect(await get(guarded.origin, '/_mock/fidelity')).toBe(401);
    expect(await get(guarded.origin, '/_mock/fidelity', 'Bearer wrong-horse-battery')).toBe(401);
    expect(await get(guarded.origin, '/_mock/fidelity', TOKEN)).toBe(401);
    expect(await get(guarded.origin, '/_mock/nowhere')).toBe(401);
    expect(await get(guarded.origin, '/_mock/fidelity', `Bearer ${TOKEN}`)).toBe(200);
    expect(await get(guarded.origin, '/_mock/health')).toBe(200);
    expect((await post(guarded.url(), PUSH)).status).toBe(200);
    expect((await guarded.integration().ledger()).once).toBe(1);
    await expect(connectMock(guarded.origin).fidelity()).rejects.toMatchObject({ status: 401 });
    expect(await connectMock(guarded.origin, { adminToken: TOKEN }).fidelity()).toEqual(FIDELITY);
  });

  test('is made where the mock listens beyond loopback', async () => {
    await using open = await startMock({ host: '0.0.0.0' });
    expect(await get(open.origin, '/_mock/fidelity')).toBe(401);
    expect(await open.fidelity()).toEqual(FIDELITY);
  });
});

import { gzipSync } from 'node:zlib';
import { FIDELITY, type FidelityId } from 'imshop-contracts';
import { type Integration, type Mock, startMock } from 'imshop-mock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Posted, PUSH, post, pushTo } from './post.js';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const OK = '{"success":true}';
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));
const badRequest = (message: string): string => JSON.stringify({ error: 'Bad Request', message });

/** Each row of the fidelity table, shown: what is sent to an integration of its own, and what must come back. */
const SHOWN: Record<FidelityId, (integration: Integration) => Promise<void>> = {
  'post-only': async ({ url }) => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) expect((await fetch(url, { method })).status).toBe(405);
  },
  'body-shape': async ({ url }) => {
    await answers(url, '{"userIds":["1"],"message":{"title":"a","summary":"b"},"deeplink":"slug://browse"}', 200, OK);
  },
  'user-ids': async ({ url }) => {
    await answers(url, pushTo(['79999999999', 'customer-5', 'Ы']), 200, OK);
    const message = 'child "userIds" fails because ["userIds" at position 0 fails because ["0" must be a string]]';
    await answers(url, '{"userIds":[1],"message":{"title":"a","summary":"b"}}', 400, badRequest(message));
  },
  'install-ids': async ({ url }) => {
    await answers(url, pushTo(['5f0c6c1e-8a53-4c0a-9d2b-0f6f1f6f7a10']), 200, OK);
  },
  'max-user-ids': async (integration) => {
    await answers(integration.url, pushTo(ids(1000)), 200, OK);
    await integration.patch({ maxUserIds: 2 });
    expect((await post(integration.url, pushTo(ids(3)))).status).toBe(400);
  },
  'rate-limit': async ({ url }) => {
    const statuses = [];
    for (let sent = 0; sent < 11; sent += 1) statuses.push((await post(url, PUSH)).status);
    expect(statuses).toEqual([...Array(10).fill(200), 429]);
  },
  'required-texts': async ({ url }) => {
    const message =
      'child "message" fails because [child "title" fails because ["title" is required], child "summary" fails because ["summary" is required]]';
    await answers(url, '{"userIds":["1"],"message":{}}', 400, badRequest(message));
  },
  deeplink: async ({ url }) => {
    await answers(url, PUSH, 200, OK);
    const message = 'child "deeplink" fails because ["deeplink" must be a string]';
    await answers(url, PUSH.replace('}}', '},"deeplink":null}'), 400, badRequest(message));
  },
  'personal-only': async (integration) => {
    await integration.patch({ rateLimit: null, maxUserIds: 20_000 });
    await answers(integration.url, pushTo(ids(10_001)), 200, OK);
    const { requests } = await integration.requests();
    expect(requests[0]?.advisories.map(({ code }) => code)).toEqual(['mass-push']);
  },
  'no-authentication': async ({ url }) => {
    await answers(url, PUSH, 200, OK);
  },
  'no-idempotency': async (integration) => {
    const key = { 'idempotency-key': 'one' };
    await answers(integration.url, PUSH, 200, OK, key);
    await answers(integration.url, PUSH, 200, OK, key);
    expect((await integration.ledger()).duplicated).toMatchObject([{ userId: '79999999999', times: 2 }]);
  },
  accepted: async ({ url }) => {
    expect(standing(await answers(url, PUSH, 200, OK))).toBe('documented');
  },
  unavailable: async (integration) => {
    await integration.patch({ available: false });
    const posted = await answers(integration.url, PUSH, 200, '{"success":false,"error":"Integration is unavailable"}');
    expect(standing(posted)).toBe('documented');
    const text = '"error":"Integration is unavailable","message":"Integration is unavailable"';
    for (const unavailableStatus of [201, 503, 404]) {
      await integration.patch({ unavailableStatus });
      await answers(integration.url, PUSH, unavailableStatus, `{"success":false,${text}}`);
    }
    await integration.patch({ unavailableStatus: 204 });
    expect(await post(integration.url, PUSH)).toMatchObject({ status: 204, body: '' });
    await integration.patch({ available: true, unavailableStatus: 503 });
    await integration.fail('unavailable');
    expect(await post(integration.url, PUSH)).toMatchObject({ status: 503, body: `{"success":false,${text}}` });
    expect((await integration.ledger()).acceptedRequests).toBe(0);
    const { outcomes } = (await integration.get()).counters;
    expect(outcomes).toEqual({ unavailable: 6 });
  },
  'bad-request-body': async ({ url }) => {
    expect(Object.keys(JSON.parse((await post(url, '{}')).body))).toEqual(['error', 'message']);
  },
  'documented-text': async ({ url }) => {
    const message = 'child "userIds" fails because ["userIds" must be an array]';
    const posted = await answers(url, PUSH.replace('["79999999999"]', '{}'), 400, badRequest(message));
    expect(standing(posted)).toBe('documented');
  },
  'all-errors-listed': async (integration) => {
    const both =
      'child "userIds" fails because ["userIds" is required]. child "message" fails because ["message" is required]';
    await answers(integration.url, '{}', 400, badRequest(both));
    await integration.patch({ listAllErrors: false });
    await answers(integration.url, '{}', 400, badRequest('child "userIds" fails because ["userIds" is required]'));
  },
  'error-joining': async ({ url }) => {
    const message =
      'child "userIds" fails because ["userIds" at position 0 fails because ["0" must be a string], "userIds" at position 2 fails because ["2" is not allowed to be empty]]. "x" is not allowed';
    const body = '{"x":1,"userIds":[null,"1",""],"message":{"title":"a","summary":"b"}}';
    expect(standing(await answers(url, body, 400, badRequest(message)))).toBe('library');
  },
  'validation-text': async ({ url }) => {
    const message = 'child "message" fails because ["message" must be an object]';
    const posted = await answers(url, '{"userIds":["1"],"message":"hi"}', 400, badRequest(message));
    expect(standing(posted)).toBe('library');
  },
  'unknown-key': async ({ url }) => {
    const message = 'child "message" fails because ["body" is not allowed]. "foo" is not allowed';
    await answers(
      url,
      '{"foo":1,"userIds":["1"],"message":{"body":1,"title":"a","summary":"b"}}',
      400,
      badRequest(message),
    );
  },
  'too-many-ids': async ({ url }) => {
    const message = 'child "userIds" fails because ["userIds" must contain less than or equal to 1000 items]';
    await answers(url, pushTo(ids(1001)), 400, badRequest(message));
  },
  'not-an-object': async ({ url }) => {
    for (const body of ['[]', 'null', '1', '"x"', '']) {
      await answers(url, body, 400, badRequest('"value" must be an object'));
    }
  },
  'json-string': async (integration) => {
    await answers(integration.url, '{"userIds":"[\\"7\\"]","message":{"title":"a","summary":"b"}}', 200, OK);
    const { requests } = await integration.requests();
    expect(requests[0]).toMatchObject({ behaviour: 'json-string', advisories: [{ code: 'json-string' }] });
    expect((await integration.inbox('7')).notifications).toHaveLength(1);
  },
  'not-json': async ({ url }) => {
    await answers(url, '{"userIds":', 400, badRequest('Invalid request payload JSON format'));
  },
  undecodable: async ({ url }) => {
    const body = badRequest('Invalid compressed payload');
    expect(standing(await answers(url, PUSH, 400, body, { 'content-encoding': 'gzip' }))).toBe('library');
    await answers(url, gzipSync(PUSH), 200, OK, { 'content-encoding': 'gzip' });
  },
  'invalid-utf8': async ({ url }) => {
    const windows1251 = Buffer.from(PUSH.replace('Заказ в пути', '\xc7\xe0\xea\xe0\xe7'), 'latin1');
    await answers(url, windows1251, 400, badRequest('Invalid request payload JSON format'));
  },
  'media-type': async ({ url }) => {
    const body = '{"error":"Unsupported Media Type","message":"Unsupported Media Type"}';
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=windows-1251']) {
      await answers(url, PUSH, 415, body, { 'content-type': type });
    }
    for (const type of ['application/json; charset="UTF-8"', 'application/vnd.shop+json', 'APPLICATION/JSON']) {
      await answers(url, PUSH, 200, OK, { 'content-type': type });
    }
  },
  'too-large': async ({ url }) => {
    const message = 'Payload content length greater than maximum allowed: 1048576';
    const body = JSON.stringify({ error: 'Request Entity Too Large', message });
    expect(standing(await answers(url, ' '.repeat(1_048_577), 413, body))).toBe('library');
  },
  'too-large-unannounced': async ({ url }) => {
    const message = 'Payload content length greater than maximum allowed: 1048576';
    const body = JSON.stringify({ error: 'Request Entity Too Large', message });
    const bomb = gzipSync(Buffer.alloc(2_000_000));
    expect(standing(await answers(url, bomb, 413, body, { 'content-encoding': 'gzip' }))).toBe('assumed');
  },
  'over-the-limit': async (integration) => {
    await integration.patch({ rateLimit: { requests: 1 } });
    await post(integration.url, PUSH);
    const posted = await answers(
      integration.url,
      '{}',
      429,
      '{"error":"Too Many Requests","message":"Rate limit exceeded"}',
    );
    expect(standing(posted)).toBe('assumed');
  },
  'over-the-limit-cost': async (integration) => {
    const remainingAfterAMinute = async (countRejected: boolean) => {
      await integration.patch({ rateLimit: { requests: 2, countRejected } });
      for (let sent = 0; sent < 2; sent += 1) await post(integration.url, PUSH);
      await integration.clock({ advanceMs: 30_000 });
      await post(integration.url, PUSH);
      await integration.clock({ advanceMs: 30_000 });
      return (await integration.get()).limiter?.remaining;
    };
    expect([await remainingAfterAMinute(false), await remainingAfterAMinute(true)]).toEqual([2, 1]);
  },
  'retry-after': async (integration) => {
    await integration.patch({ rateLimit: { requests: 1 } });
    await post(integration.url, PUSH);
    expect(Number((await post(integration.url, PUSH)).headers.get('retry-after'))).toBeGreaterThanOrEqual(59);
    await integration.patch({ rateLimit: { retryAfter: 'off' } });
    await post(integration.url, PUSH);
    expect((await post(integration.url, PUSH)).headers.get('retry-after')).toBeNull();
  },
  'window-shape': async (integration) => {
    expect((await integration.get()).settings.rateLimit?.algorithm).toBe('sliding');
  },
  'method-not-allowed': async ({ url }) => {
    const response = await fetch(url);
    expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([
      405,
      'POST',
      '{"error":"Method Not Allowed","message":"Method Not Allowed"}',
    ]);
  },
  'unknown-path': async ({ url }) => {
    for (const path of [`${url}/`, url.replace('/push', '/pull'), mock.url('UPPER'), `${mock.origin}/nowhere`]) {
      await answers(path, PUSH, 404, '{"error":"Not Found","message":"Not Found"}');
    }
  },
  'library-envelope': async (integration) => {
    await integration.patch({ envelope: 'hapi' });
    const message = 'child "userIds" fails because ["userIds" must be an array]. "foo" is not allowed';
    const body = {
      statusCode: 400,
      error: 'Bad Request',
      message,
      validation: { source: 'payload', keys: ['userIds', 'foo'] },
    };
    await answers(
      integration.url,
      '{"userIds":1,"foo":1,"message":{"title":"a","summary":"b"}}',
      400,
      JSON.stringify(body),
    );
    await answers(
      integration.url,
      '{',
      400,
      '{"statusCode":400,"error":"Bad Request","message":"Invalid request payload JSON format"}',
    );
    const odd = JSON.parse(
      (await post(integration.url, '{"userIds":[],"message":{"title":"a","summary":"b"},"<é>&я ":1}')).body,
    );
    expect(odd.validation.keys).toEqual(['&lt;&#xe9;&gt;&amp;&#1103; ']);
  },
  'duplicate-in-request': async (integration) => {
    await answers(integration.url, pushTo(['1', '1', '2']), 200, OK);
    expect((await integration.inbox('1')).notifications.map(({ duplicate }) => duplicate)).toEqual([false, true]);
    expect(await integration.ledger()).toMatchObject({ once: 1, duplicated: [{ userId: '1', times: 2 }] });
  },
  'simulated-fault': async (integration) => {
    await integration.fail({ type: 'status', status: 503, body: 'empty' }, { times: 1 });
    expect(standing(await post(integration.url, PUSH))).toBe('assumed');
    expect(standing(await post(integration.url, PUSH))).toBe('documented');
  },
  'strict-refusal': async (integration) => {
    await answers(integration.url, pushTo(['+7 (999) 999-99-99']), 200, OK);
    await integration.patch({ strict: true });
    const message = 'userIds[0]: a phone number is sent without formatting: digits only';
    await answers(integration.url, pushTo(['+7 (999) 999-99-98']), 400, badRequest(message));
    expect((await integration.ledger()).acceptedRequests).toBe(1);
  },
};

test.each(FIDELITY)('$id: $behaviour', async ({ id, switch: setting, standing: claimed }) => {
  const integration = mock.integration(id);
  await SHOWN[id as FidelityId](integration);
  expect(['documented', 'library', 'assumed']).toContain(claimed);
  if (setting !== undefined) expect(await hasSetting(integration, setting)).toBe(true);
});

test('the mock prints the table', async () => {
  expect(await mock.fidelity()).toEqual(FIDELITY);
});

async function answers(
  url: string,
  body: string | Uint8Array,
  status: number,
  expected: string,
  headers: Record<string, string> = {},
): Promise<Posted> {
  const posted = await post(url, body, headers);
  expect([posted.status, posted.body]).toEqual([status, expected]);
  expect(posted.headers.get('content-type')).toBe('application/json; charset=utf-8');
  return posted;
}

function standing({ headers }: Posted): string | null {
  return headers.get('x-mock-standing');
}

/** Whether a switch of the table, such as `rateLimit.retryAfter`, is a setting of the integration. */
async function hasSetting(integration: Integration, setting: string): Promise<boolean> {
  await integration.patch({ rateLimit: {} });
  let value: unknown = (await integration.get()).settings;
  for (const key of setting.split('.')) value = (value as Record<string, unknown>)[key];
  return value !== undefined;
}

import { expect } from 'vitest';
import { PUSH, post, pushTo } from '../post.js';
import { answers, badRequest, ids, OK, type Shown, standing } from './shown.js';

/** What is taken, and what then reaches phones. */
export const PUSHES = {
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
  'json-string': async (integration) => {
    await answers(integration.url, '{"userIds":"[\\"7\\"]","message":{"title":"a","summary":"b"}}', 200, OK);
    const { requests } = await integration.requests();
    expect(requests[0]).toMatchObject({ behaviour: 'json-string', advisories: [{ code: 'json-string' }] });
    expect((await integration.inbox('7')).notifications).toHaveLength(1);
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
} satisfies Partial<Shown>;

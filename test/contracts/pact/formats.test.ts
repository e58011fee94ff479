import { readPact, verifyPacts } from 'imshop-contracts/pact';
import { describe, expect, test, vi } from 'vitest';
import { startProvider } from './provider-under-test.js';

// Pact's verifier is a process, and the machine runs other tests at the same time.
vi.setConfig({ testTimeout: 60_000 });

const PARTIES = { consumer: { name: 'магазин' }, provider: { name: 'Imshop' } };
const PUSH = { userIds: ['79991234567'], message: { title: 'Заказ 1042', summary: 'Ждёт вас' } };
const headers = { 'Content-Type': 'application/json' };

/** Hand-written pacts in the formats that libraries of other languages write. */
const FILES: Readonly<Record<string, object>> = {
  'V2 of pact-php and of pact-python 1: one state in a text, rules by path': {
    ...PARTIES,
    interactions: [
      {
        description: 'a push',
        providerState: 'the integration is live',
        request: {
          method: 'post',
          path: '/shop/push',
          headers,
          body: PUSH,
          matchingRules: { '$.body.userIds': { min: 1, match: 'type' } },
        },
        response: { status: 200, headers: {}, body: { success: true } },
      },
      {
        description: 'a push while the vendor is down',
        provider_state: 'the vendor answers 503',
        request: { method: 'POST', path: '/shop/push', headers, body: PUSH },
        response: { status: 503 },
      },
      {
        description: 'a push without a title',
        request: { method: 'POST', path: '/shop/push', headers, body: { ...PUSH, message: { summary: 'b' } } },
        response: {
          status: 400,
          body: { error: 'Bad Request', message: 'any text' },
          matchingRules: { '$.body.message': { match: 'regex', regex: 'child "message" fails.*' } },
        },
      },
    ],
    metadata: { pactSpecification: { version: '2.0.0' } },
  },
  'V3 of pact-python 2 and of pact-jvm: states with parameters, rules by category, generators': {
    ...PARTIES,
    interactions: [
      {
        description: 'a push over the limit',
        providerStates: [{ name: 'the rate limit is exhausted {limit}', params: { limit: 3 } }],
        request: {
          method: 'POST',
          path: '/shop/push',
          headers,
          body: PUSH,
          generators: { body: { '$.message.title': { type: 'RandomString', size: 12 } } },
        },
        response: {
          status: 429,
          headers: { 'Retry-After': '60' },
          body: { error: 'Too Many Requests', message: 'some text' },
          matchingRules: {
            header: { 'Retry-After': { combine: 'AND', matchers: [{ match: 'regex', regex: '\\d+' }] } },
            body: { '$.message': { combine: 'AND', matchers: [{ match: 'type' }] } },
          },
        },
      },
      {
        description: 'a push with ids of its provider state',
        providerStates: [{ name: 'the integration is live', params: { integration: 'shop' } }],
        request: { method: 'POST', path: '/shop/push', headers, query: {}, body: PUSH },
        response: { status: 200, body: { success: true } },
      },
    ],
    metadata: { pactSpecification: { version: '3.0.0' }, 'pact-jvm': { version: '4.6.0' } },
  },
  'V4 of pact-python 3 and of pact-php 10: typed interactions, encoded bodies': {
    ...PARTIES,
    interactions: [
      {
        type: 'Synchronous/HTTP',
        key: '001fc3b1',
        pending: false,
        description: 'a push with an emoji',
        providerStates: [{ name: 'the integration is live' }],
        comments: { testname: 'test_push', text: [] },
        request: {
          method: 'POST',
          path: '/shop/push',
          headers: { 'Content-Type': ['application/json; charset=utf-8'] },
          body: {
            content: Buffer.from(
              JSON.stringify({ ...PUSH, message: { title: 'Бонусы 🎁', summary: '«Спасибо»' } }),
            ).toString('base64'),
            contentType: 'application/json',
            encoded: 'base64',
          },
        },
        response: {
          status: 200,
          headers: { 'Content-Type': ['application/json'] },
          body: { content: { success: true }, contentType: 'application/json', encoded: false },
        },
      },
      {
        type: 'Synchronous/HTTP',
        pending: false,
        description: 'a push with bodies as texts',
        providerStates: [{ name: 'the integration is unavailable', params: {} }],
        request: {
          method: 'POST',
          path: '/shop/push',
          headers: { 'Content-Type': ['application/json'] },
          body: { content: PUSH, contentType: 'application/json', encoded: false },
        },
        response: {
          status: 200,
          body: { content: { success: false }, contentType: 'application/json', encoded: false },
        },
      },
    ],
    metadata: { pactSpecification: { version: '4.0' }, pactRust: { ffi: '0.4.22' } },
  },
};

describe('pacts written in other languages are verified', () => {
  test.each(Object.entries(FILES))('%s', async (source, file) => {
    const pact = readPact(JSON.stringify(file), source);
    const results = await verifyPacts([{ source, pact, file: file as Record<string, unknown> }], { startProvider });
    expect(results.map(({ description, verdict, differences }) => ({ description, verdict, differences }))).toEqual(
      pact.interactions.map(({ description }) => ({ description, verdict: 'verified', differences: [] })),
    );
  });
});

describe('a file that is not a pact is refused with the place of the error', () => {
  test.each([
    ['{', 'a.json: not JSON'],
    ['[]', 'a.json: a pact must be an object'],
    ['{}', 'a.json: interactions must be an array'],
    ['{"messages":[]}', 'a.json: interactions are missing: a message pact cannot be verified over HTTP'],
    ['{"interactions":[7]}', 'a.json: interactions[0] must be an object'],
    ['{"interactions":[{"request":{},"response":{}}]}', 'a.json: interactions[0] has no description'],
    [
      '{"interactions":[{"description":"x","request":{}}]}',
      'a.json: interactions[0] (x) needs a request and a response',
    ],
    [
      '{"interactions":[{"type":"Asynchronous/Messages","description":"x"}]}',
      'is Asynchronous/Messages: only Synchronous/HTTP',
    ],
  ])('%s', (text, says) => {
    expect(() => readPact(text, 'a.json')).toThrow(says);
  });

  test('a pact without interactions is refused: it would always pass', async () => {
    const file = { ...PARTIES, interactions: [], metadata: { pactSpecification: { version: '3.0.0' } } };
    const results = await verifyPacts([{ source: 'a', pact: readPact(JSON.stringify(file), 'a'), file }], {
      startProvider,
    });
    expect(results).toMatchObject([{ verdict: 'refused', findings: [{ rule: 'no-interactions' }] }]);
  });
});

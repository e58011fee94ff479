import { expect } from 'vitest';
import { PUSH, post, pushTo } from '../post.js';
import { answers, badRequest, ids, OK, type Shown, standing } from './shown.js';

/** What validation refuses, and in which words. */
export const REFUSALS = {
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
  'strict-refusal': async (integration) => {
    await answers(integration.url, pushTo(['+7 (999) 999-99-99']), 200, OK);
    await integration.patch({ strict: true });
    const message = 'userIds[0]: a phone number is sent without formatting: digits only';
    await answers(integration.url, pushTo(['+7 (999) 999-99-98']), 400, badRequest(message));
    expect((await integration.ledger()).acceptedRequests).toBe(1);
  },
} satisfies Partial<Shown>;

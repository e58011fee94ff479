import type { Call } from './call.js';

const OPERATION = 'post /pact-states';
const STATUS = 'the vendor answers {status}';
const integration = 'stated';

/** As in `calls.ts`, for provider states: each of them, and each form of their parameters. */
export const PACT_STATE_CALLS: Readonly<Record<string, Call>> = {
  'no state': done({ state: '' }),
  'a state': done({ action: 'setup', state: 'the integration is live', params: {}, consumer: 'shop' }),
  'a state of one integration': done({ state: 'the integration is unavailable', params: { integration } }),
  'a limit used up': done({ state: 'the rate limit is exhausted', params: { integration } }),
  'a limit used up until a date': done({
    state: 'the rate limit is exhausted 5',
    params: { integration, retryAfter: 'date' },
  }),
  'a limit used up without a word': done({
    state: 'the rate limit is exhausted {limit}',
    params: { integration, limit: 1, retryAfter: 'off' },
  }),
  'a status': done({ state: 'the vendor answers 503', params: { integration, retryAfter: 1, body: 'html' } }),
  'a status without a body': done({ state: STATUS, params: { integration, status: 400, body: 'empty' } }),
  'a delivery with a status': done({
    state: 'the push is delivered and the vendor answers 502',
    params: { integration },
  }),
  'few user ids': done({ state: 'the vendor accepts up to 5 user ids', params: { integration } }),
  'no answer': done({ state: 'the vendor does not answer', params: { integration } }),
  'a lost answer': done({ state: 'the answer is lost', params: { integration } }),
  'a state torn down': done({ action: 'teardown', state: 'the integration is live', params: {} }),
  'a state torn down that was never set up': done({ action: 'teardown', state: 'the vendor answers 404' }),
  'an unknown state': { operation: OPERATION, status: 400, body: { state: 'the vendor is asleep' } },
  'parameters refused': {
    operation: OPERATION,
    status: 400,
    body: { state: STATUS, params: { body: 'xml', a: { b: 1 } } },
  },
};

function done(body: object): Call {
  return { operation: OPERATION, status: 200, body };
}

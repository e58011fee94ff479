import { type Call, one } from './call.js';
import { FAULT_CALLS } from './fault-calls.js';
import { PACT_STATE_CALLS } from './pact-state-calls.js';
import { TOKEN } from './prepared.js';

const OVERSIZED = 'x'.repeat(1_048_577);

/** Each operation with all kinds of answers it gives, by what is asked for. They are made in this order. */
export const CALLS: Readonly<Record<string, Call>> = {
  health: { operation: 'get /health', status: 200 },
  'health without the token': { operation: 'get /health', status: 200, on: 'guarded' },
  fidelity: { operation: 'get /fidelity', status: 200 },
  'the control document': { operation: 'get /openapi.json', status: 200 },
  'the vendor document': { operation: 'get /vendor-openapi.json', status: 200 },
  'one watcher too many': { operation: 'get /events', status: 503, on: 'forgetful' },
  'no integrations': { operation: 'get /integrations', status: 200, on: 'guarded', headers: bearer(TOKEN) },
  integrations: { operation: 'get /integrations', status: 200 },
  'no token': { operation: 'get /integrations', status: 401, on: 'guarded' },
  'a wrong token': one('post /verify', 'x/verify', 401, { on: 'guarded', headers: bearer('wrong-token'), body: {} }),
  'an integration without a limit': one('get', 'busy', 200),
  'an integration with a limit': one('get', 'limited', 200),
  'an integration never used': one('get', 'new', 200),
  'a slug that is none': one('get', '-', 400),
  'a slug that cannot be decoded': one('get', '%E0', 400),
  'a changed integration': one('patch', 'new', 200, { body: { rateLimit: { algorithm: 'fixed' }, envelope: 'hapi' } }),
  'another change': one('patch', 'new', 200, { body: { rateLimit: { algorithm: 'aligned', retryAfter: 'off' } } }),
  'a change refused': one('patch', 'new', 400, { body: { envelope: 'soap', rateLimit: { burst: { size: 1 } } } }),
  'a change that is not JSON': one('patch', 'new', 400, { body: '{' }),
  'a change that is too large': one('patch', 'new', 413, { body: OVERSIZED }),
  'a change in a charset not read': one('patch', 'new', 415, {
    body: {},
    headers: { 'content-type': 'application/json; charset=koi8-r' },
  }),
  'a forgotten integration': one('delete', 'new', 204),
  'an unknown integration forgotten': one('delete', 'never', 204),
  'a clock advanced': one('post /clock', 'limited/clock', 200, { body: { advanceMs: 1 } }),
  'a clock set back': one('post /clock', 'limited/clock', 400, { body: { advanceMs: -1 } }),
  'a full journal': one('get /requests', 'busy/requests', 200),
  'a filtered journal': one(
    'get /requests',
    'busy/requests?outcome=accepted&status=200&userId=1&text=true&after=busy-1&limit=2',
    200,
  ),
  'an empty journal': one('get /requests', 'empty/requests', 200),
  'a journal that forgot': one('get /requests', 'shop/requests', 200, { on: 'forgetful' }),
  'a filter refused': one('get /requests', 'busy/requests?outcome=lost&sort=up', 400),
  'a request': one('get /requests/{id}', 'busy/requests/busy-1', 200),
  'a request that never came': one('get /requests/{id}', 'busy/requests/busy-0', 404),
  'a request that had to make room': one('get /requests/{id}', 'shop/requests/shop-1', 404, { on: 'forgetful' }),
  'a request of a slug that is none': one('get /requests/{id}', '-/requests/x', 400),
  summaries: one('get /summaries', 'busy/summaries', 200),
  'no summaries': one('get /summaries', 'empty/summaries', 200),
  'summaries refused': one('get /summaries', 'busy/summaries?text=&sort=up', 400),
  'an emptied journal': one('delete /requests', 'empty/requests', 204),
  'an inbox': one('get /inbox/{userId}', 'busy/inbox/1', 200),
  'an empty inbox': one('get /inbox/{userId}', 'busy/inbox/nobody%2F%D1%8F', 200),
  'a ledger with duplicates': one('get /ledger', 'busy/ledger', 200),
  'an empty ledger': one('get /ledger', 'empty/ledger', 200),
  compliance: one('get /compliance', 'limited/compliance', 200),
  'compliance of none': one('get /compliance', 'empty/compliance', 200),
  'verify: pass': one('post /verify', 'busy/verify', 200, { body: { atLeast: 2 } }),
  'verify: fail': one('post /verify', 'busy/verify', 200, {
    body: { match: { message: { title: { a: 1 } }, userIds: 1, deeplink: {} } },
  }),
  'verify: fail for nobody': one('post /verify', 'empty/verify', 200, { body: {} }),
  'verify: inconclusive': one('post /verify', 'shop/verify', 200, { on: 'forgetful', body: { userIds: ['1'] } }),
  'verify refused': one('post /verify', 'busy/verify', 400, { body: { count: 1, atMost: 1 } }),
  ...FAULT_CALLS,
  ...PACT_STATE_CALLS,
  reset: { operation: 'post /reset', status: 204, on: 'guarded', headers: bearer(TOKEN) },
};

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

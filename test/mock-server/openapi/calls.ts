import { FAULT_CALLS } from './fault-calls.js';
import { PACT_STATE_CALLS } from './pact-state-calls.js';
import { TOKEN } from './prepared.js';

/** A call of the control API, and the status of its answer. */
export interface Call {
  readonly operation: string;
  /** With the parameters filled in; left out where there are none. */
  readonly path?: string;
  readonly status: number;
  readonly body?: unknown;
  readonly on?: 'full' | 'forgetful' | 'guarded';
  readonly headers?: Readonly<Record<string, string>>;
}

const ONE = '/integrations/{slug}';
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
  'a wrong token': {
    operation: `post ${ONE}/verify`,
    path: '/integrations/x/verify',
    status: 401,
    on: 'guarded',
    headers: bearer('wrong-token'),
    body: {},
  },
  'an integration without a limit': { operation: `get ${ONE}`, path: '/integrations/busy', status: 200 },
  'an integration with a limit': { operation: `get ${ONE}`, path: '/integrations/limited', status: 200 },
  'an integration never used': { operation: `get ${ONE}`, path: '/integrations/new', status: 200 },
  'a slug that is none': { operation: `get ${ONE}`, path: '/integrations/-', status: 400 },
  'a slug that cannot be decoded': { operation: `get ${ONE}`, path: '/integrations/%E0', status: 400 },
  'a changed integration': {
    operation: `patch ${ONE}`,
    path: '/integrations/new',
    status: 200,
    body: { rateLimit: { algorithm: 'fixed' }, envelope: 'hapi' },
  },
  'another change': {
    operation: `patch ${ONE}`,
    path: '/integrations/new',
    status: 200,
    body: { rateLimit: { algorithm: 'aligned', retryAfter: 'off' } },
  },
  'a change refused': {
    operation: `patch ${ONE}`,
    path: '/integrations/new',
    status: 400,
    body: { envelope: 'soap', rateLimit: { burst: { size: 1 } } },
  },
  'a change that is not JSON': { operation: `patch ${ONE}`, path: '/integrations/new', status: 400, body: '{' },
  'a change that is too large': { operation: `patch ${ONE}`, path: '/integrations/new', status: 413, body: OVERSIZED },
  'a change in a charset not read': {
    operation: `patch ${ONE}`,
    path: '/integrations/new',
    status: 415,
    body: {},
    headers: { 'content-type': 'application/json; charset=koi8-r' },
  },
  'a forgotten integration': { operation: `delete ${ONE}`, path: '/integrations/new', status: 204 },
  'an unknown integration forgotten': { operation: `delete ${ONE}`, path: '/integrations/never', status: 204 },
  'a clock advanced': {
    operation: `post ${ONE}/clock`,
    path: '/integrations/limited/clock',
    status: 200,
    body: { advanceMs: 1 },
  },
  'a clock set back': {
    operation: `post ${ONE}/clock`,
    path: '/integrations/limited/clock',
    status: 400,
    body: { advanceMs: -1 },
  },
  'a full journal': { operation: `get ${ONE}/requests`, path: '/integrations/busy/requests', status: 200 },
  'a filtered journal': {
    operation: `get ${ONE}/requests`,
    path: '/integrations/busy/requests?outcome=accepted&status=200&userId=1&text=true&after=busy-1&limit=2',
    status: 200,
  },
  'an empty journal': { operation: `get ${ONE}/requests`, path: '/integrations/empty/requests', status: 200 },
  'a journal that forgot': {
    operation: `get ${ONE}/requests`,
    path: '/integrations/shop/requests',
    status: 200,
    on: 'forgetful',
  },
  'a filter refused': {
    operation: `get ${ONE}/requests`,
    path: '/integrations/busy/requests?outcome=lost&sort=up',
    status: 400,
  },
  'a request': { operation: `get ${ONE}/requests/{id}`, path: '/integrations/busy/requests/busy-1', status: 200 },
  'a request that never came': {
    operation: `get ${ONE}/requests/{id}`,
    path: '/integrations/busy/requests/busy-0',
    status: 404,
  },
  'a request that had to make room': {
    operation: `get ${ONE}/requests/{id}`,
    path: '/integrations/shop/requests/shop-1',
    status: 404,
    on: 'forgetful',
  },
  'a request of a slug that is none': {
    operation: `get ${ONE}/requests/{id}`,
    path: '/integrations/-/requests/x',
    status: 400,
  },
  summaries: { operation: `get ${ONE}/summaries`, path: '/integrations/busy/summaries', status: 200 },
  'no summaries': { operation: `get ${ONE}/summaries`, path: '/integrations/empty/summaries', status: 200 },
  'summaries refused': {
    operation: `get ${ONE}/summaries`,
    path: '/integrations/busy/summaries?text=&sort=up',
    status: 400,
  },
  'an emptied journal': { operation: `delete ${ONE}/requests`, path: '/integrations/empty/requests', status: 204 },
  'an inbox': { operation: `get ${ONE}/inbox/{userId}`, path: '/integrations/busy/inbox/1', status: 200 },
  'an empty inbox': {
    operation: `get ${ONE}/inbox/{userId}`,
    path: '/integrations/busy/inbox/nobody%2F%D1%8F',
    status: 200,
  },
  'a ledger with duplicates': { operation: `get ${ONE}/ledger`, path: '/integrations/busy/ledger', status: 200 },
  'an empty ledger': { operation: `get ${ONE}/ledger`, path: '/integrations/empty/ledger', status: 200 },
  compliance: { operation: `get ${ONE}/compliance`, path: '/integrations/limited/compliance', status: 200 },
  'compliance of none': { operation: `get ${ONE}/compliance`, path: '/integrations/empty/compliance', status: 200 },
  'verify: pass': {
    operation: `post ${ONE}/verify`,
    path: '/integrations/busy/verify',
    status: 200,
    body: { atLeast: 2 },
  },
  'verify: fail': {
    operation: `post ${ONE}/verify`,
    path: '/integrations/busy/verify',
    status: 200,
    body: { match: { message: { title: { a: 1 } }, userIds: 1, deeplink: {} } },
  },
  'verify: fail for nobody': {
    operation: `post ${ONE}/verify`,
    path: '/integrations/empty/verify',
    status: 200,
    body: {},
  },
  'verify: inconclusive': {
    operation: `post ${ONE}/verify`,
    path: '/integrations/shop/verify',
    status: 200,
    on: 'forgetful',
    body: { userIds: ['1'] },
  },
  'verify refused': {
    operation: `post ${ONE}/verify`,
    path: '/integrations/busy/verify',
    status: 400,
    body: { count: 1, atMost: 1 },
  },
  ...FAULT_CALLS,
  ...PACT_STATE_CALLS,
  reset: { operation: 'post /reset', status: 204, on: 'guarded', headers: bearer(TOKEN) },
};

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

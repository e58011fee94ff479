import { ProviderStateError, readState } from 'imshop-contracts/pact';
import { type Broken, PACT_STATE } from './bodies.js';

const LIVE = 'the integration is live';
const STATUS = 'the vendor answers {status}';
const EXHAUSTED = 'the rate limit is exhausted {limit}';
const IDS = 'the vendor accepts up to {limit} user ids';
const DELIVERED = 'the push is delivered and the vendor answers {status}';

/** As in `bodies.ts`, for provider states: refused by the document and by the mock alike. */
export const BROKEN_PACT_STATES: readonly Broken[] = (
  [
    ['state', {}],
    ['state', { state: null }],
    ['state', { state: 1 }],
    ['state', { state: 'the vendor is asleep' }],
    ['state', { state: 'The integration is live' }],
    ['state', { state: ' ' }],
    ['state', { state: 'the vendor answers {code}' }],
    ['state', { state: 'the vendor answers slowly' }],
    ['action', { action: 'undo', state: LIVE }],
    ['action', { action: null, state: LIVE }],
    ['params', { state: LIVE, params: [] }],
    ['params', { state: LIVE, params: null }],
    ['params', { state: LIVE, params: '{}' }],
    ['params.integration', { state: LIVE, params: { integration: 'UPPER' } }],
    ['params.integration', { state: LIVE, params: { integration: null } }],
    ['params.integration', { state: LIVE, params: { integration: 'x'.repeat(65) } }],
    ['params.status', { state: LIVE, params: { status: 503 } }],
    ['params.integration', { state: '', params: { integration: 'shop' } }],
    ['params.status', { state: STATUS }],
    ['params.status', { state: 'the vendor answers', params: {} }],
    ['params.status', { state: STATUS, params: { status: 399 } }],
    ['params.status', { state: STATUS, params: { status: 600 } }],
    ['params.status', { state: STATUS, params: { status: '503' } }],
    ['params.retryAfter', { state: STATUS, params: { status: 503, retryAfter: -1 } }],
    ['params.retryAfter', { state: STATUS, params: { status: 503, retryAfter: 86_401 } }],
    ['params.body', { state: 'the vendor answers 503', params: { body: 'xml' } }],
    ['params.status', { state: DELIVERED, params: { status: 499 } }],
    ['params.limit', { state: EXHAUSTED, params: { limit: 0 } }],
    ['params.limit', { state: EXHAUSTED, params: { limit: 1001 } }],
    ['params.retryAfter', { state: EXHAUSTED, params: { retryAfter: 60 } }],
    ['params.limit', { state: IDS }],
    ['params.limit', { state: IDS, params: { limit: 1_000_001 } }],
  ] as const
).map(([path, body]) => [PACT_STATE, path, body]);

/** As in `fault-bodies.ts`: what a name says is looked at by the mock alone. */
export const STRICTER_PACT_STATES: readonly Broken[] = [
  [PACT_STATE, 'state', { state: 'the vendor answers 399' }],
  [PACT_STATE, 'state', { state: 'the vendor answers 0503' }],
  [PACT_STATE, 'state', { state: 'the vendor accepts up to 0 user ids' }],
  [PACT_STATE, 'params.status', { state: 'the vendor answers 503', params: { status: 502 } }],
];

/** As in `bodies.ts`. */
export const PACT_STATE_EDGES: readonly (readonly [operation: string, body: unknown])[] = [
  [PACT_STATE, { state: '', params: {} }],
  [PACT_STATE, { action: 'teardown', state: LIVE, params: { integration: 'x'.repeat(64) }, consumer: null }],
  [PACT_STATE, { state: 'the vendor answers', params: { status: 400, retryAfter: 0 } }],
  [PACT_STATE, { state: 'the vendor answers 599', params: { status: 599, retryAfter: 86_400 } }],
  [PACT_STATE, { state: EXHAUSTED, params: {} }],
  [PACT_STATE, { state: 'the rate limit is exhausted 1000' }],
  [PACT_STATE, { state: 'the vendor accepts up to user ids', params: { limit: 1_000_000 } }],
];

/** Whether a call that its schema takes is refused all the same. */
export function isStateStricter(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('state' in body) || typeof body.state !== 'string') return false;
  const { params = {} } = body as { readonly params?: Readonly<Record<string, unknown>> };
  if (body.state === '') return false;
  try {
    readState(body.state, params);
    return false;
  } catch (error) {
    return error instanceof ProviderStateError;
  }
}

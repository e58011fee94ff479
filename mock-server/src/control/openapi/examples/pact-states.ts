import type { PactStateCall, PactStateReport } from '../../../api/pact-states.js';

/** Bodies of `POST /pact-states`, by what they are for. */
export const PACT_STATE_CALLS = {
  'every-integration': { action: 'setup', state: 'the integration is unavailable', params: {} },
  'one-integration': {
    action: 'setup',
    state: 'the rate limit is exhausted',
    params: { integration: 'shop', limit: 5 },
  },
  'filled-in': { action: 'setup', state: 'the vendor answers 503' },
  'by-template': {
    action: 'setup',
    state: 'the vendor answers {status}',
    params: { status: 502, body: 'html', retryAfter: 30 },
  },
  'no-state': { action: 'setup', state: '', params: {} },
  undone: { action: 'teardown', state: 'the integration is unavailable', params: {} },
} as const satisfies Record<string, PactStateCall>;

const EXHAUSTED = {
  state: 'the rate limit is exhausted {limit}',
  params: { integration: 'shop', limit: 5, retryAfter: 'seconds' },
} as const;

export const PACT_STATE_REPORT: PactStateReport = {
  action: 'setup',
  ...EXHAUSTED,
  inForce: [{ state: 'the integration is live', params: {} }, EXHAUSTED],
};

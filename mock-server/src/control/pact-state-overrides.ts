import { RATE_LIMIT_WINDOW_MS } from 'imshop-contracts';
import type { ProviderStateName, ProviderStateParams, ResolvedProviderState } from 'imshop-contracts/pact';
import type { FaultRule } from '../api/faults.js';
import type { SettingsOverride } from '../core/effective-settings.js';

type Overrides = { readonly [N in ProviderStateName]: (params: ProviderStateParams<N>) => SettingsOverride };

/** The override that each state stands for. */
const OVERRIDES: Overrides = {
  'the integration is live': () => ({ settings: { available: true } }),
  'the integration is unavailable': () => ({ settings: { available: false, unavailableStatus: 200 } }),
  'the rate limit is exhausted {limit}': ({ limit: requests, retryAfter }) => ({
    // Used up by requests of this moment: a bucket or a window on the clock might let one in before the minute is over.
    settings: { rateLimit: { requests, windowMs: RATE_LIMIT_WINDOW_MS, algorithm: 'sliding', retryAfter } },
    isExhausted: true,
  }),
  'the vendor answers {status}': (params) => ({ fault: answering(params) }),
  'the vendor accepts up to {limit} user ids': ({ limit: maxUserIds }) => ({ settings: { maxUserIds } }),
  'the vendor does not answer': () => ({ fault: { fault: { type: 'hang' } } }),
  'the answer is lost': () => ({ fault: { fault: { type: 'reset' }, accepted: true } }),
  'the push is delivered and the vendor answers {status}': (params) => ({
    fault: { ...answering(params), accepted: true },
  }),
};

/** The override of an integration that a state stands for. */
export function overrideOf({ state, params }: ResolvedProviderState): SettingsOverride {
  // TypeScript does not follow that the function and the parameters are of one state.
  return OVERRIDES[state](params as never);
}

function answering({ status, retryAfter, body }: ProviderStateParams<'the vendor answers {status}'>): FaultRule {
  return { fault: { type: 'status', status, body, ...(retryAfter === undefined ? {} : { retryAfter }) } };
}

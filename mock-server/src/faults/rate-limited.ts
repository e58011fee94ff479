import { rateLimited as answer } from '../vendor/answer.js';
import type { FaultKind } from './fault.js';
import { retryAfterOf } from './retry-after.js';

const DEFAULT_RETRY_AFTER_S = 60;

/** Over the limit, says the vendor, whatever was counted. */
export const rateLimited: FaultKind<'rate-limited'> = {
  passes: false,
  act({ retryAfter = DEFAULT_RETRY_AFTER_S, retryAfterForm }, { nowMs, settings, wire, show }) {
    const usual = answer(nowMs, DEFAULT_RETRY_AFTER_S * 1000, 'off', settings.envelope);
    const { hint: _, ...refusal } = usual;
    const { headers, notBefore } = retryAfterOf({ retryAfter, retryAfterForm }, nowMs);
    show({ outcome: 'rate-limited', status: usual.status, response: usual.body, ...notBefore });
    wire.send({ ...refusal, row: 'simulated-fault', headers });
  },
};

import { rateLimited as answer } from '../answers/answer.js';
import type { FaultKind } from './fault.js';
import { retryAfterOf } from './retry-after.js';

const DEFAULT_RETRY_AFTER_S = 60;

/** Over the limit, says the vendor, whatever was counted. */
export const rateLimited: FaultKind<'rate-limited'> = {
  passes: false,
  act({ retryAfter = DEFAULT_RETRY_AFTER_S, retryAfterForm }, { nowMs, settings, wire, show, asVendor }) {
    const usual = answer(nowMs, DEFAULT_RETRY_AFTER_S * 1000, 'off', settings.envelope);
    const { hint: _, ...refusal } = usual;
    const { headers, notBefore } = retryAfterOf({ retryAfter, retryAfterForm }, nowMs);
    const sent = asVendor({ ...refusal, row: 'simulated-fault', headers, ...notBefore });
    const { status, body, retryAtMs } = sent;
    show({ outcome: 'rate-limited', status, response: body, ...(retryAtMs === undefined ? {} : { retryAtMs }) });
    wire.send(sent);
  },
};

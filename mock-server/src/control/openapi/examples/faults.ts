import type { ActiveFault, FaultRule } from '../../../api/faults.js';

/** Bodies of `POST …/faults`, by what they are for. */
export const RULES = {
  'down-for-three': { fault: { type: 'status', status: 503, body: 'html', retryAfter: 30 }, when: { first: 3 } },
  'rate-limited-once': { fault: { type: 'rate-limited', retryAfter: 120 }, times: 1 },
  'lost-answer': { fault: { type: 'reset' }, when: { every: 5 }, accepted: true },
  'slow-now-and-then': { fault: { type: 'latency', minMs: 2000, maxMs: 8000 }, when: { probability: 0.2 } },
  'long-tail': { fault: { type: 'latency', medianMs: 300, sigma: 1.2 } },
  'one-customer': { fault: { type: 'hang' }, when: { userId: '79999999999', windowMs: 60_000 } },
} as const satisfies Record<string, FaultRule>;

/** A rule in force. */
export const ACTIVE: ActiveFault = { id: 'fault-1', ...RULES['down-for-three'], hits: 1 };

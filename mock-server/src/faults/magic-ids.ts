import type { FaultRule } from '../api/faults.js';
import type { RuleMatch } from './rules.js';

/** User ids that cause a fault without a call of the control API. */
const MAGIC_IDS: ReadonlyMap<string, FaultRule> = new Map([
  ['70000000429', { fault: { type: 'rate-limited' } }],
  ['70000000500', { fault: { type: 'status', status: 500 } }],
  ['70000000502', { fault: { type: 'status', status: 502 } }],
  ['70000000503', { fault: { type: 'status', status: 503 } }],
  ['70000000504', { fault: { type: 'status', status: 504 } }],
  ['70000000000', { fault: { type: 'unavailable' } }],
  ['70000000001', { fault: { type: 'hang' } }],
  ['70000000002', { fault: { type: 'reset' } }],
  ['70000000003', { fault: { type: 'reset' }, accepted: true }],
  ['70000000004', { fault: { type: 'malformed-json' } }],
  ['70000000005', { fault: { type: 'truncated-body' } }],
  ['70000000006', { fault: { type: 'latency', ms: 5_000 } }],
] satisfies [string, FaultRule][]);

const ZERO = '0'.charCodeAt(0);

/** The fault of the first magic id among the customers of a push. */
export function magicMatch(userIds: readonly string[]): RuleMatch | undefined {
  // All of them begin with 70, and hardly a phone number does: most ids are looked up nowhere.
  const userId = userIds.find((id) => id.charCodeAt(1) === ZERO && MAGIC_IDS.has(id));
  const rule = MAGIC_IDS.get(userId ?? '');
  return rule && { id: `magic-${userId}`, rule, randomKey: 'magic' };
}

import { everyoneOnce, requests, withinTheBatchLimit } from '../expectations/index.js';
import { jobFor } from '../job.js';
import type { Scenario } from '../scenario.js';

const batched = (customers: number): Scenario => ({
  id: `batches-of-${customers}`,
  level: 'MUST',
  title: `pushes ${customers} customers, nobody left out or twice`,
  reason: 'A request takes at most 1000 ids, and refuses the whole of it where there are more.',
  row: 'max-user-ids',
  job: jobFor(customers),
  expect: [everyoneOnce, withinTheBatchLimit],
});

/** How customers are spread over requests. */
export const BATCHES: readonly Scenario[] = [
  ...[1000, 1001, 2500].map(batched),
  {
    id: 'fewest-requests',
    level: 'SHOULD',
    title: 'fills its requests: 2500 customers take three',
    reason: 'Ten requests a minute are all there are; half-full ones halve the speed.',
    row: 'max-user-ids',
    job: jobFor(2500),
    expect: [everyoneOnce, requests(3)],
  },
  {
    id: 'repeated-ids',
    level: 'SHOULD',
    title: 'pushes a customer once whom the job names twice',
    reason: 'An id that is there twice is shown twice, in one request and across requests.',
    row: 'duplicate-in-request',
    job: { ...jobFor(1001), userIds: [...jobFor(1001).userIds, 'user-00001', 'user-01001'] },
    expect: [everyoneOnce],
  },
];

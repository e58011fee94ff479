import { honest, inDoubt } from '../expectations/index.js';
import { jobFor } from '../job.js';
import { endedBetween, killedInFlight } from '../play.js';
import type { Scenario } from '../scenario.js';

/** What a sender remembers when it is started again. */
export const INTERRUPTED: readonly Scenario[] = [
  {
    id: 'ended-and-started-again',
    level: 'MUST',
    title: 'pushes nobody twice when it is ended halfway and started again',
    reason: 'Machines restart and deployments replace processes; the vendor knows no repetition.',
    row: 'no-idempotency',
    job: jobFor(5000),
    play: endedBetween,
    expect: [honest],
  },
  {
    id: 'killed-and-started-again',
    level: 'MUST',
    title: 'pushes nobody twice when it is killed while it waits, and started again',
    reason: 'What was sent and not answered may have been accepted: it must be written down before it is sent.',
    row: 'no-idempotency',
    job: jobFor(1),
    vendor: () => ({ faults: [{ fault: { type: 'hang' }, when: { first: 1 }, accepted: true }] }),
    play: killedInFlight,
    expect: [inDoubt],
  },
];

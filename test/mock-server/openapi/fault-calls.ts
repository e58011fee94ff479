import type { Call } from './calls.js';
import { SCENARIO } from './faulted.js';

const ONE = '/integrations/{slug}';

/** As in `calls.ts`, for what fails on purpose. */
export const FAULT_CALLS: Readonly<Record<string, Call>> = {
  'fault rules': { operation: `get ${ONE}/faults`, path: '/integrations/failing/faults', status: 200 },
  'no fault rules': { operation: `get ${ONE}/faults`, path: '/integrations/empty/faults', status: 200 },
  'a failing integration': { operation: `get ${ONE}`, path: '/integrations/failing', status: 200 },
  'a journal of faults': { operation: `get ${ONE}/requests`, path: '/integrations/failing/requests', status: 200 },
  'a fault rule': {
    operation: `post ${ONE}/faults`,
    path: '/integrations/failing/faults',
    status: 200,
    body: { fault: { type: 'latency', medianMs: 5, sigma: 0.5 }, when: { nth: 2 }, times: 1, accepted: false },
  },
  'a fault rule refused': {
    operation: `post ${ONE}/faults`,
    path: '/integrations/failing/faults',
    status: 400,
    body: { fault: { type: 'explode' }, when: { probability: 2, unless: 1 } },
  },
  'a fault rule removed': {
    operation: `delete ${ONE}/faults/{id}`,
    path: '/integrations/failing/faults/fault-1',
    status: 204,
  },
  'an unknown fault rule removed': {
    operation: `delete ${ONE}/faults/{id}`,
    path: '/integrations/failing/faults/fault-1',
    status: 404,
  },
  'all fault rules removed': { operation: `delete ${ONE}/faults`, path: '/integrations/failing/faults', status: 204 },
  'a scenario under way': { operation: `get ${ONE}/scenario`, path: '/integrations/failing/scenario', status: 200 },
  'no scenario': { operation: `get ${ONE}/scenario`, path: '/integrations/empty/scenario', status: 200 },
  'a scenario by name': {
    operation: `put ${ONE}/scenario`,
    path: '/integrations/failing/scenario',
    status: 200,
    body: { name: 'flapping' },
  },
  'a scenario written out': {
    operation: `put ${ONE}/scenario`,
    path: '/integrations/failing/scenario',
    status: 200,
    body: SCENARIO,
  },
  'a scenario without phases': {
    operation: `put ${ONE}/scenario`,
    path: '/integrations/failing/scenario',
    status: 200,
    body: { phases: [] },
  },
  'a scenario refused': {
    operation: `put ${ONE}/scenario`,
    path: '/integrations/failing/scenario',
    status: 400,
    body: { name: 'chaos', loop: 1 },
  },
  'a scenario ended': { operation: `delete ${ONE}/scenario`, path: '/integrations/failing/scenario', status: 204 },
};

import { type Call, one } from './call.js';
import { SCENARIO } from './faulted.js';

/** As in `calls.ts`, for what fails on purpose. */
export const FAULT_CALLS: Readonly<Record<string, Call>> = {
  'fault rules': one('get /faults', 'failing/faults', 200),
  'no fault rules': one('get /faults', 'empty/faults', 200),
  'a failing integration': one('get', 'failing', 200),
  'a journal of faults': one('get /requests', 'failing/requests', 200),
  'a fault rule': one('post /faults', 'failing/faults', 200, {
    body: { fault: { type: 'latency', medianMs: 5, sigma: 0.5 }, when: { nth: 2 }, times: 1, accepted: false },
  }),
  'a fault rule refused': one('post /faults', 'failing/faults', 400, {
    body: { fault: { type: 'explode' }, when: { probability: 2, unless: 1 } },
  }),
  'a fault rule removed': one('delete /faults/{id}', 'failing/faults/fault-1', 204),
  'an unknown fault rule removed': one('delete /faults/{id}', 'failing/faults/fault-1', 404),
  'all fault rules removed': one('delete /faults', 'failing/faults', 204),
  'a scenario under way': one('get /scenario', 'failing/scenario', 200),
  'no scenario': one('get /scenario', 'empty/scenario', 200),
  'a scenario by name': one('put /scenario', 'failing/scenario', 200, { body: { name: 'flapping' } }),
  'a scenario written out': one('put /scenario', 'failing/scenario', 200, { body: SCENARIO }),
  'a scenario without phases': one('put /scenario', 'failing/scenario', 200, { body: { phases: [] } }),
  'a scenario refused': one('put /scenario', 'failing/scenario', 400, { body: { name: 'chaos', loop: 1 } }),
  'a scenario ended': one('delete /scenario', 'failing/scenario', 204),
};

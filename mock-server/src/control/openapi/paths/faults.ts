import { MAX_RULES } from '../../../faults/bounds.js';
import { bodyOf, DONE, ok, type Paths } from '../answers.js';
import { ACTIVE, RULES } from '../examples/faults.js';
import { FAULT_ID, SLUG } from '../parameters.js';
import { BODY_REFUSALS, refusals } from '../refusals.js';

const tags = ['faults'];

/** Fault rules. */
export const FAULT_PATHS: Paths = {
  '/integrations/{slug}/faults': {
    parameters: [SLUG],
    get: {
      operationId: 'listFaults',
      summary: 'The fault rules in force, beside those of the scenario',
      tags,
      responses: { ...ok('All of them.', 'FaultList', { one: { faults: [ACTIVE] } }), ...refusals(400, 401) },
    },
    post: {
      operationId: 'addFault',
      summary: 'Add a fault rule; of several that apply, the first added hits, and before those of the scenario',
      description: `An integration holds at most ${MAX_RULES} rules.`,
      tags,
      requestBody: bodyOf('FaultRule', RULES),
      responses: {
        ...ok('The rule, with its id.', 'ActiveFault', { added: { ...ACTIVE, hits: 0 } }),
        ...BODY_REFUSALS,
      },
    },
    delete: {
      operationId: 'deleteFaults',
      summary: 'Remove every fault rule; the scenario stays',
      tags,
      responses: { ...DONE, ...refusals(400, 401) },
    },
  },
  '/integrations/{slug}/faults/{id}': {
    parameters: [SLUG, FAULT_ID],
    delete: {
      operationId: 'deleteFault',
      summary: 'Remove one fault rule',
      tags,
      responses: { ...DONE, ...refusals(400, 401, 404) },
    },
  },
};

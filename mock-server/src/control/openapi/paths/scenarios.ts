import { bodyOf, DONE, ok, type Paths } from '../answers.js';
import { NONE, SCENARIOS, STARTED, UNDER_WAY } from '../examples/scenarios.js';
import { SLUG } from '../parameters.js';
import { BODY_REFUSALS, refusals } from '../refusals.js';

const tags = ['faults'];

/** Faults in phases. */
export const SCENARIO_PATHS: Paths = {
  '/integrations/{slug}/scenario': {
    parameters: [SLUG],
    get: {
      operationId: 'getScenario',
      summary: 'The scenario that runs, and how far it is',
      tags,
      responses: {
        ...ok('How far it is.', 'ScenarioState', { 'under-way': UNDER_WAY, none: NONE }),
        ...refusals(400, 401),
      },
    },
    put: {
      operationId: 'startScenario',
      summary: 'Run a scenario from its first phase, in place of the one that runs',
      tags,
      requestBody: bodyOf('ScenarioChoice', SCENARIOS),
      responses: { ...ok('It runs.', 'ScenarioState', { started: STARTED }), ...BODY_REFUSALS },
    },
    delete: {
      operationId: 'stopScenario',
      summary: 'End the scenario; answers that hang or wait are given up at once',
      tags,
      responses: { ...DONE, ...refusals(400, 401) },
    },
  },
};

import { infoOf } from './info.js';
import { EVENT_PATHS } from './paths/events.js';
import { FAULT_PATHS } from './paths/faults.js';
import { INTEGRATION_PATHS } from './paths/integrations.js';
import { METRICS_PATHS } from './paths/metrics.js';
import { PACT_STATE_PATHS } from './paths/pact-states.js';
import { REQUEST_PATHS } from './paths/requests.js';
import { SCENARIO_PATHS } from './paths/scenarios.js';
import { SERVICE_PATHS } from './paths/service.js';
import { REFUSALS } from './refusals.js';
import { EVENT_SCHEMAS } from './schemas/events.js';
import { FAULT_SCHEMAS } from './schemas/faults.js';
import { INTEGRATION_SCHEMAS } from './schemas/integrations.js';
import { PACT_STATE_SCHEMAS } from './schemas/pact-states.js';
import { PROBLEM_SCHEMAS } from './schemas/problem.js';
import { PUSH_SCHEMAS } from './schemas/push.js';
import { REPORT_SCHEMAS } from './schemas/reports.js';
import { REQUEST_SCHEMAS } from './schemas/requests.js';
import { SCENARIO_SCHEMAS } from './schemas/scenarios.js';
import { SERVICE_SCHEMAS } from './schemas/service.js';

const DESCRIPTION =
  'Drives the mock: settings, faults, scenario, journal, reports and clock of each integration. Refusals are problem details (RFC 9457). ' +
  'A path that is not listed is answered with 404, a method that is not listed with 405 and Allow.';

/** The control API, as OpenAPI 3.1. */
export function controlDocument(): object {
  return {
    openapi: '3.1.1',
    info: infoOf('imshop-mock: control API', DESCRIPTION),
    servers: [{ url: '/_mock' }],
    security: [{}, { adminToken: [] }],
    tags: [
      { name: 'mock', description: 'The mock as a whole.' },
      { name: 'integrations', description: 'Integrations and their clocks.' },
      { name: 'faults', description: 'What fails on purpose.' },
      { name: 'requests', description: 'What came in, and what can be said of it.' },
      { name: 'pact', description: 'Provider states.' },
    ],
    paths: {
      ...SERVICE_PATHS,
      ...METRICS_PATHS,
      ...PACT_STATE_PATHS,
      ...EVENT_PATHS,
      ...INTEGRATION_PATHS,
      ...FAULT_PATHS,
      ...SCENARIO_PATHS,
      ...REQUEST_PATHS,
    },
    components: {
      schemas: {
        ...SERVICE_SCHEMAS,
        ...PACT_STATE_SCHEMAS,
        ...INTEGRATION_SCHEMAS,
        ...FAULT_SCHEMAS,
        ...SCENARIO_SCHEMAS,
        ...REQUEST_SCHEMAS,
        ...REPORT_SCHEMAS,
        ...EVENT_SCHEMAS,
        ...PUSH_SCHEMAS,
        ...PROBLEM_SCHEMAS,
      },
      responses: REFUSALS,
      securitySchemes: {
        adminToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'Asked for beyond loopback, and wherever a token was given.',
        },
      },
    },
  };
}

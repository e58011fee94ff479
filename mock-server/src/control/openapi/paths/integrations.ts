import { bodyOf, DONE, ok, type Paths } from '../answers.js';
import { CLOCK, PATCHES, stateExample, summaryExample } from '../examples/integrations.js';
import { SLUG } from '../parameters.js';
import { BODY_REFUSALS, refusals } from '../refusals.js';

const tags = ['integrations'];

/** Integrations and their clocks. */
export const INTEGRATION_PATHS: Paths = {
  '/integrations': {
    get: {
      operationId: 'listIntegrations',
      summary: 'Every integration with its limiter and counters, the longest unused first',
      tags,
      responses: {
        ...ok('All of them.', 'IntegrationList', { one: { integrations: [summaryExample()] } }),
        ...refusals(401),
      },
    },
  },
  '/integrations/{slug}': {
    parameters: [SLUG],
    get: {
      operationId: 'getIntegration',
      summary: 'Settings, limiter, clock, faults, scenario and counters',
      tags,
      responses: {
        ...ok('The integration.', 'IntegrationState', { 'used-up': stateExample() }),
        ...refusals(400, 401),
      },
    },
    patch: {
      operationId: 'changeIntegration',
      summary: 'Change what is given; the rest stays',
      description: 'A change of the limit opens a fresh window.',
      tags,
      requestBody: bodyOf('SettingsPatch', PATCHES),
      responses: {
        ...ok('The integration as it is now.', 'IntegrationState', { unchanged: stateExample() }),
        ...BODY_REFUSALS,
      },
    },
    delete: {
      operationId: 'forgetIntegration',
      summary: 'Forget the integration and all it holds',
      tags,
      responses: { ...DONE, ...refusals(400, 401) },
    },
  },
  '/integrations/{slug}/clock': {
    parameters: [SLUG],
    post: {
      operationId: 'advanceClock',
      summary: "Move this integration's clock on; answers when what fell due has been done",
      tags,
      requestBody: bodyOf('ClockMove', { 'a-minute': { advanceMs: CLOCK.advancedMs } }),
      responses: { ...ok('The clock as it is now.', 'ClockState', { advanced: CLOCK }), ...BODY_REFUSALS },
    },
  },
};

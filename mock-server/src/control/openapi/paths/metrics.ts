import type { Paths } from '../answers.js';
import { refusals } from '../refusals.js';
import type { Schema } from '../schema.js';

const HELP = 'Requests to integrations that are over, by how each ended.';

const PROMETHEUS: Schema = {
  schema: { type: 'string' },
  example: `# HELP imshop_mock_requests_total ${HELP}\n# TYPE imshop_mock_requests_total counter\nimshop_mock_requests_total{outcome="accepted"} 7\n`,
};

const OPENMETRICS: Schema = {
  schema: { type: 'string' },
  example: `# HELP imshop_mock_requests ${HELP}\n# TYPE imshop_mock_requests counter\nimshop_mock_requests_total{outcome="accepted"} 7\n# EOF\n`,
};

export const METRICS_PATHS: Paths = {
  '/metrics': {
    get: {
      operationId: 'getMetrics',
      summary: 'What Prometheus scrapes: counts since the mock was made, and what it holds now',
      description:
        'Counters never go down: no reset, deletion or eviction takes from them. OpenMetrics where Accept prefers it.',
      tags: ['mock'],
      responses: {
        200: {
          description: 'The metrics.',
          content: { 'text/plain': PROMETHEUS, 'application/openmetrics-text': OPENMETRICS },
        },
        ...refusals(401),
      },
    },
  },
};

import { VERSION } from '../../base/version.js';
import { PATHS } from './paths.js';
import { PROBLEM_RESPONSES } from './responses.js';
import { SCHEMAS } from './schemas.js';

/** The head of both documents. */
export function openApi(title: string, description: string): object {
  return {
    openapi: '3.1.1',
    info: {
      title,
      version: VERSION,
      description: `Unofficial: not made, checked or endorsed by Imshop. ${description}`,
      license: { name: 'MIT', identifier: 'MIT' },
    },
  };
}

/** The control API as OpenAPI 3.1. */
export function controlDocument(): object {
  return {
    ...openApi(
      'imshop-mock: control API',
      'Controls the mock: settings, faults, scenario, journal, reports and clock of each integration. Refusals are problem details (RFC 9457). ' +
        'A path that is not in this document is answered with 404, a method that is not in it with 405 and Allow.',
    ),
    servers: [{ url: '/_mock' }],
    security: [{}, { adminToken: [] }],
    tags: [
      { name: 'mock', description: 'The mock as a whole.' },
      { name: 'integrations', description: 'Integrations and their clocks.' },
      { name: 'faults', description: 'Faults and scenarios.' },
      { name: 'requests', description: 'Received requests, and reports about them.' },
      { name: 'pact', description: 'Provider states.' },
    ],
    paths: PATHS,
    components: {
      schemas: SCHEMAS,
      responses: PROBLEM_RESPONSES,
      securitySchemes: {
        adminToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'Required beyond loopback, and wherever a token is set.',
        },
      },
    },
  };
}

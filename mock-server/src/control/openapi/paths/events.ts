import type { Paths } from '../answers.js';
import { query } from '../parameters.js';
import { refusals } from '../refusals.js';
import { ref, type Schema } from '../schema.js';
import { EVENT_REFS } from '../schemas/events.js';

const EXAMPLE = 'id: 7\nevent: clock\ndata: {"slug":"shop","advanceMs":60000,"now":"2026-01-15T09:01:00.000Z"}\n\n';

const STREAM: Schema = {
  schema: { type: 'string', description: 'Events as they happen: id, event (the type), data (one line of JSON).' },
  example: EXAMPLE,
  'x-events': EVENT_REFS,
};

export const EVENT_PATHS: Paths = {
  '/events': {
    get: {
      operationId: 'watchEvents',
      summary: 'Server-sent events: one a request or change, from now on or after Last-Event-ID',
      description: 'The stream ends with the mock. x-events has the schema of the data line of each type of event.',
      tags: ['mock'],
      parameters: [
        query('slug', 'Events of this integration, and of the mock as a whole.', ref('Slug'), 'shop'),
        query(
          'coalesce',
          'Of request events that would be written together, only the newest of each integration; ids leave gaps then.',
          { type: 'boolean', default: false },
          true,
        ),
        {
          name: 'Last-Event-ID',
          in: 'header',
          description: 'The last event seen; the ones after it come first, led by a gap where some are no longer kept.',
          schema: { type: 'string', pattern: '^\\d{1,15}$' },
          example: '7',
        },
      ],
      responses: {
        200: { description: 'The stream.', content: { 'text/event-stream': STREAM } },
        ...refusals(400, 401, 503),
      },
    },
  },
};

import { FIDELITY, type FidelityRow, type Standing } from 'imshop-contracts';
import type { EvictionTotals, Health } from '../../../api/health.js';
import { type Components, closed, eachOf, listOf, moment, oneOf, optional, ref, text, whole } from '../schema.js';

/** What concerns the mock as a whole. */
export const SERVICE_SCHEMAS: Components = {
  Health: closed<Health>({
    status: eachOf<Health['status']>({ ok: true }),
    version: text('Version of the mock.'),
    startedAt: moment("By the mock's clock; another moment means that the mock was started anew."),
    uptimeMs: whole('Since the mock was made.'),
    evictions: ref('Evictions'),
  }),
  Evictions: {
    ...closed<EvictionTotals>({
      'journal-entry': whole('Requests that journals let go.'),
      delivery: whole('Deliveries, of a push to a customer each, that were evicted.'),
      integration: whole('Integrations that were forgotten to make room.'),
      event: whole('Events that are no longer kept for watchers that come back.'),
      watcher: whole('Watchers that left too much unread.'),
      'waiting-answer': whole('Answers that faults kept waiting, given up by closing their connections.'),
      connection: whole('Connections closed since too many were open, or too much was sent ahead on them.'),
    }),
    description: 'What had to go to stay within the bounds, since the mock was made; a reset leaves it.',
  },
  FidelityTable: closed<{ fidelity: readonly FidelityRow[] }>({ fidelity: listOf(ref('FidelityRow')) }),
  FidelityRow: closed<FidelityRow>({
    id: ref('FidelityId'),
    behaviour: text(),
    standing: ref('Standing'),
    source: text('What the standing rests on.'),
    switch: optional(text('The setting that picks another reading; missing where none does.')),
  }),
  FidelityId: oneOf(
    FIDELITY.map(({ id }) => id),
    'A row of the fidelity table.',
  ),
  Standing: eachOf<Standing>(
    { documented: true, library: true, assumed: true, observed: true },
    "How well a behaviour is known: the vendor's page says it, the library whose texts the page shows does it, nobody outside the vendor knows, or a probe observed it.",
  ),
  OpenApiDocument: {
    type: 'object',
    required: ['openapi', 'info', 'paths', 'components'],
    properties: {
      openapi: { type: 'string', pattern: '^3\\.1\\.' },
      info: { type: 'object' },
      paths: { type: 'object' },
      components: { type: 'object' },
    },
  },
};

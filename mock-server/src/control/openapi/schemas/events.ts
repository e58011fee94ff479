import type { EventData, EventType } from '../../../api/events.js';
import type { IntegrationSettings } from '../../../api/integration-settings.js';
import {
  type Components,
  closed,
  eachOf,
  flag,
  listOf,
  moment,
  nameOf,
  orNull,
  ref,
  type Schema,
  text,
  whole,
} from '../schema.js';
import { PLAIN_SETTINGS } from './integrations.js';
import { SCENARIO_STATE } from './scenarios.js';

/** What the `data` line of an event holds: its data, and the integration. */
type OnTheWire<Data> = Data & { readonly slug: string | null };

const ONE = { slug: ref('Slug') };
const WHOLE_MOCK = { slug: { type: 'null', description: "The event is the whole mock's." } };

/** The `data` line by the event's type. */
const DATA_LINES: Readonly<Record<EventType, Schema>> = {
  request: closed<OnTheWire<EventData['request']>>({
    ...ONE,
    requestId: text(),
    receivedAt: moment(),
    outcome: ref('Outcome'),
    status: orNull(ref('Status')),
    accepted: flag(),
    fault: orNull(ref('FaultHit')),
    behaviour: orNull(ref('FidelityId')),
    durationMs: whole(),
  }),
  settings: closed<OnTheWire<IntegrationSettings>>({
    ...ONE,
    ...PLAIN_SETTINGS,
    rateLimit: orNull(ref('RateLimit')),
  }),
  faults: closed<OnTheWire<EventData['faults']>>({ ...ONE, faults: listOf(ref('ActiveFault')) }),
  scenario: closed<OnTheWire<EventData['scenario']>>({ ...ONE, ...SCENARIO_STATE }),
  clock: closed<OnTheWire<EventData['clock']>>({ ...ONE, advanceMs: whole(), now: moment() }),
  cleared: closed<OnTheWire<EventData['cleared']>>(ONE),
  forgotten: closed<OnTheWire<EventData['forgotten']>>({
    ...ONE,
    reason: eachOf<EventData['forgotten']['reason']>({ deleted: true, 'least-recently-used': true }),
  }),
  'unknown-path': closed<OnTheWire<EventData['unknown-path']>>({
    ...WHOLE_MOCK,
    requestId: text(),
    method: text(),
    path: text(),
  }),
  reset: closed<OnTheWire<EventData['reset']>>(WHOLE_MOCK),
  gap: closed<OnTheWire<EventData['gap']>>({
    ...WHOLE_MOCK,
    missed: whole('Events that are no longer kept.', { minimum: 1 }),
  }),
};

/** The `data` lines as components, e.g. `UnknownPathEvent`. */
export const EVENT_SCHEMAS: Components = Object.fromEntries(
  Object.entries(DATA_LINES).map(([type, schema]) => [nameOf(type, 'Event'), schema]),
);

/** Where the document has the `data` line, by the event's type. */
export const EVENT_REFS: Components = Object.fromEntries(
  Object.keys(DATA_LINES).map((type) => [type, ref(nameOf(type, 'Event'))]),
);

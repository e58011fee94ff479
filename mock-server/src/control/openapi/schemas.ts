import { FIDELITY, type FidelityRow, type Standing } from 'imshop-contracts';
import type { EventData, EventType } from '../../api/events.js';
import { type ActiveFault, FAULT_TYPES, type FaultHit, MAX_RULES, type ScenarioState } from '../../api/faults.js';
import type { EvictionTotals, Health } from '../../api/health.js';
import type { IntegrationSettings, RateLimit } from '../../api/integration-settings.js';
import type { Counters, IntegrationState, IntegrationSummary } from '../../api/integrations.js';
import { OUTCOMES } from '../../api/outcome.js';
import type { RateLimitStatus } from '../../api/rate-limit.js';
import { SLUG } from '../../api/settings.js';
import * as rules from '../../faults/rule-schemas.js';
import type { InvalidField } from '../problem.js';
import { clockMove, rateLimitPatch, settingsPatch } from '../schemas.js';
import {
  any,
  array,
  type Components,
  componentName,
  dateTime,
  enumeration,
  integer,
  membersOf,
  nullable,
  object,
  optional,
  propertiesFromJoi,
  ref,
  type Schema,
  schemaFromJoi,
  string,
} from './json-schema.js';
import { PACT_STATE_SCHEMAS } from './pact-state-schemas.js';
import { REQUEST_SCHEMAS, REQUEST_SUMMARY } from './request-schemas.js';

const PUSH_URL: Schema = { type: 'string', format: 'uri', description: 'Address for pushes.' };
const POSITIVE = { minimum: 1 };

/** The mock as a whole. */
const SERVICE = {
  Health: object<Health>({
    status: enumeration(membersOf<Health['status']>({ ok: true })),
    version: string('Version of the mock.'),
    startedAt: dateTime('Start of the mock, by its clock; it differs after a restart.'),
    uptimeMs: integer('Time since the start, in milliseconds.'),
    evictions: ref('Evictions'),
  }),
  Evictions: object<EvictionTotals>(
    {
      'journal-entry': integer('Requests evicted from journals.'),
      delivery: integer('Deliveries evicted, each of a push to one customer.'),
      integration: integer('Integrations evicted.'),
      event: integer('Events that are no longer kept for watchers that reconnect.'),
      watcher: integer('Watchers disconnected because they left too much unread.'),
      'waiting-answer': integer('Answers that waited because of faults, aborted by closing their connections.'),
      connection: integer('Connections closed because too many were open, or too much was sent ahead on them.'),
    },
    'Evictions since the start, by kind; a reset leaves these counts.',
  ),
  FidelityTable: object<{ fidelity: readonly FidelityRow[] }>({ fidelity: array(ref('FidelityRow')) }),
  FidelityRow: object<FidelityRow>({
    id: ref('FidelityId'),
    behaviour: string(),
    standing: ref('Standing'),
    source: string('Source of the standing.'),
    switch: optional(string('The setting that selects another behaviour, if there is one.')),
  }),
  FidelityId: enumeration(
    FIDELITY.map(({ id }) => id),
    'A row of the fidelity table.',
  ),
  Standing: enumeration(
    membersOf<Standing>({ documented: true, library: true, assumed: true, observed: true }),
    "Source of a behaviour: the vendor's page, the library whose texts that page shows, an assumption, or the observation of a probe.",
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
} satisfies Components;

export const STANDING = SERVICE.Standing;

const SETTINGS = {
  ...propertiesFromJoi(settingsPatch),
  rateLimit: nullable(ref('RateLimit')),
} satisfies Record<keyof IntegrationSettings, Schema>;

const INTEGRATIONS: Components = {
  Slug: { type: 'string', pattern: SLUG.source, description: 'Name of an integration.' },
  IntegrationList: object<{ integrations: readonly IntegrationSummary[] }>({
    integrations: array(ref('IntegrationSummary')),
  }),
  IntegrationSummary: object<IntegrationSummary>({
    slug: ref('Slug'),
    url: PUSH_URL,
    available: SETTINGS.available,
    rateLimit: SETTINGS.rateLimit,
    limiter: nullable(ref('RateLimitStatus')),
    counters: ref('Counters'),
  }),
  IntegrationState: object<IntegrationState>({
    slug: ref('Slug'),
    url: PUSH_URL,
    settings: ref('IntegrationSettings'),
    limiter: nullable(ref('RateLimitStatus')),
    clock: ref('ClockState'),
    faults: array(ref('ActiveFault'), 'The fault rules, except those of the scenario.'),
    scenario: ref('ScenarioState'),
    seed: integer('Seed of random faults: the same seed and requests give the same faults.'),
    counters: ref('Counters'),
  }),
  IntegrationSettings: object<IntegrationSettings>(SETTINGS),
  RateLimit: object<RateLimit>(propertiesFromJoi(rateLimitPatch)),
  SettingsPatch: schemaFromJoi(settingsPatch, { rateLimit: nullable(ref('RateLimitPatch')) }),
  RateLimitPatch: schemaFromJoi(rateLimitPatch),
  RateLimitStatus: object<RateLimitStatus>({
    limit: integer('Maximum number of requests in a window.', POSITIVE),
    remaining: integer('Requests that would be accepted now.'),
    resetMs: integer('Milliseconds until remaining grows; 0 if no request counts.'),
  }),
  ClockState: object<IntegrationState['clock']>({
    now: dateTime("Time of the integration's clock."),
    advancedMs: integer('Milliseconds by which the clock was advanced in total.'),
  }),
  ClockMove: schemaFromJoi(clockMove),
  Counters: object<Counters>({
    requests: integer(),
    accepted: integer(),
    outcomes: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, integer()])),
    },
  }),
};

const FAULT_COMPONENTS = FAULT_TYPES.map((type) => [type, componentName(type, 'Fault')] as const);
const RULE = { ...propertiesFromJoi(rules.faultRule), fault: ref('Fault'), when: ref('When') };

const FAULTS: Components = {
  Fault: {
    oneOf: FAULT_COMPONENTS.map(([, component]) => ref(component)),
    discriminator: {
      propertyName: 'type',
      mapping: Object.fromEntries(FAULT_COMPONENTS.map(([type, component]) => [type, ref(component)['$ref']])),
    },
    description: "How an answer goes wrong. Durations are milliseconds of the integration's clock.",
  },
  ...Object.fromEntries(
    FAULT_COMPONENTS.map(([type, component]) => [component, schemaFromJoi(rules.faultSchemas[type])]),
  ),
  When: schemaFromJoi(rules.when),
  FaultRule: schemaFromJoi(rules.faultRule, RULE),
  ActiveFault: object<ActiveFault>({
    id: string('Id of the rule, unique within its integration.'),
    fault: RULE.fault,
    when: optional(RULE.when),
    times: optional(RULE.times),
    accepted: optional(RULE.accepted),
    hits: integer('Requests that the rule matched.'),
  }),
  FaultList: object<{ faults: readonly ActiveFault[] }>({
    faults: { ...array(ref('ActiveFault'), 'In the order of evaluation.'), maxItems: MAX_RULES },
  }),
  FaultHit: object<FaultHit>({
    rule: string('Id of the rule; magic-{userId} for a magic user id, state-… for a provider state.'),
    type: enumeration(FAULT_TYPES, 'Type of the fault.'),
  }),
};

const SCENARIO_STATE = {
  scenario: nullable(ref('Scenario'), 'The running scenario, as it was given; null if none runs.'),
  phase: nullable(integer(), 'Index of the current phase, from 0; null if none runs or all are over.'),
  requests: integer('Requests received in this phase.'),
  remainingMs: nullable(integer(), 'Milliseconds until the phase ends; null if it does not end by time.'),
  rounds: integer('Completed rounds through all phases.'),
} as const satisfies Record<keyof ScenarioState, Schema>;

const SCENARIOS: Components = {
  Phase: schemaFromJoi(rules.phase, {
    for: schemaFromJoi(rules.phaseLength),
    faults: { ...propertiesFromJoi(rules.phase).faults, items: ref('FaultRule') },
  }),
  Scenario: schemaFromJoi(rules.scenarioSpec, {
    phases: { ...propertiesFromJoi(rules.scenarioSpec).phases, items: ref('Phase') },
  }),
  ScenarioByName: schemaFromJoi(rules.scenarioName),
  ScenarioChoice: { oneOf: [ref('ScenarioByName'), ref('Scenario')] },
  ScenarioState: object<ScenarioState>(SCENARIO_STATE),
};

/** The `data` line of an event: its data and the integration. */
type DataLine<Data> = Data & { readonly slug: string | null };

const ONE_INTEGRATION = { slug: ref('Slug') };
const WHOLE_MOCK = { slug: { type: 'null', description: 'The event concerns the whole mock.' } };

const EVENTS: Readonly<Record<EventType, Schema>> = {
  request: object<DataLine<EventData['request']>>({ ...ONE_INTEGRATION, ...REQUEST_SUMMARY }),
  settings: object<DataLine<IntegrationSettings>>({ ...ONE_INTEGRATION, ...SETTINGS }),
  faults: object<DataLine<EventData['faults']>>({ ...ONE_INTEGRATION, faults: array(ref('ActiveFault')) }),
  scenario: object<DataLine<EventData['scenario']>>({ ...ONE_INTEGRATION, ...SCENARIO_STATE }),
  clock: object<DataLine<EventData['clock']>>({ ...ONE_INTEGRATION, advanceMs: integer(), now: dateTime() }),
  cleared: object<DataLine<EventData['cleared']>>(ONE_INTEGRATION),
  forgotten: object<DataLine<EventData['forgotten']>>({
    ...ONE_INTEGRATION,
    reason: enumeration(membersOf<EventData['forgotten']['reason']>({ deleted: true, 'least-recently-used': true })),
  }),
  'unknown-path': object<DataLine<EventData['unknown-path']>>({
    ...WHOLE_MOCK,
    requestId: string(),
    method: string(),
    path: string(),
  }),
  reset: object<DataLine<EventData['reset']>>(WHOLE_MOCK),
  gap: object<DataLine<EventData['gap']>>({
    ...WHOLE_MOCK,
    missed: integer('Events that are no longer kept.', POSITIVE),
  }),
};

/** References to the schema of the `data` line, by type of event. */
export const EVENT_REFS: Components = Object.fromEntries(
  Object.keys(EVENTS).map((type) => [type, ref(componentName(type, 'Event'))]),
);

interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly InvalidField[];
}

const PROBLEMS: Components = {
  Problem: object<ProblemDetails>({
    type: { type: 'string', format: 'uri-reference' },
    title: string(),
    status: integer('Status of the answer.', { minimum: 400, maximum: 599 }),
    detail: string(),
    errors: optional({ ...array(ref('InvalidField'), 'Every invalid field.'), minItems: 1 }),
  }),
  InvalidField: object<InvalidField>({
    path: string('Path of the field, e.g. rateLimit.algorithm; empty for the whole body.'),
    message: string(),
    value: optional(any('The value that was sent.')),
    allowed: optional({ type: 'array', description: 'The allowed values or keys.' }),
  }),
};

/** The schemas of the control API by name. */
export const SCHEMAS: Components = {
  ...SERVICE,
  ...PACT_STATE_SCHEMAS,
  ...INTEGRATIONS,
  ...FAULTS,
  ...SCENARIOS,
  ...REQUEST_SCHEMAS,
  ...Object.fromEntries(Object.entries(EVENTS).map(([type, schema]) => [componentName(type, 'Event'), schema])),
  ...PROBLEMS,
};

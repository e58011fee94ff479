import { FIDELITY } from 'imshop-contracts';
import { MAX_RULES } from '../../api/faults.js';
import type { RequestFilter } from '../../api/requests.js';
import { MAX_STATES } from '../../core/pact-states.js';
import { requestFilter } from '../schemas.js';
import * as example from './examples.js';
import { nonEmptyString, propertiesFromJoi, ref, type Schema } from './json-schema.js';
import { NO_CONTENT, ok, type ProblemName, problems, requestBody } from './responses.js';
import { EVENT_REFS } from './schemas.js';

interface Operation {
  readonly description?: string;
  readonly parameters?: readonly Schema[];
  readonly requestBody?: Schema;
  readonly security?: readonly [];
  /** Default: 204. */
  readonly success?: Schema;
  /** Default: those of a call about an integration, and those of a body if there is one. */
  readonly problems?: readonly ProblemName[];
}

const TOKEN_ONLY: readonly ProblemName[] = ['Unauthorized'];
const COMMON: readonly ProblemName[] = ['BadRequest', 'Unauthorized'];
const BODY: readonly ProblemName[] = [...COMMON, 'ContentTooLarge', 'UnsupportedMediaType'];

function operation(
  tag: string,
  operationId: string,
  summary: string,
  { success = NO_CONTENT, problems: names, ...rest }: Operation = {},
): Schema {
  const responses = { ...success, ...problems(names ?? (rest.requestBody ? BODY : COMMON)) };
  return { operationId, tags: [tag], summary, ...rest, responses };
}

function pathParameter(name: string, description: string, schema: Schema, exampleValue: string): Schema {
  return { name, in: 'path', required: true, description, schema, example: exampleValue };
}

function queryParameter(name: string, description: unknown, schema: Schema, exampleValue: unknown): Schema {
  return { name, in: 'query', description, schema, example: exampleValue };
}

/** Parameters of paths; an `id` has another meaning in each path. */
const PATH_PARAMETERS = [
  pathParameter('slug', 'The integration, created on first use.', ref('Slug'), 'shop'),
  pathParameter('userId', 'The customer, as in userIds of a push.', nonEmptyString(), example.USER_ID),
];
const REQUEST_ID = pathParameter('id', 'The id in X-Mock-Request-Id of the answer.', nonEmptyString(), 'shop-1');
const FAULT_ID = pathParameter('id', 'The id in the answer of addFault.', nonEmptyString(), 'fault-1');

const FILTER_EXAMPLES: Required<RequestFilter> = {
  outcome: 'accepted',
  status: 200,
  userId: example.USER_ID,
  text: 'order',
  after: example.REQUEST.id,
  limit: 10,
};

const FILTERS = Object.entries(propertiesFromJoi(requestFilter)).map(([name, { description, ...schema }]) =>
  queryParameter(name, description, schema, FILTER_EXAMPLES[name as keyof RequestFilter]),
);

const EVENT_PARAMETERS: readonly Schema[] = [
  queryParameter('slug', 'Events of this integration and of the mock as a whole.', ref('Slug'), 'shop'),
  queryParameter(
    'coalesce',
    'Sends only the newest of the request events of an integration that would be written together; ids then have gaps.',
    { type: 'boolean', default: false },
    true,
  ),
  {
    name: 'Last-Event-ID',
    in: 'header',
    description:
      'Id of the last event received. Later events come first, after a gap event if some are no longer kept.',
    schema: { type: 'string', pattern: '^\\d{1,15}$' },
    example: '7',
  },
];

const EVENT_STREAM: Schema = {
  schema: { type: 'string', description: 'Events as they happen: id, event (the type), data (one line of JSON).' },
  example: 'id: 7\nevent: clock\ndata: {"slug":"shop","advanceMs":60000,"now":"2026-01-15T09:01:00.000Z"}\n\n',
  'x-events': EVENT_REFS,
};

const METRIC_HELP = 'Requests to integrations that are over, by how each ended.';
const METRIC_VALUE = 'imshop_mock_requests_total{outcome="accepted"} 7';
const PROMETHEUS: Schema = {
  schema: { type: 'string' },
  example: `# HELP imshop_mock_requests_total ${METRIC_HELP}\n# TYPE imshop_mock_requests_total counter\n${METRIC_VALUE}\n`,
};
const OPENMETRICS: Schema = {
  schema: { type: 'string' },
  example: `# HELP imshop_mock_requests ${METRIC_HELP}\n# TYPE imshop_mock_requests counter\n${METRIC_VALUE}\n# EOF\n`,
};

/** The operations by method and path. */
const OPERATIONS: Readonly<Record<`${'get' | 'post' | 'put' | 'patch' | 'delete'} /${string}`, Schema>> = {
  'get /health': operation('mock', 'getHealth', 'Health of the mock; needs no token', {
    security: [],
    success: ok('The mock is up.', 'Health', { up: example.HEALTH }),
    problems: [],
  }),
  'get /fidelity': operation('mock', 'getFidelity', 'Every behaviour, how well it is known, and its setting', {
    success: ok('The fidelity table.', 'FidelityTable', { 'first-row': { fidelity: FIDELITY.slice(0, 1) } }),
    problems: TOKEN_ONLY,
  }),
  'get /openapi.json': operation('mock', 'getControlDocument', 'This document', {
    success: ok('OpenAPI 3.1.', 'OpenApiDocument', {}),
    problems: TOKEN_ONLY,
  }),
  'get /vendor-openapi.json': operation('mock', 'getVendorDocument', 'The document of the emulated endpoint', {
    success: ok('OpenAPI 3.1.', 'OpenApiDocument', {}),
    problems: TOKEN_ONLY,
  }),
  'post /reset': operation('mock', 'reset', 'Reset everything to the state after the start', { problems: TOKEN_ONLY }),
  'get /metrics': operation('mock', 'getMetrics', 'Metrics for Prometheus: counters since the start, current sizes', {
    description: 'Counters never decrease, also not by a reset, a deletion or an eviction. Accept selects the format.',
    success: {
      200: {
        description: 'The metrics.',
        content: { 'text/plain': PROMETHEUS, 'application/openmetrics-text': OPENMETRICS },
      },
    },
    problems: TOKEN_ONLY,
  }),
  'post /pact-states': operation('pact', 'changePactState', 'Set up or tear down a provider state', {
    description:
      "Pact's verifiers make this call. A state overrides settings and fault rules until its teardown, which restores them; of two states the later wins. " +
      'Every setup gives its integrations a full rate limit window. A teardown without a setup changes nothing. ' +
      `At most ${MAX_STATES} states are in force at once.`,
    requestBody: requestBody('PactStateCall', example.PACT_STATE_CALLS),
    success: ok('The state was changed.', 'PactStateReport', { 'set-up': example.PACT_STATE_REPORT }),
  }),
  'get /events': operation('mock', 'watchEvents', 'Server-sent events, from now on or after Last-Event-ID', {
    description: 'The stream ends with the mock. x-events has the schema of the data line of each type of event.',
    parameters: EVENT_PARAMETERS,
    success: { 200: { description: 'The stream.', content: { 'text/event-stream': EVENT_STREAM } } },
    problems: [...COMMON, 'TooManyWatchers'],
  }),
  'get /integrations': operation('integrations', 'listIntegrations', 'List integrations, least recently used first', {
    success: ok('The integrations.', 'IntegrationList', { one: { integrations: [example.integrationSummary()] } }),
    problems: TOKEN_ONLY,
  }),
  'get /integrations/{slug}': operation('integrations', 'getIntegration', 'Settings, limit, clock, faults, counters', {
    success: ok('The integration.', 'IntegrationState', { 'used-up': example.integrationState() }),
  }),
  'patch /integrations/{slug}': operation('integrations', 'changeIntegration', 'Change the given settings only', {
    description: 'A change of the rate limit starts a new window.',
    requestBody: requestBody('SettingsPatch', example.PATCHES),
    success: ok('The changed integration.', 'IntegrationState', { unchanged: example.integrationState() }),
  }),
  'delete /integrations/{slug}': operation('integrations', 'forgetIntegration', 'Delete the integration and its data'),
  'post /integrations/{slug}/clock': operation('integrations', 'advanceClock', "Advance the integration's clock", {
    description: 'Answers after everything that became due is done.',
    requestBody: requestBody('ClockMove', { 'a-minute': { advanceMs: example.CLOCK.advancedMs } }),
    success: ok('The advanced clock.', 'ClockState', { advanced: example.CLOCK }),
  }),
  'get /integrations/{slug}/faults': operation('faults', 'listFaults', "List the fault rules, except the scenario's", {
    success: ok('The fault rules.', 'FaultList', { one: { faults: [example.ACTIVE_FAULT] } }),
  }),
  'post /integrations/{slug}/faults': operation('faults', 'addFault', 'Add a fault rule', {
    description:
      'Of the rules that apply to a request the first matches; the rules of the scenario come last. ' +
      `An integration holds at most ${MAX_RULES} rules.`,
    requestBody: requestBody('FaultRule', example.FAULT_RULES),
    success: ok('The rule with its id.', 'ActiveFault', { added: { ...example.ACTIVE_FAULT, hits: 0 } }),
  }),
  'delete /integrations/{slug}/faults': operation('faults', 'deleteFaults', 'Remove all fault rules', {
    description: 'The scenario stays.',
  }),
  'delete /integrations/{slug}/faults/{id}': operation('faults', 'deleteFault', 'Remove one fault rule', {
    parameters: [FAULT_ID],
    problems: [...COMMON, 'UnknownFault'],
  }),
  'get /integrations/{slug}/scenario': operation('faults', 'getScenario', 'The running scenario and its progress', {
    success: ok('The progress.', 'ScenarioState', {
      'under-way': example.SCENARIO_UNDER_WAY,
      none: example.NO_SCENARIO,
    }),
  }),
  'put /integrations/{slug}/scenario': operation('faults', 'startScenario', 'Start a scenario, stop the running one', {
    requestBody: requestBody('ScenarioChoice', example.SCENARIOS),
    success: ok('The started scenario.', 'ScenarioState', { started: example.SCENARIO_STARTED }),
  }),
  'delete /integrations/{slug}/scenario': operation('faults', 'stopScenario', 'Stop the scenario', {
    description: 'Answers that hang or wait are aborted.',
  }),
  'get /integrations/{slug}/requests': operation('requests', 'listRequests', 'List requests, newest last', {
    parameters: FILTERS,
    success: ok('The requests.', 'RequestList', {
      accepted: { requests: [example.REQUEST], evicted: 0, bodiesCut: 0 },
    }),
  }),
  'delete /integrations/{slug}/requests': operation('requests', 'deleteRequests', 'Empty the journal and its reports', {
    description: 'Inbox, ledger and compliance are empty then too; settings, clock and rate limit stay.',
  }),
  'get /integrations/{slug}/requests/{id}': operation('requests', 'getRequest', 'One request', {
    parameters: [REQUEST_ID],
    success: ok('The request.', 'RequestRecord', { accepted: example.REQUEST }),
    problems: [...COMMON, 'UnknownRequest'],
  }),
  'get /integrations/{slug}/summaries': operation('requests', 'listSummaries', 'List requests as lines, newest last', {
    parameters: FILTERS,
    success: ok('The lines.', 'SummaryList', {
      accepted: { summaries: [example.requestLine()], evicted: 0, bodiesCut: 0 },
    }),
  }),
  'get /integrations/{slug}/inbox/{userId}': operation('requests', 'getInbox', 'Notifications, oldest first', {
    success: ok('The inbox.', 'Inbox', { 'one-push': example.INBOX }),
  }),
  'get /integrations/{slug}/ledger': operation('requests', 'getLedger', 'Deliveries and duplicates', {
    description: 'Two pushes are the same if title, summary and deeplink are equal.',
    success: ok('The ledger.', 'LedgerReport', { 'one-duplicate': example.LEDGER }),
  }),
  'get /integrations/{slug}/compliance': operation('requests', 'getCompliance', 'Compliance with the limits', {
    success: ok('The report.', 'Compliance', { 'too-many-calls': example.COMPLIANCE }),
  }),
  'post /integrations/{slug}/verify': operation('requests', 'verify', 'Compare the requests with an expectation', {
    description: 'Waits until the expectation is met, at most waitMs.',
    requestBody: requestBody('Expectation', example.EXPECTATIONS),
    success: ok('The verification.', 'Verification', example.VERIFICATIONS),
  }),
};

/** The paths of the control API below `/_mock`. */
export const PATHS = pathsOf(OPERATIONS);

function pathsOf(operations: Readonly<Record<string, Schema>>): Readonly<Record<string, Schema>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [key, described] of Object.entries(operations)) {
    const [method = '', path = ''] = key.split(' ');
    const parameters = PATH_PARAMETERS.filter(({ name }) => path.includes(`{${name}}`));
    paths[path] ??= parameters.length > 0 ? { parameters } : {};
    paths[path][method] = described;
  }
  return paths;
}

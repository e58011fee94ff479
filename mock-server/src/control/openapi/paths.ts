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
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Schema[];
  readonly requestBody?: Schema;
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
  { success = NO_CONTENT, problems: names, ...rest }: Operation,
): Schema {
  const responses = { ...success, ...problems(names ?? (rest.requestBody ? BODY : COMMON)) };
  return { operationId, tags: [tag], ...rest, responses };
}

function pathParameter(name: string, description: string, schema: Schema, exampleValue: string): Schema {
  return { name, in: 'path', required: true, description, schema, example: exampleValue };
}

function queryParameter(name: string, description: unknown, schema: Schema, exampleValue: unknown): Schema {
  return { name, in: 'query', description, schema, example: exampleValue };
}

const SLUG = pathParameter('slug', 'The integration, created on first use.', ref('Slug'), 'shop');
const USER_ID = pathParameter('userId', 'The customer, as in userIds of a push.', nonEmptyString(), example.USER_ID);
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

/** The paths of the control API below `/_mock`. */
export const PATHS: Readonly<Record<`/${string}`, Schema>> = {
  '/health': {
    get: {
      ...operation('mock', 'getHealth', {
        summary: 'Health of the mock; needs no token',
        success: ok('The mock is up.', 'Health', { up: example.HEALTH }),
        problems: [],
      }),
      security: [],
    },
  },
  '/fidelity': {
    get: operation('mock', 'getFidelity', {
      summary: 'Each behaviour, how well it is known, and the setting that changes it',
      success: ok('The fidelity table.', 'FidelityTable', { 'first-row': { fidelity: FIDELITY.slice(0, 1) } }),
      problems: TOKEN_ONLY,
    }),
  },
  '/openapi.json': {
    get: operation('mock', 'getControlDocument', {
      summary: 'This document',
      success: ok('OpenAPI 3.1.', 'OpenApiDocument', {}),
      problems: TOKEN_ONLY,
    }),
  },
  '/vendor-openapi.json': {
    get: operation('mock', 'getVendorDocument', {
      summary: 'The OpenAPI document of the emulated endpoint',
      success: ok('OpenAPI 3.1.', 'OpenApiDocument', {}),
      problems: TOKEN_ONLY,
    }),
  },
  '/reset': {
    post: operation('mock', 'reset', {
      summary: 'Reset everything to the state after the start',
      problems: TOKEN_ONLY,
    }),
  },
  '/metrics': {
    get: operation('mock', 'getMetrics', {
      summary: 'Metrics for Prometheus: counters since the start, and current sizes',
      description:
        'Counters never decrease, also not by a reset, a deletion or an eviction. The format is OpenMetrics if Accept prefers it.',
      success: {
        200: {
          description: 'The metrics.',
          content: { 'text/plain': PROMETHEUS, 'application/openmetrics-text': OPENMETRICS },
        },
      },
      problems: TOKEN_ONLY,
    }),
  },
  '/pact-states': {
    post: operation('pact', 'changePactState', {
      summary: "Set up or tear down a provider state; the call that Pact's verifiers make",
      description:
        'A state overrides settings and fault rules until its teardown, which restores them; of two states the later wins. ' +
        'Every setup gives its integrations a full rate limit window. A teardown without a setup changes nothing. ' +
        `At most ${MAX_STATES} states are in force at once.`,
      requestBody: requestBody('PactStateCall', example.PACT_STATE_CALLS),
      success: ok('The state was changed.', 'PactStateReport', { 'set-up': example.PACT_STATE_REPORT }),
    }),
  },
  '/events': {
    get: operation('mock', 'watchEvents', {
      summary: 'Server-sent events: one a request or change, from now on or after Last-Event-ID',
      description: 'The stream ends with the mock. x-events has the schema of the data line of each type of event.',
      parameters: [
        queryParameter('slug', 'Events of this integration and of the mock as a whole.', ref('Slug'), 'shop'),
        queryParameter(
          'coalesce',
          'Of request events that would be written together, sends only the newest of each integration; ids then have gaps.',
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
      ],
      success: { 200: { description: 'The stream.', content: { 'text/event-stream': EVENT_STREAM } } },
      problems: [...COMMON, 'TooManyWatchers'],
    }),
  },
  '/integrations': {
    get: operation('integrations', 'listIntegrations', {
      summary: 'List all integrations with their rate limits and counters, the least recently used first',
      success: ok('The integrations.', 'IntegrationList', { one: { integrations: [example.integrationSummary()] } }),
      problems: TOKEN_ONLY,
    }),
  },
  '/integrations/{slug}': {
    parameters: [SLUG],
    get: operation('integrations', 'getIntegration', {
      summary: 'Settings, rate limit, clock, faults, scenario and counters',
      success: ok('The integration.', 'IntegrationState', { 'used-up': example.integrationState() }),
    }),
    patch: operation('integrations', 'changeIntegration', {
      summary: 'Change the given settings and keep the others',
      description: 'A change of the rate limit starts a new window.',
      requestBody: requestBody('SettingsPatch', example.PATCHES),
      success: ok('The changed integration.', 'IntegrationState', { unchanged: example.integrationState() }),
    }),
    delete: operation('integrations', 'forgetIntegration', { summary: 'Delete the integration and all its data' }),
  },
  '/integrations/{slug}/clock': {
    parameters: [SLUG],
    post: operation('integrations', 'advanceClock', {
      summary: "Advance the integration's clock; answers after everything that became due is done",
      requestBody: requestBody('ClockMove', { 'a-minute': { advanceMs: example.CLOCK.advancedMs } }),
      success: ok('The advanced clock.', 'ClockState', { advanced: example.CLOCK }),
    }),
  },
  '/integrations/{slug}/faults': {
    parameters: [SLUG],
    get: operation('faults', 'listFaults', {
      summary: 'List the fault rules, except those of the scenario',
      success: ok('The fault rules.', 'FaultList', { one: { faults: [example.ACTIVE_FAULT] } }),
    }),
    post: operation('faults', 'addFault', {
      summary: 'Add a fault rule; the first rule that applies matches, before those of the scenario',
      description: `An integration holds at most ${MAX_RULES} rules.`,
      requestBody: requestBody('FaultRule', example.FAULT_RULES),
      success: ok('The rule with its id.', 'ActiveFault', { added: { ...example.ACTIVE_FAULT, hits: 0 } }),
    }),
    delete: operation('faults', 'deleteFaults', { summary: 'Remove every fault rule; the scenario stays' }),
  },
  '/integrations/{slug}/faults/{id}': {
    parameters: [SLUG, FAULT_ID],
    delete: operation('faults', 'deleteFault', {
      summary: 'Remove one fault rule',
      problems: [...COMMON, 'UnknownFault'],
    }),
  },
  '/integrations/{slug}/scenario': {
    parameters: [SLUG],
    get: operation('faults', 'getScenario', {
      summary: 'The running scenario and its progress',
      success: ok('The progress.', 'ScenarioState', {
        'under-way': example.SCENARIO_UNDER_WAY,
        none: example.NO_SCENARIO,
      }),
    }),
    put: operation('faults', 'startScenario', {
      summary: 'Start a scenario and stop the running one',
      requestBody: requestBody('ScenarioChoice', example.SCENARIOS),
      success: ok('The started scenario.', 'ScenarioState', { started: example.SCENARIO_STARTED }),
    }),
    delete: operation('faults', 'stopScenario', {
      summary: 'Stop the scenario and abort every answer that hangs or waits',
    }),
  },
  '/integrations/{slug}/requests': {
    parameters: [SLUG],
    get: operation('requests', 'listRequests', {
      summary: 'List the requests in the journal that match every filter, the newest last',
      parameters: FILTERS,
      success: ok('The matching requests.', 'RequestList', {
        accepted: { requests: [example.REQUEST], evicted: 0, bodiesCut: 0 },
      }),
    }),
    delete: operation('requests', 'deleteRequests', {
      summary: 'Empty journal, inbox, ledger and compliance; settings, clock and rate limit stay',
    }),
  },
  '/integrations/{slug}/requests/{id}': {
    parameters: [SLUG, REQUEST_ID],
    get: operation('requests', 'getRequest', {
      summary: 'One request',
      success: ok('The request.', 'RequestRecord', { accepted: example.REQUEST }),
      problems: [...COMMON, 'UnknownRequest'],
    }),
  },
  '/integrations/{slug}/summaries': {
    parameters: [SLUG],
    get: operation('requests', 'listSummaries', {
      summary: 'List the matching requests, each as one line, the newest last',
      parameters: FILTERS,
      success: ok('The matching requests.', 'SummaryList', {
        accepted: { summaries: [example.requestLine()], evicted: 0, bodiesCut: 0 },
      }),
    }),
  },
  '/integrations/{slug}/inbox/{userId}': {
    parameters: [SLUG, USER_ID],
    get: operation('requests', 'getInbox', {
      summary: "The notifications on a customer's phone, the oldest first",
      success: ok('The inbox.', 'Inbox', { 'one-push': example.INBOX }),
    }),
  },
  '/integrations/{slug}/ledger': {
    parameters: [SLUG],
    get: operation('requests', 'getLedger', {
      summary: 'Customers who received the same push once, and more than once',
      description: 'Two pushes are the same if title, summary and deeplink are equal.',
      success: ok('The ledger.', 'LedgerReport', { 'one-duplicate': example.LEDGER }),
    }),
  },
  '/integrations/{slug}/compliance': {
    parameters: [SLUG],
    get: operation('requests', 'getCompliance', {
      summary: 'How well the sender complied with the limits',
      success: ok('The report.', 'Compliance', { 'too-many-calls': example.COMPLIANCE }),
    }),
  },
  '/integrations/{slug}/verify': {
    parameters: [SLUG],
    post: operation('requests', 'verify', {
      summary: 'Compare the requests with an expectation; waits until it is met, at most waitMs',
      requestBody: requestBody('Expectation', example.EXPECTATIONS),
      success: ok('The verification.', 'Verification', example.VERIFICATIONS),
    }),
  },
};

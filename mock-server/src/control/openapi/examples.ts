import { RATE_LIMIT_REQUESTS, RATE_LIMIT_WINDOW_MS, standingOf } from 'imshop-contracts';
import type { ActiveFault, FaultRule, Scenario, ScenarioName, ScenarioState } from '../../api/faults.js';
import type { Health } from '../../api/health.js';
import type { IntegrationState, IntegrationSummary, SettingsPatch } from '../../api/integrations.js';
import type { PactStateCall, PactStateReport } from '../../api/pact-states.js';
import { DEFAULT_SLUG } from '../../api/push-path.js';
import type { Compliance, Expectation, LedgerReport, Verification } from '../../api/reports.js';
import type { Inbox, RequestLine, RequestRecord } from '../../api/requests.js';
import { VERSION } from '../../base/version.js';
import { initialSettings } from '../../settings/settings.js';
import { resolveSettings } from '../../settings/sources.js';

export const USER_ID = '79999999999';
const RECEIVED_AT = '2026-01-15T09:00:00.000Z';
const MESSAGE = { title: 'Your order is ready', summary: 'Pick it up until Friday' };
const DEEPLINK = 'slug://cart/home';

export const HEALTH: Health = {
  status: 'ok',
  version: VERSION,
  startedAt: RECEIVED_AT,
  uptimeMs: 1234,
  evictions: {
    'journal-entry': 120,
    delivery: 0,
    integration: 0,
    event: 31,
    watcher: 0,
    'waiting-answer': 0,
    connection: 0,
  },
};

export const FAULT_RULES = {
  'down-for-three': { fault: { type: 'status', status: 503, body: 'html', retryAfter: 30 }, when: { first: 3 } },
  'rate-limited-once': { fault: { type: 'rate-limited', retryAfter: 120 }, times: 1 },
  'lost-answer': { fault: { type: 'reset' }, when: { every: 5 }, accepted: true },
  'slow-now-and-then': { fault: { type: 'latency', minMs: 2000, maxMs: 8000 }, when: { probability: 0.2 } },
  'long-tail': { fault: { type: 'latency', medianMs: 300, sigma: 1.2 } },
  'one-customer': { fault: { type: 'hang' }, when: { userId: USER_ID, windowMs: 60_000 } },
} as const satisfies Record<string, FaultRule>;

export const ACTIVE_FAULT: ActiveFault = { id: 'fault-1', ...FAULT_RULES['down-for-three'], hits: 1 };

const DEPLOYMENT: Scenario = {
  name: 'deployment',
  loop: false,
  phases: [
    { name: 'as-usual', for: { requests: 5 } },
    { name: 'restart', for: { ms: 30_000 }, faults: [{ fault: { type: 'status', status: 502, body: 'html' } }] },
    { name: 'warming-up', faults: [{ fault: { type: 'latency', ms: 1500 }, times: 10 }] },
  ],
};

export const SCENARIOS: Readonly<Record<string, Scenario | { readonly name: ScenarioName }>> = {
  'by-name': { name: 'flapping' },
  'written-out': DEPLOYMENT,
};

export const NO_SCENARIO: ScenarioState = { scenario: null, phase: null, requests: 0, remainingMs: null, rounds: 0 };
export const SCENARIO_STARTED: ScenarioState = { ...NO_SCENARIO, scenario: DEPLOYMENT, phase: 0 };
export const SCENARIO_UNDER_WAY: ScenarioState = { ...SCENARIO_STARTED, phase: 1, requests: 2, remainingMs: 12_500 };

export const CLOCK: IntegrationState['clock'] = { now: '2026-01-15T09:01:00.000Z', advancedMs: 60_000 };

const COUNTERS = { requests: 11, accepted: 10, outcomes: { accepted: 10, 'rate-limited': 1 } };

/** An integration with the default settings. */
export function integrationState(): IntegrationState {
  return {
    slug: DEFAULT_SLUG,
    url: `http://127.0.0.1:8080/${DEFAULT_SLUG}/push`,
    settings: initialSettings(resolveSettings([])),
    limiter: { limit: 10, remaining: 0, resetMs: 42_000 },
    clock: CLOCK,
    faults: [ACTIVE_FAULT],
    scenario: SCENARIO_UNDER_WAY,
    seed: 20_260_115,
    counters: COUNTERS,
  };
}

export function integrationSummary(): IntegrationSummary {
  const { slug, url, settings, limiter, counters } = integrationState();
  const { available, rateLimit } = settings;
  return { slug, url, available, rateLimit, limiter, counters };
}

export const PATCHES: Readonly<Record<string, SettingsPatch>> = {
  'switched-off': { available: false },
  'no-limit': { rateLimit: null },
  'small-bucket': { rateLimit: { requests: 2, windowMs: 1000, algorithm: 'bucket', retryAfter: 'date' } },
  'first-error-only': { listAllErrors: false, envelope: 'hapi' },
  'plain-ids': { magicIds: false },
  strict: { strict: true, maxUserIds: 100 },
};

export const PACT_STATE_CALLS = {
  'every-integration': { action: 'setup', state: 'the integration is unavailable', params: {} },
  'one-integration': {
    action: 'setup',
    state: 'the rate limit is exhausted',
    params: { integration: 'shop', limit: 5 },
  },
  'filled-in': { action: 'setup', state: 'the vendor answers 503' },
  'by-template': {
    action: 'setup',
    state: 'the vendor answers {status}',
    params: { status: 502, body: 'html', retryAfter: 30 },
  },
  'no-state': { action: 'setup', state: '', params: {} },
  undone: { action: 'teardown', state: 'the integration is unavailable', params: {} },
} as const satisfies Record<string, PactStateCall>;

const EXHAUSTED = {
  state: 'the rate limit is exhausted {limit}',
  params: { integration: 'shop', limit: 5, retryAfter: 'seconds' },
} as const;

export const PACT_STATE_REPORT: PactStateReport = {
  action: 'setup',
  ...EXHAUSTED,
  inForce: [{ state: 'the integration is live', params: {} }, EXHAUSTED],
};

export const REQUEST: RequestRecord = {
  id: `${DEFAULT_SLUG}-1`,
  receivedAt: RECEIVED_AT,
  method: 'POST',
  path: `/${DEFAULT_SLUG}/push`,
  headers: { host: '127.0.0.1:8080', 'content-type': 'application/json', 'content-length': '142' },
  body: { userIds: [USER_ID], message: MESSAGE, deeplink: DEEPLINK },
  bodyTruncated: false,
  bodyCut: null,
  outcome: 'accepted',
  status: 200,
  response: { success: true },
  fault: null,
  accepted: true,
  advisories: [],
  standing: standingOf('accepted'),
  behaviour: 'accepted',
  hint: null,
  notBefore: null,
  durationMs: 2,
};

export function requestLine(): RequestLine {
  const { id: requestId, receivedAt, outcome, status, accepted, fault, behaviour, durationMs, standing } = REQUEST;
  const head = { requestId, receivedAt, outcome, status, accepted, fault, behaviour, durationMs, standing };
  return { ...head, title: MESSAGE.title, userIds: 1, advisories: 0 };
}

export const INBOX: Inbox = {
  userId: USER_ID,
  notifications: [{ requestId: REQUEST.id, receivedAt: RECEIVED_AT, ...MESSAGE, deeplink: DEEPLINK, duplicate: false }],
  evicted: 0,
};

export const LEDGER: LedgerReport = {
  once: 311,
  duplicated: [{ userId: USER_ID, times: 2, message: MESSAGE }],
  requests: 41,
  acceptedRequests: 40,
  forgotten: 0,
};

export const COMPLIANCE: Compliance = {
  requests: 41,
  acceptedRequests: 40,
  mostInWindow: { requests: 11, windowMs: RATE_LIMIT_WINDOW_MS, limit: RATE_LIMIT_REQUESTS, kept: false },
  insideRetryAfter: 0,
  wastedCalls: 1,
  batching: { userIds: 312, actualRequests: 40, optimalRequests: 1, score: 0.025 },
  drain: { actualMs: 180_000, optimalMs: 0 },
  evicted: 0,
  bodiesCut: 0,
};

export const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  'any-push': {},
  'exactly-one': { count: 1, userIds: [USER_ID], match: { message: { title: MESSAGE.title } } },
  'no-refusal': { atMost: 0, outcome: 'bad-request' },
  'between-two-and-five': { atLeast: 2, atMost: 5, outcome: 'any', waitMs: 0 },
};

export const VERIFICATIONS: Readonly<Record<Verification['result'], Verification>> = {
  pass: { result: 'pass', found: 1, nearest: [] },
  fail: {
    result: 'fail',
    found: 0,
    nearest: [
      {
        requestId: REQUEST.id,
        differences: [{ path: 'message.title', expected: MESSAGE.title, actual: 'Your order is late' }],
      },
    ],
  },
  inconclusive: { result: 'inconclusive', found: 0, nearest: [] },
};

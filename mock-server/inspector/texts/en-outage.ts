import type { FaultType, ScenarioName } from '../../src/api/faults.js';
import type { FieldName, LatencyShape, WhenChoice } from '../outage/fault-fields.js';
import { englishCount as count, englishOrdinal as ordinal } from './plural.js';

interface FaultTypeTexts {
  readonly name: string;
  readonly explanation: string;
}

const requests = count('{n} request', '{n} requests');

/** Texts of the panel that simulates outages. */
export const outage = {
  title: 'Simulate outages',
  noRequests: 'No requests yet. What you set here applies from the first request.',

  available: 'Integration available',
  unavailableHint: 'When off, every push is answered with “Integration is unavailable”.',

  scenario: {
    title: 'Outage scenario',
    label: 'Scenario',
    start: 'Start scenario',
    stop: 'Stop scenario',
    running: 'Scenario running',
    unnamed: 'unnamed',
    /** Translations of the built-in scenarios' phase names. Other phases keep the name that their author chose. */
    phaseNames: {} as Readonly<Record<string, string>>,
    phase: (number: number, of: number) => `phase ${number} of ${of}`,
    over: 'all phases are over; no more faults',
    requests,
    requestsOf: (n: number, of: number) => `${n} of ${requests(of)}`,
    remaining: (duration: string) => `${duration} left`,
    rounds: count('{n} round completed', '{n} rounds completed'),
    explanations: {
      healthy: 'No faults.',
      unavailable: 'Every push is answered with “Integration is unavailable”.',
      brownout: 'One request in five gets a 503 page; the others are slow, with a median of 1.5 seconds.',
      flapping: 'Three requests succeed, the next two get a 502 page, and so on.',
      'total-outage': 'Every connection is reset; nothing is delivered.',
      'rate-limit-storm': 'One request succeeds, the next three get 429, and so on.',
      'lost-responses': 'Every third push is delivered, but its connection is reset before the answer.',
      slow: 'Every answer takes 2 to 8 seconds.',
      maintenance: 'A 503 page with Retry-After for two minutes, then no faults.',
    } satisfies Record<ScenarioName, string>,
  },

  form: {
    title: 'Single faults',
    fault: 'Fault',
    when: 'Applies to',
    accepted: 'Deliver the push despite the fault',
    acceptedHint: 'The sender sees an error although the push was delivered. A blind retry delivers it twice.',
    add: 'Add fault',
    emptyNone: 'empty: none',
    emptySixty: 'empty: 60',
    emptyUnlimited: 'empty: no limit',
    fields: {
      status: 'HTTP status',
      retryAfter: 'Retry-After, seconds',
      body: 'Body',
      shape: 'Delay',
      ms: 'Delay, ms',
      minMs: 'Minimum delay, ms',
      maxMs: 'Maximum delay, ms',
      medianMs: 'Median delay, ms',
      sigma: 'Spread (sigma), 0 to 5',
      intervalMs: 'Interval between bytes, ms',
      location: 'Location: absolute URL or path',
      n: 'Value of n',
      probability: 'Probability, 0 to 1',
      times: 'Maximum number of hits',
    } satisfies Record<FieldName, string>,
    shapes: {
      fixed: 'fixed',
      uniform: 'uniform between two limits',
      'log-normal': 'log-normal: mostly short, sometimes long',
    } satisfies Record<LatencyShape, string>,
    choices: {
      always: 'the next requests',
      first: 'the first n requests',
      nth: 'only the nth request',
      every: 'every nth request',
      probability: 'random requests',
    } satisfies Record<WhenChoice, string>,
  },

  bodies: { json: 'JSON', html: 'HTML page', empty: 'empty body' },

  types: {
    unavailable: { name: 'Integration is unavailable', explanation: 'Status 200, but the push is not accepted.' },
    status: { name: 'HTTP status', explanation: 'Answers with the given status, body and Retry-After.' },
    'rate-limited': { name: 'Rate limited', explanation: 'Answers 429, as if the limit were exhausted.' },
    latency: { name: 'Delay', explanation: 'Answers normally, after a delay.' },
    hang: { name: 'No answer', explanation: 'Keeps the connection open and never answers.' },
    reset: { name: 'Connection reset', explanation: 'Resets the connection (RST) before the answer.' },
    'empty-reply': { name: 'Empty reply', explanation: 'Closes the connection without sending a byte.' },
    'truncated-body': { name: 'Truncated body', explanation: 'Sends a body shorter than its Content-Length.' },
    'malformed-json': {
      name: 'Malformed JSON',
      explanation: 'Sends a body that is declared as JSON but does not parse.',
    },
    garbage: { name: 'Not HTTP', explanation: 'Sends bytes that are not an HTTP response.' },
    'slow-body': { name: 'Slow body', explanation: 'Sends the headers at once, then the body byte by byte.' },
    'wrong-content-type': {
      name: 'HTML instead of JSON',
      explanation: 'Status 200 with a web page, as from a captive portal.',
    },
    'stale-connection': {
      name: 'Stale connection',
      explanation: 'Answers normally, then closes the keep-alive connection without notice.',
    },
    redirect: { name: 'Redirect', explanation: 'Redirects the request with status 302.' },
    'extra-keys': { name: 'Extra keys', explanation: 'Answers normally, with undocumented keys.' },
    'gzip-body': { name: 'Gzip body', explanation: 'Answers normally, compressed where the sender accepts gzip.' },
  } satisfies Record<FaultType, FaultTypeTexts>,

  rule: {
    status: (status: number) => `Status ${status}`,
    retryAfter: (value: number | string) => `Retry-After: ${value}`,
    logNormal: (median: string, sigma: number) => `median ${median}, sigma ${sigma}`,
    first: count('the first request', 'the first {n} requests'),
    nth: (n: number) => `only the ${ordinal(n)} request`,
    every: (n: number) => (n === 1 ? 'every request' : `every ${ordinal(n)} request`),
    probability: (percent: string) => `${percent} of the requests`,
    userId: (id: string) => `for customer ${id}`,
    window: (duration: string) => `for ${duration}`,
    times: count('once', 'at most {n} times'),
    accepted: 'push delivered anyway',
  },

  rules: {
    title: 'Fault rules',
    none: 'none',
    hits: count('{n} hit', '{n} hits'),
    exhausted: 'exhausted',
    remove: 'Remove',
    removeRule: (rule: string) => `Remove: ${rule}`,
    removeAll: 'Remove all rules',
  },

  clock: {
    title: 'Clock',
    hint: 'Delays, scenario phases and the rate limit follow the clock of this integration.',
    ahead: (duration: string) => `${duration} ahead`,
    notAdvanced: 'not advanced',
    advanceMinute: 'Advance by 1 min',
    custom: 'Advance by another time',
    seconds: 'Advance by, seconds',
    advance: 'Advance',
  },

  reset: {
    open: 'Reset everything…',
    title: 'Reset the whole mock?',
    consequences:
      'All integrations return to their state at start. Requests, rules, scenarios, settings and clocks are lost.',
    cancel: 'Cancel',
    confirm: 'Reset everything',
  },

  announcements: {
    available: 'The integration is available.',
    unavailable: 'The integration is unavailable.',
    faultAdded: (fault: string) => `Fault added for the next request: ${fault}`,
    ruleAdded: (rule: string) => `Rule added: ${rule}`,
    ruleRemoved: (rule: string) => `Rule removed: ${rule}`,
    allRulesRemoved: 'All rules removed.',
    scenarioStarted: (name: string) => `Scenario started: ${name}`,
    scenarioStopped: 'Scenario stopped.',
    clockAdvanced: (duration: string) => `Clock advanced by ${duration}.`,
    reset: 'Everything was reset.',
  },
};

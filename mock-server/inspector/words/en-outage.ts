import type { FaultType, ScenarioName } from '../../src/api/faults.js';
import type { FieldName, LatencyShape, WhenChoice } from '../outage/fault-fields.js';
import { counted, type Forms } from './counted.js';

const count = (forms: Forms) => counted('en', forms);

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIXES: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ordinal = (n: number) => `${n}${SUFFIXES[ORDINALS.select(n)] ?? 'th'}`;

interface FaultTypeWords {
  readonly name: string;
  readonly explanation: string;
}

const REQUESTS = count({ one: '{n} request', other: '{n} requests' });

export const outage = {
  title: 'Break things',
  unknown: 'No request has come here yet. What you set now holds from the first one.',

  available: 'Integration available',
  unavailableHint: 'Off: every push is answered with “Integration is unavailable”.',

  scenario: {
    title: 'Outage scenario',
    label: 'Scenario',
    start: 'Start scenario',
    stop: 'Stop scenario',
    running: 'Scenario running',
    unnamed: 'without a name',
    /** Of phases that come with the mock, by the name in the scenario; any other phase is called as its author does. */
    phaseNames: {} as Readonly<Record<string, string>>,
    phase: (number: number, of: number) => `phase ${number} of ${of}`,
    over: 'all phases are over; nothing fails any more',
    requests: REQUESTS,
    requestsOf: (n: number, of: number) => `${n} of ${REQUESTS(of)}`,
    remaining: (duration: string) => `${duration} left`,
    rounds: count({ one: '{n} round done', other: '{n} rounds done' }),
    explanations: {
      healthy: 'Nothing fails.',
      unavailable: 'Every push is answered with “Integration is unavailable”.',
      brownout: 'One answer in five is a 503 page; the others are slow, 1.5 seconds in the middle.',
      flapping: 'Three requests go through, the next two get a 502 page, and so on.',
      'total-outage': 'Every connection is reset; nothing is delivered.',
      'rate-limit-storm': 'One request goes through, the next three get 429, and so on.',
      'lost-responses': 'Every third push is delivered, but its answer is lost: the connection is reset.',
      slow: 'Every answer takes 2 to 8 seconds.',
      maintenance: 'A 503 page with Retry-After for two minutes, then all is well.',
    } satisfies Record<ScenarioName, string>,
  },

  form: {
    title: 'Single faults',
    fault: 'Fault',
    which: 'Which requests',
    accepted: 'Deliver the push all the same',
    acceptedHint: 'The ambiguous failure: who retries blindly shows the customer the push twice.',
    add: 'Add fault',
    isNone: 'left empty: none',
    isSixty: 'left empty: 60',
    isUnbounded: 'left empty: no bound',
    fields: {
      status: 'HTTP status',
      retryAfter: 'Retry-After, seconds',
      body: 'Body',
      shape: 'Delay',
      ms: 'Delay, milliseconds',
      minMs: 'Shortest delay, milliseconds',
      maxMs: 'Longest delay, milliseconds',
      medianMs: 'Median delay, milliseconds',
      sigma: 'Spread (sigma), from 0 to 5',
      intervalMs: 'Between two bytes, milliseconds',
      location: 'Location: an absolute URL or path',
      n: 'n, requests',
      probability: 'Probability, from 0 to 1',
      times: 'At most, times',
    } satisfies Record<FieldName, string>,
    shapes: {
      fixed: 'always the same',
      uniform: 'anything between two bounds',
      'log-normal': 'mostly short, now and then long',
    } satisfies Record<LatencyShape, string>,
    choices: {
      always: 'the next ones',
      first: 'the first n',
      nth: 'the nth alone',
      every: 'every nth',
      probability: 'some, by chance',
    } satisfies Record<WhenChoice, string>,
  },

  bodies: { json: 'JSON', html: 'HTML page', empty: 'empty body' },

  types: {
    unavailable: { name: 'Integration is unavailable', explanation: 'Status 200, yet the push was not taken.' },
    status: { name: 'HTTP status', explanation: 'Answers with the status, body and Retry-After that you choose.' },
    'rate-limited': { name: 'Rate limited', explanation: 'Answers 429, as if the limit were used up.' },
    latency: { name: 'Delay', explanation: 'Answers as usual, but late.' },
    hang: { name: 'No answer', explanation: 'The connection stays open and no answer comes.' },
    reset: { name: 'Connection reset', explanation: 'The connection breaks off (RST) before the answer.' },
    'empty-reply': { name: 'Empty reply', explanation: 'The connection is closed without a single byte.' },
    'truncated-body': { name: 'Truncated body', explanation: 'The body ends before its Content-Length is reached.' },
    'malformed-json': { name: 'Malformed JSON', explanation: 'The body calls itself JSON and cannot be parsed.' },
    garbage: { name: 'Not HTTP', explanation: 'Bytes come back that are no HTTP answer.' },
    'slow-body': { name: 'Slow body', explanation: 'The headers come at once, the body a byte at a time.' },
    'wrong-content-type': {
      name: 'HTML instead of JSON',
      explanation: 'Status 200 with a web page, as from a portal.',
    },
    'stale-connection': {
      name: 'Stale connection',
      explanation: 'Answers as usual, then closes a connection that it promised to keep.',
    },
    redirect: { name: 'Redirect', explanation: 'Sends the request elsewhere with status 302.' },
    'extra-keys': { name: 'Extra keys', explanation: 'Answers as usual, with keys that no document names.' },
    'gzip-body': { name: 'Gzip body', explanation: 'Answers as usual, compressed where the sender takes gzip.' },
  } satisfies Record<FaultType, FaultTypeWords>,

  rule: {
    status: (status: number) => `Status ${status}`,
    retryAfter: (value: number | string) => `Retry-After: ${value}`,
    around: (median: string, sigma: number) => `around ${median}, sigma ${sigma}`,
    first: count({ one: 'the first request', other: 'the first {n} requests' }),
    nth: (n: number) => `the ${ordinal(n)} request alone`,
    every: (n: number) => (n === 1 ? 'every request' : `every ${ordinal(n)} request`),
    probability: (percent: string) => `${percent} of the requests`,
    userId: (id: string) => `for customer ${id}`,
    window: (duration: string) => `for ${duration}`,
    times: count({ one: 'once', other: 'at most {n} times' }),
    accepted: 'delivered all the same',
  },

  rules: {
    title: 'Fault rules in force',
    none: 'none',
    hits: count({ one: '{n} hit', other: '{n} hits' }),
    spent: 'used up',
    remove: 'Remove',
    removeRule: (rule: string) => `Remove: ${rule}`,
    removeAll: 'Remove all rules',
  },

  clock: {
    title: 'Clock',
    hint: 'Delays, phases and the rate limit go by the clock of this integration.',
    advanced: (duration: string) => `${duration} ahead`,
    onTime: 'not advanced',
    minute: 'Advance by 1 min',
    more: 'Advance by another time',
    seconds: 'Advance by, seconds',
    advance: 'Advance',
  },

  reset: {
    open: 'Reset everything…',
    title: 'Reset the whole mock?',
    what: 'All integrations go back to how the mock was started: requests, rules, scenarios, settings and clocks are lost.',
    cancel: 'Cancel',
    confirm: 'Reset everything',
  },

  said: {
    available: 'The integration is available.',
    unavailable: 'The integration is unavailable.',
    nextFails: (fault: string) => `The next answer fails: ${fault}`,
    added: (rule: string) => `Rule added: ${rule}`,
    removed: (rule: string) => `Rule removed: ${rule}`,
    removedAll: 'All rules removed.',
    started: (name: string) => `Scenario started: ${name}`,
    stopped: 'The scenario was stopped.',
    advanced: (duration: string) => `The clock was advanced by ${duration}.`,
    reset: 'Everything was reset.',
  },
};

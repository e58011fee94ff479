import { type Broken, FAULT, SCENARIO } from './bodies.js';

const HANG = { type: 'hang' };
const DAY_MS = 86_400_000;

/** Faults that break the documented schema in one way each, and where. */
const FAULTS: readonly (readonly [path: string, fault: unknown])[] = [
  ['', null],
  ['', 'hang'],
  ['', []],
  ['', '{"type":"hang"}'],
  ['.type', {}],
  ['.type', { type: 'explode' }],
  ['.type', { type: null }],
  ['.status', { type: 'hang', status: 503 }],
  ['.ms', { type: 'unavailable', ms: 1 }],
  ['.status', { type: 'status' }],
  ['.status', { type: 'status', status: 199 }],
  ['.status', { type: 'status', status: 600 }],
  ['.status', { type: 'status', status: '503' }],
  ['.body', { type: 'status', status: 503, body: 'xml' }],
  ['.retryAfter', { type: 'status', status: 503, retryAfter: -1 }],
  ['.retryAfter', { type: 'status', status: 503, retryAfter: 0.5 }],
  ['.retryAfter', { type: 'rate-limited', retryAfter: '' }],
  ['.retryAfter', { type: 'rate-limited', retryAfter: 'завтра' }],
  ['.retryAfter', { type: 'rate-limited', retryAfter: '1\r\nX-More: 1' }],
  ['.retryAfter', { type: 'rate-limited', retryAfter: '1'.repeat(257) }],
  ['.retryAfter', { type: 'rate-limited', retryAfter: null }],
  ['.body', { type: 'rate-limited', body: 'html' }],
  ['', { type: 'latency' }],
  ['', { type: 'latency', ms: 1, minMs: 1, maxMs: 2 }],
  ['', { type: 'latency', ms: 1, medianMs: 1, sigma: 1 }],
  ['', { type: 'latency', minMs: 1 }],
  ['', { type: 'latency', medianMs: 1 }],
  ['.ms', { type: 'latency', ms: -1 }],
  ['.ms', { type: 'latency', ms: 3_600_001 }],
  ['.maxMs', { type: 'latency', minMs: 1, maxMs: 3_600_001 }],
  ['.medianMs', { type: 'latency', medianMs: 0, sigma: 1 }],
  ['.sigma', { type: 'latency', medianMs: 1, sigma: 5.1 }],
  ['.sigma', { type: 'latency', medianMs: 1, sigma: -0.1 }],
  ['.intervalMs', { type: 'slow-body', intervalMs: 0 }],
  ['.retryAfterForm', { type: 'rate-limited', retryAfterForm: 'minutes' }],
  ['.retryAfterForm', { type: 'rate-limited', retryAfter: 'soon', retryAfterForm: 'seconds' }],
  ['.retryAfterForm', { type: 'rate-limited', retryAfter: 1_000_000_001, retryAfterForm: 'date' }],
  ['.retryAfterForm', { type: 'status', status: 503, retryAfter: 'soon', retryAfterForm: 'off' }],
  ['.retryAfterForm', { type: 'status', status: 503, retryAfter: 1_000_000_001, retryAfterForm: 'date' }],
  ['.retryAfterForm', { type: 'status', status: 503, retryAfterForm: 'date' }],
  ['.retryAfterForm', { type: 'status', status: 503, retryAfterForm: 'seconds' }],
  ['.message', { type: 'status', status: 503, message: 1 }],
  ['.message', { type: 'status', status: 503, message: 'x'.repeat(1001) }],
  ['.message', { type: 'status', status: 503, body: 'html', message: 'Down' }],
  ['.message', { type: 'status', status: 503, body: 'empty', message: 'Down' }],
  ['.location', { type: 'redirect' }],
  ...['', 'elsewhere', '//host/path', 'ftp://host/', 'https://', 'http:///path', '/a b', '/я', '/a\r\nX-More: 1'].map(
    (location) => ['.location', { type: 'redirect', location }] as const,
  ),
  ['.location', { type: 'redirect', location: `/${'x'.repeat(2048)}` }],
  ['.status', { type: 'redirect', location: '/', status: 304 }],
  ['.status', { type: 'redirect', location: '/', status: '302' }],
  ['.keys', { type: 'extra-keys', keys: {} }],
];

/** Conditions of a rule that break it in one way each, and where. */
const WHENS: readonly (readonly [path: string, when: unknown])[] = [
  ['', null],
  ['', []],
  ['', '{}'],
  ['', { first: 1, nth: 1 }],
  ['', { first: 1, every: 1 }],
  ['', { nth: 1, every: 1 }],
  ['.first', { first: 0 }],
  ['.first', { first: 1_000_001 }],
  ['.nth', { nth: 1.5 }],
  ['.every', { every: '2' }],
  ['.probability', { probability: 2 }],
  ['.probability', { probability: -0.1 }],
  ['.probability', { probability: '0.5' }],
  ['.userId', { userId: '' }],
  ['.userId', { userId: 1 }],
  ['.windowMs', { windowMs: 0 }],
  ['.windowMs', { windowMs: DAY_MS + 1 }],
  ['.unless', { unless: 1 }],
];

/** Rules that break in one way each, and where. */
const RULES: readonly (readonly [path: string, rule: unknown])[] = [
  ...FAULTS.map(([path, fault]) => [`fault${path}`, { fault }] as const),
  ...WHENS.map(([path, when]) => [`when${path}`, { fault: HANG, when }] as const),
  ['fault', {}],
  ['times', { fault: HANG, times: -1 }],
  ['times', { fault: HANG, times: 0 }],
  ['times', { fault: HANG, times: 1_000_001 }],
  ['accepted', { fault: HANG, accepted: 'yes' }],
];

/** Phases that break in one way each, and where. */
const PHASES: readonly (readonly [path: string, phase: unknown])[] = [
  ['', []],
  ['', '{}'],
  ['.unless', { unless: 1 }],
  ['.name', { name: '' }],
  ['.name', { name: 'x'.repeat(101) }],
  ['.for', { for: {} }],
  ['.for', { for: 5 }],
  ['.for', { for: { requests: 1, ms: 1 } }],
  ['.for.hours', { for: { requests: 1, hours: 1 } }],
  ['.for.requests', { for: { requests: 0 } }],
  ['.for.ms', { for: { ms: 0 } }],
  ['.for.ms', { for: { ms: DAY_MS + 1 } }],
  ['.faults', { faults: {} }],
  ['.faults', { faults: '[]' }],
  ['.faults', { faults: Array.from({ length: 10_001 }, () => ({ fault: HANG })) }],
  ['.faults[1]', { faults: [{ fault: HANG }, 'hang'] }],
  ...RULES.map(([path, rule]) => [`.faults[0].${path}`, { faults: [rule] }] as const),
];

/** As in `bodies.ts`, for what fails on purpose. */
export const BROKEN_FAULTS: readonly Broken[] = [
  ...RULES.map(([path, rule]) => [FAULT, path, rule] as const),
  [SCENARIO, 'name', {}],
  [SCENARIO, 'name', { name: 'chaos' }],
  [SCENARIO, 'name', { name: null }],
  [SCENARIO, 'loop', { name: 'flapping', loop: true }],
  [SCENARIO, 'name', { name: '', phases: [] }],
  [SCENARIO, 'name', { name: 'x'.repeat(101), phases: [] }],
  [SCENARIO, 'loop', { loop: 'true', phases: [] }],
  [SCENARIO, 'phases', { phases: null }],
  [SCENARIO, 'phases', { phases: {} }],
  [SCENARIO, 'phases', { phases: Array.from({ length: 1001 }, () => ({ for: { requests: 1 } })) }],
  ...PHASES.map(([path, phase]) => [SCENARIO, `phases[0]${path}`, { phases: [phase] }] as const),
];

/** What no schema can say: bodies that it takes and the mock does not, and the path of the fault. */
export const STRICTER: readonly Broken[] = [
  [FAULT, 'fault.maxMs', { fault: { type: 'latency', minMs: 2, maxMs: 1 } }],
  [SCENARIO, 'phases', { phases: [{}, {}] }],
  [SCENARIO, 'phases', { phases: [{ for: { ms: 1 } }, { name: 'endless' }, { for: { requests: 1 } }] }],
  [
    SCENARIO,
    'phases[0].faults[0].fault.maxMs',
    { phases: [{ faults: [{ fault: { type: 'latency', minMs: 2, maxMs: 1 } }] }] },
  ],
];

/** As in `bodies.ts`. */
export const FAULT_EDGES: readonly (readonly [operation: string, body: unknown])[] = [
  [FAULT, { fault: { type: 'status', status: 200, retryAfter: 0 } }],
  [FAULT, { fault: { type: 'status', status: 599, retryAfter: Number.MAX_SAFE_INTEGER } }],
  [FAULT, { fault: { type: 'rate-limited', retryAfter: ' '.repeat(256) } }],
  [FAULT, { fault: { type: 'status', status: 503, retryAfter: 1_000_000_000, retryAfterForm: 'date' } }],
  [FAULT, { fault: { type: 'status', status: 503, retryAfter: 1_000_000_001, retryAfterForm: 'off' } }],
  [FAULT, { fault: { type: 'status', status: 503, retryAfterForm: 'off', body: 'json', message: '' } }],
  [FAULT, { fault: { type: 'status', status: 503, message: 'x'.repeat(1000) } }],
  [FAULT, { fault: { type: 'rate-limited', retryAfterForm: 'date' } }],
  [FAULT, { fault: { type: 'redirect', location: '/' } }],
  [FAULT, { fault: { type: 'redirect', location: `https://shop.example/${'x'.repeat(2027)}`, status: 308 } }],
  [FAULT, { fault: { type: 'latency', ms: 0 }, when: {} }],
  [FAULT, { fault: { type: 'latency', minMs: 5, maxMs: 5 }, when: { first: 1 } }],
  [FAULT, { fault: { type: 'latency', medianMs: 3_600_000, sigma: 5 }, when: { nth: 1_000_000, windowMs: DAY_MS } }],
  [FAULT, { fault: { type: 'slow-body', intervalMs: 3_600_000 }, when: { probability: 1 }, times: 1_000_000 }],
  [SCENARIO, { phases: [] }],
  [SCENARIO, { name: 'x'.repeat(100), loop: true, phases: [{ for: { ms: DAY_MS }, faults: [] }, {}] }],
  [SCENARIO, { name: 'chaos', phases: Array.from({ length: 1000 }, () => ({ for: { requests: 1_000_000 } })) }],
  [SCENARIO, { phases: [{ faults: Array.from({ length: 10_000 }, () => ({ fault: HANG })) }] }],
];

const PATCH = 'patch /integrations/{slug}';
const VERIFY = 'post /integrations/{slug}/verify';
const CLOCK = 'post /integrations/{slug}/clock';
export const FAULT = 'post /integrations/{slug}/faults';
export const SCENARIO = 'put /integrations/{slug}/scenario';
export const PACT_STATE = 'post /pact-states';

/** Every call that takes a body, and the least it takes. */
const LEAST: readonly (readonly [operation: string, body: object])[] = [
  [PATCH, {}],
  [VERIFY, {}],
  [CLOCK, { advanceMs: 1 }],
  [FAULT, { fault: { type: 'hang' } }],
  [SCENARIO, { phases: [] }],
  [PACT_STATE, { state: '' }],
];

export const OPERATIONS = LEAST.map(([operation]) => operation);

export type Broken = readonly [operation: string, path: string, body: unknown];

/** Bodies that break the documented schema in one way each, and the path of the fault. */
export const BROKEN: readonly Broken[] = [
  ...LEAST.flatMap(([operation, least]): Broken[] => [
    [operation, '', null],
    [operation, '', []],
    [operation, '', '{}'],
    [operation, '', 1],
    [operation, 'sometimes', { ...least, sometimes: true }],
  ]),
  [PATCH, 'available', { available: 'yes' }],
  [PATCH, 'available', { available: null }],
  [PATCH, 'maxUserIds', { maxUserIds: 0 }],
  [PATCH, 'maxUserIds', { maxUserIds: 1_000_001 }],
  [PATCH, 'maxUserIds', { maxUserIds: 1.5 }],
  [PATCH, 'maxUserIds', { maxUserIds: '5' }],
  [PATCH, 'rateLimit', { rateLimit: 'off' }],
  [PATCH, 'rateLimit', { rateLimit: [] }],
  [PATCH, 'rateLimit.requests', { rateLimit: { requests: 0 } }],
  [PATCH, 'rateLimit.requests', { rateLimit: { requests: 1_000_001 } }],
  [PATCH, 'rateLimit.windowMs', { rateLimit: { windowMs: 0 } }],
  [PATCH, 'rateLimit.windowMs', { rateLimit: { windowMs: 86_400_001 } }],
  [PATCH, 'rateLimit.algorithm', { rateLimit: { algorithm: 'leaky' } }],
  [PATCH, 'rateLimit.algorithm', { rateLimit: { algorithm: null } }],
  [PATCH, 'rateLimit.retryAfter', { rateLimit: { retryAfter: 'never' } }],
  [PATCH, 'rateLimit.countRejected', { rateLimit: { countRejected: 1 } }],
  [PATCH, 'rateLimit.burst', { rateLimit: { burst: 1 } }],
  [PATCH, 'listAllErrors', { listAllErrors: 1 }],
  [PATCH, 'envelope', { envelope: 'soap' }],
  [PATCH, 'magicIds', { magicIds: null }],
  [PATCH, 'strict', { strict: 'true' }],
  [PATCH, 'unavailableStatus', { unavailableStatus: 199 }],
  [PATCH, 'unavailableStatus', { unavailableStatus: 600 }],
  [PATCH, 'unavailableStatus', { unavailableStatus: '503' }],
  [VERIFY, 'count', { count: -1 }],
  [VERIFY, 'count', { count: '1' }],
  [VERIFY, 'atLeast', { atLeast: -1 }],
  [VERIFY, 'atLeast', { atLeast: 0.5 }],
  [VERIFY, 'atMost', { atMost: -1 }],
  [VERIFY, 'atMost', { atMost: null }],
  [VERIFY, 'count', { count: 1, atLeast: 1 }],
  [VERIFY, 'count', { count: 1, atMost: 1 }],
  [VERIFY, 'userIds', { userIds: '1' }],
  [VERIFY, 'userIds[0]', { userIds: [1] }],
  [VERIFY, 'userIds[1]', { userIds: ['1', ''] }],
  [VERIFY, 'match', { match: [] }],
  [VERIFY, 'match', { match: '{"a":1}' }],
  [VERIFY, 'outcome', { outcome: 'lost' }],
  [VERIFY, 'waitMs', { waitMs: -1 }],
  [VERIFY, 'waitMs', { waitMs: 600_001 }],
  [CLOCK, 'advanceMs', {}],
  [CLOCK, 'advanceMs', { advanceMs: -1 }],
  [CLOCK, 'advanceMs', { advanceMs: 366 * 86_400_000 + 1 }],
  [CLOCK, 'advanceMs', { advanceMs: '1' }],
];

/** Bodies at the very edge of what the document allows. */
export const EDGES: readonly (readonly [operation: string, body: unknown])[] = [
  [PATCH, {}],
  [PATCH, { maxUserIds: 1, rateLimit: { requests: 1, windowMs: 1 } }],
  [PATCH, { maxUserIds: 1_000_000, rateLimit: { requests: 1_000_000, windowMs: 86_400_000 } }],
  [PATCH, { rateLimit: {} }],
  [PATCH, { rateLimit: { countRejected: true }, unavailableStatus: 200 }],
  [PATCH, { unavailableStatus: 599 }],
  [VERIFY, { count: 0, waitMs: 0, userIds: [], match: {} }],
  [VERIFY, { atLeast: 0, waitMs: 600_000, outcome: 'any', match: { __proto: [null], message: {} } }],
  [CLOCK, { advanceMs: 0 }],
  [CLOCK, { advanceMs: 366 * 86_400_000 }],
];

/** Queries of the journal, each with one faulty parameter, and its name. */
export const BAD_QUERIES: readonly (readonly [query: string, path: string])[] = [
  ['outcome=lost', 'outcome'],
  ['status=99', 'status'],
  ['status=600', 'status'],
  ['status=ok', 'status'],
  ['userId=', 'userId'],
  ['text=', 'text'],
  ['after=', 'after'],
  ['limit=0', 'limit'],
  ['limit=1.5', 'limit'],
  ['limit=1&limit=2', 'limit'],
  ['sort=up', 'sort'],
];

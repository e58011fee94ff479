import fc from 'fast-check';

/** Values of every kind, some of them right for some setting. */
const value = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    'true',
    '0',
    'off',
    '10/1m',
    '1/1ms',
    'sliding',
    'bucket',
    'date',
    'hapi',
  ),
  fc.constantFrom<unknown>(
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    2 ** 53,
    10n,
    Symbol('x'),
    () => 1,
    new Date(Number.NaN),
  ),
  fc.constantFrom<unknown>(
    { requests: 1, windowMs: 1 },
    { requests: 1, windowMs: '1' },
    { __proto__: null },
    new Map(),
    cyclic(),
  ),
  fc.constantFrom<unknown>('/:slug/push', '/a', '/:slug/:slug', '/_mock/:slug', '/../:slug', '/%2e/:slug', '/'),
  fc.integer(),
  fc.double(),
  fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true }),
);

/** Where a value may be a name to look up or a file to write, nothing is drawn. */
const NAMES = [
  'rateLimit',
  'rateLimitAlgorithm',
  'retryAfter',
  'countRejected',
  'maxUserIds',
  'firstErrorOnly',
  'envelope',
  'noMagicIds',
  'strict',
  'unavailableStatus',
  'noMockHeaders',
  'maxIntegrations',
  'journalMax',
  'journalMaxBytes',
  'path',
  'seed',
  'adminToken',
  'logLevel',
  'mutant',
  'unheardOf',
  'constructor',
  'toString',
] as const;

/** A few settings, with any values. */
export const settings = fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.constantFrom('__proto__')), value, {
  maxKeys: 4,
});

function cyclic(): object {
  const value: { self?: object } = {};
  value.self = value;
  return value;
}

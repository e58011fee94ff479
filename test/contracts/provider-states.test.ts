import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER_STATES, type ProviderState, ProviderStateError, readState } from 'imshop-contracts/pact';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../workspace/root.js';

const LIVE = 'the integration is live';
const EXHAUSTED = 'the rate limit is exhausted {limit}';
const STATUS = 'the vendor answers {status}';
const IDS = 'the vendor accepts up to {limit} user ids';
const DELIVERED = 'the push is delivered and the vendor answers {status}';
const STATES: readonly ProviderState[] = PROVIDER_STATES;

describe('a state is read', () => {
  test.each([
    [LIVE, {}, LIVE, {}],
    [LIVE, { integration: 'a.b-c_d' }, LIVE, { integration: 'a.b-c_d' }],
    [LIVE, { integration: undefined }, LIVE, {}],
    ['the rate limit is exhausted', {}, EXHAUSTED, { limit: 10, retryAfter: 'seconds' }],
    [EXHAUSTED, {}, EXHAUSTED, { limit: 10, retryAfter: 'seconds' }],
    [EXHAUSTED, { limit: 3, retryAfter: 'date' }, EXHAUSTED, { limit: 3, retryAfter: 'date' }],
    ['the rate limit is exhausted 5', { retryAfter: 'off' }, EXHAUSTED, { limit: 5, retryAfter: 'off' }],
    ['the vendor answers 503', {}, STATUS, { status: 503, body: 'json' }],
    ['the vendor answers 503', { status: 503 }, STATUS, { status: 503, body: 'json' }],
    ['the vendor answers', { status: 400, body: 'html' }, STATUS, { status: 400, body: 'html' }],
    [STATUS, { status: 599, retryAfter: 0 }, STATUS, { status: 599, retryAfter: 0, body: 'json' }],
    ['the vendor accepts up to 5 user ids', {}, IDS, { limit: 5 }],
    ['the vendor accepts up to user ids', { limit: 6 }, IDS, { limit: 6 }],
    ['the push is delivered and the vendor answers 500', {}, DELIVERED, { status: 500, body: 'json' }],
    ['the vendor does not answer', {}, 'the vendor does not answer', {}],
    ['the answer is lost', {}, 'the answer is lost', {}],
  ] as const)('%s %j', (text, params, state, read) => {
    expect(readState(text, params)).toEqual({ state, params: read });
  });

  test('without parameters, where none are given', () => {
    expect(readState(LIVE)).toEqual({ state: LIVE, params: {} });
  });
});

describe('what is wrong is refused', () => {
  test.each([
    ['', {}, 'UNKNOWN_STATE', 'state', 'unknown provider state ""; allowed are "the integration is live", '],
    ['The integration is live', {}, 'UNKNOWN_STATE', 'state', `did you mean "${LIVE}"`],
    ['the vendor answer 503', {}, 'UNKNOWN_STATE', 'state', `did you mean "${STATUS}"`],
    ['the vendor answers 503 slowly', {}, 'UNKNOWN_STATE', 'state', `did you mean "${STATUS}"`],
    ['toString', {}, 'UNKNOWN_STATE', 'state', 'unknown provider state "toString"'],
    [LIVE, { limit: 1 }, 'UNKNOWN_PARAM', 'params.limit', '"limit" is not allowed; allowed are integration'],
    [STATUS, { status: 503, hasOwnProperty: 1 }, 'UNKNOWN_PARAM', 'params.hasOwnProperty', 'is not allowed'],
    [LIVE, { integration: 'A' }, 'INVALID_PARAM', 'params.integration', 'integration must be a slug, ^[a-z0-9]'],
    [LIVE, { integration: null }, 'INVALID_PARAM', 'params.integration', 'not null'],
    [STATUS, {}, 'MISSING_PARAM', 'params.status', `"${STATUS}": status is required: a whole number from 400 to 599`],
    [
      STATUS,
      { status: 399 },
      'INVALID_PARAM',
      'params.status',
      'status must be a whole number from 400 to 599, not 399',
    ],
    [STATUS, { status: '503' }, 'INVALID_PARAM', 'params.status', 'not "503"'],
    [STATUS, { status: 503.5 }, 'INVALID_PARAM', 'params.status', 'not 503.5'],
    ['the vendor answers slowly', {}, 'INVALID_PARAM', 'state', 'from 400 to 599, not "slowly"'],
    ['the vendor answers 0503', {}, 'INVALID_PARAM', 'state', 'not "0503"'],
    ['the vendor answers 600', {}, 'INVALID_PARAM', 'state', 'not 600'],
    ['the vendor answers 503', { body: 'xml' }, 'INVALID_PARAM', 'params.body', 'one of json, html, empty, not "xml"'],
    ['the vendor answers 503', { retryAfter: -1 }, 'INVALID_PARAM', 'params.retryAfter', 'from 0 to 86400, not -1'],
    ['the vendor answers 503', { status: 502 }, 'CONFLICTING_PARAM', 'params.status', '503 in the name, 502 in params'],
    [DELIVERED, { status: 400 }, 'INVALID_PARAM', 'params.status', 'from 500 to 599, not 400'],
    [EXHAUSTED, { limit: 0 }, 'INVALID_PARAM', 'params.limit', 'from 1 to 1000, not 0'],
    [EXHAUSTED, { retryAfter: 60 }, 'INVALID_PARAM', 'params.retryAfter', 'one of seconds, date, off, not 60'],
    [IDS, {}, 'MISSING_PARAM', 'params.limit', 'limit is required'],
  ] as const)('%s %j: %s', (text, params, code, path, message) => {
    const { problems, ...error } = refusalOf(text, params);
    expect(error.code).toBe(code);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]?.message).toContain(message);
  });

  test('every problem is named', () => {
    const { problems, message } = refusalOf('the vendor answers 1', { colour: 'red', body: 'xml' });
    expect(problems.map(({ path }) => path)).toEqual(['params.colour', 'state', 'params.body']);
    for (const problem of problems) expect(message).toContain(problem.message);
  });

  test('an unknown state lists those that are known', () => {
    const names = STATES.map(({ name }) => name);
    const { problems, message } = refusalOf('the vendor is asleep', {});
    expect(problems[0]?.allowed).toEqual(names);
    for (const name of names) expect(message).toContain(name);
  });

  test('a text of any length is refused at once, and quoted in part', () => {
    expect(refusalOf('x'.repeat(1_000_000), {}).message.length).toBeLessThan(1000);
  });
});

test.each(STATES)('$name is itself in every form, and no other state', ({ name, params }) => {
  const filled = params.map((param) => [param.name, param.type === 'integer' ? param.max : undefined] as const);
  const values = Object.fromEntries(filled.filter(([, value]) => value !== undefined && name.includes('{')));
  const [placeholder] = /\{(\w+)\}/.exec(name)?.slice(1) ?? [];
  const given = placeholder === undefined ? {} : { [placeholder]: values[placeholder] };
  for (const text of [name, name.replace(/ ?\{\w+\}/, ''), name.replace(/\{\w+\}/, String(given[placeholder ?? '']))])
    expect(readState(text, given).state).toBe(name);
});

test.each(STATES)('$name is documented in the README, with its parameters', ({ name, params }) => {
  const readme = readFileSync(join(ROOT, 'contracts/README.md'), 'utf8');
  const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
  for (const param of params.filter((other) => other.name !== 'integration'))
    expect(row).toContain(`\`${param.name}\``);
  expect(row).toBeDefined();
});

function refusalOf(text: string, params: Readonly<Record<string, unknown>>): ProviderStateError {
  try {
    readState(text, params);
  } catch (error) {
    if (error instanceof ProviderStateError) return error;
    throw error;
  }
  throw new Error(`${text} was not refused`);
}

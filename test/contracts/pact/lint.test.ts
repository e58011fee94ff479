import { type LintRule, lintPact, type PactSource, readState } from 'imshop-contracts/pact';
import { expect, test } from 'vitest';
import { answer, PUSH, pactWith, request } from './provider-under-test.js';

const ACCEPTED = answer(200, { success: true });

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

/** Creates a pact of two interactions with one request. */
function twins(first: object, second: object): PactSource {
  const of = (description: string, rest: object) => ({
    type: 'Synchronous/HTTP',
    description,
    request: request(PUSH),
    response: ACCEPTED,
    ...rest,
  });
  const interactions = [of('first', first), of('second', second)];
  return pactWith(interactions[0] ?? {}, { interactions });
}

interface Row {
  readonly name: string;
  readonly source: PactSource;
  /** The expected findings, as `rule severity path`. */
  readonly found: readonly `${LintRule} ${'error' | 'warning'} ${string}`[];
}

const one = (interaction: object): PactSource =>
  pactWith({ description: 'x', request: request(PUSH), response: ACCEPTED, ...interaction });

const ROWS: readonly Row[] = [
  { name: 'a good interaction', source: one({}), found: [] },
  {
    name: 'a known state',
    source: one({ providerStates: [{ name: 'the vendor answers 503' }], response: answer(503) }),
    found: [],
  },
  {
    name: 'an unknown state',
    source: one({ providerStates: [{ name: 'all is well' }] }),
    found: ['unknown-state error providerStates[0]'],
  },
  {
    name: 'a state that lacks its parameter',
    source: one({ providerStates: [{ name: 'the vendor answers' }] }),
    found: ['unknown-state error providerStates[0]'],
  },
  {
    name: 'a GET',
    source: one({ request: request(PUSH, { method: 'GET' }) }),
    found: ['not-post error request.method'],
  },
  {
    name: 'a GET that is refused',
    source: one({ request: { method: 'GET', path: '/shop/push' }, response: answer(405) }),
    found: [],
  },
  {
    name: 'no body, accepted',
    source: one({ request: { method: 'POST', path: '/shop/push' } }),
    found: ['not-json error request.body'],
  },
  {
    name: 'no body, refused',
    source: one({ request: { method: 'POST', path: '/shop/push' }, response: answer(400) }),
    found: [],
  },
  { name: 'a thousand ids', source: one({ request: request({ ...PUSH, userIds: ids(1000) }) }), found: [] },
  {
    name: 'more than a thousand ids, accepted',
    source: one({ request: request({ ...PUSH, userIds: ids(1001) }) }),
    found: ['ids-out-of-range error request.body.userIds'],
  },
  {
    name: 'more than a thousand ids, refused',
    source: one({ request: request({ ...PUSH, userIds: ids(1001) }), response: answer(400) }),
    found: [],
  },
  {
    name: 'no ids, accepted',
    source: one({ request: request({ ...PUSH, userIds: [] }) }),
    found: ['ids-out-of-range warning request.body.userIds'],
  },
  {
    name: 'an error without success in a 200',
    source: one({ response: answer(200, { error: 'x' }) }),
    found: ['impossible-answer error response.body'],
  },
  {
    name: 'success in a 500',
    source: one({ response: answer(500, { success: false }) }),
    found: ['impossible-answer error response.body'],
  },
  {
    name: "a body beyond the limit of Pact's proxy",
    source: one({ request: request({ ...PUSH, userIds: ids(1000).map((id) => id.padStart(120, '0')) }) }),
    found: ['over-proxy-limit warning request.body'],
  },
  {
    name: 'twins in one state',
    source: twins({}, { response: answer(400) }),
    found: ['twin-interactions error request'],
  },
  {
    name: 'twins in two states',
    source: twins({}, { response: answer(503), providerStates: [{ name: 'the vendor answers 503' }] }),
    found: [],
  },
  { name: 'twins with one answer', source: twins({}, {}), found: [] },
  {
    name: 'no interaction at all',
    source: pactWith({}, { interactions: [] }),
    found: ['no-interactions error interactions'],
  },
];

test.each(ROWS)('lint: $name', ({ source, found }) => {
  const findings = lintPact(source.pact, readState);
  expect(findings.map(({ rule, severity, path }) => `${rule} ${severity} ${path}`)).toEqual(found);
});

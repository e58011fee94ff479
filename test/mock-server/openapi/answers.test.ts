import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call } from './call.js';
import { CALLS } from './calls.js';
import { Contract } from './contract.js';
import { SLOW_MS } from './generated.js';
import { Coverage, objectsIn } from './json.js';
import { type Prepared, prepare } from './prepared.js';

const NAMES = Object.keys(CALLS);

/** Where an answer repeats what somebody sent, or is a document: anything may stand there. */
const OPEN = [
  /^(\/requests\/\d+)?\/(headers|body|response)(\/|$)/,
  /^\/nearest\/\d+\/differences\/\d+\/(expected|actual)(\/|$)/,
  /^\/errors\/\d+\/(value|allowed)(\/|$)/,
];
/**
 * A request to no integration is in no journal, and only what is complete is counted by its outcome. Nothing is
 * observed without the file of a probe, which `test/probe` gives to a mock.
 */
const NEVER = ['Counters.outcomes.pending', 'Standing = observed'];
const DOCUMENTS = ['the control document', 'the vendor document'];

let prepared: Prepared;
let contract: Contract;
let answers: ReadonlyMap<string, unknown>;

beforeAll(async () => {
  prepared = await prepare();
  contract = await Contract.at(`${prepared.origins.full}/_mock/openapi.json`);
  const read = new Map<string, unknown>();
  for (const [name, call] of Object.entries(CALLS)) read.set(name, await made(call));
  answers = read;
}, SLOW_MS);
afterAll(() => prepared.close());

describe('every answer is what the document says', () => {
  test.each(NAMES)('%s', (name) => {
    expect(faults(name, answers.get(name))).toBe('');
  });
});

describe('no answer may hold more than the document says', () => {
  test.each(NAMES.filter((name) => !DOCUMENTS.includes(name)))('%s', (name) => {
    const answer = answers.get(name);
    for (const [path, object] of objectsIn(answer)) {
      if (OPEN.some((pattern) => pattern.test(path))) continue;
      Reflect.set(object, 'unheard-of', 1);
      expect(faults(name, answer), path).toContain('must NOT have additional properties');
      Reflect.deleteProperty(object, 'unheard-of');
    }
  });
});

test('every documented property and every member of an enumeration is in some answer', () => {
  const coverage = new Coverage(contract);
  for (const name of NAMES) coverage.add(schemaOf(name) ?? {}, answers.get(name));
  expect(coverage.unseen).toEqual(NEVER);
});

test('every documented call that answers JSON is made here', () => {
  const made = new Set(Object.values(CALLS).map(({ operation }) => operation));
  expect([...made].sort()).toEqual(
    contract.operations
      .map(({ key }) => key)
      .filter((key) => key !== 'get /metrics')
      .sort(),
  );
});

test('every refusal that is documented explicitly is met here', () => {
  const met = new Set(Object.values(CALLS).map(({ status }) => String(status)));
  const documented = contract.operations.flatMap(({ operation }) => Object.keys(operation.responses));
  expect(new Set(documented)).toEqual(new Set([...met, 'default']));
});

function schemaOf(name: string) {
  const { operation = '', status = 0 } = CALLS[name] ?? {};
  return contract.answerSchema(operation, status);
}

function faults(name: string, answer: unknown): string {
  const schema = schemaOf(name);
  if (schema === undefined) return answer === undefined ? '' : 'a body where none is documented';
  return contract.faults(schema, answer);
}

/** The answer's JSON value; `undefined` for an answer without a body. */
async function made({ operation, path, status, body, headers = {}, on = 'full' }: Call): Promise<unknown> {
  const [method = '', template = ''] = operation.split(' ');
  const response = await fetch(`${prepared.origins[on]}/_mock${path ?? template}`, {
    method: method.toUpperCase(),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  expect(response.status, `${operation} ${path ?? ''}`).toBe(status);
  const text = await response.text();
  if (text === '') return undefined;
  expect(response.headers.get('content-type')).toMatch(
    status < 400 ? /^application\/json/ : /^application\/problem\+json/,
  );
  return JSON.parse(text);
}

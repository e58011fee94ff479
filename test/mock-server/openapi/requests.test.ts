import fc from 'fast-check';
import { type Fault, type FaultRule, type Mock, type Scenario, startMock } from 'imshop-mock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SEED } from '../../workspace/seed.js';
import { howOften } from '../../workspace/thorough.js';
import { BAD_QUERIES, BROKEN, EDGES, OPERATIONS } from './bodies.js';
import { Contract } from './contract.js';
import { BROKEN_FAULTS, FAULT_EDGES, STRICTER } from './fault-bodies.js';
import { near, SLOW_MS } from './generated.js';
import { BROKEN_PACT_STATES, isStateStricter, PACT_STATE_EDGES, STRICTER_PACT_STATES } from './pact-state-bodies.js';

const REQUESTS = 'get /integrations/{slug}/requests';

let mock: Mock;
let contract: Contract;
beforeAll(async () => {
  mock = await startMock();
  contract = await Contract.at(`${mock.origin}/_mock/openapi.json`);
});
afterAll(() => mock.close());
// An integration takes only so many rules, and a mock so many states.
afterEach(() => mock.reset());

test('every example of a body is accepted', async () => {
  const examples = contract.operations.flatMap(({ key, operation }) =>
    Object.entries(operation.requestBody?.content?.['application/json']?.examples ?? {}).map(
      ([name, { value }]) => [key, name, value] as const,
    ),
  );
  expect(new Set(examples.map(([key]) => key))).toEqual(new Set(OPERATIONS));
  for (const [key, name, value] of examples) expect((await call(key, value)).status, `${key} ${name}`).toBe(200);
});

test.each(titled([...EDGES, ...FAULT_EDGES, ...PACT_STATE_EDGES]))(
  '%s is accepted',
  async (_title, operation, body) => {
    expect(contract.faults(contract.requestSchema(operation), body)).toBe('');
    expect((await call(operation, body)).status).toBe(200);
  },
);

test.each(titled([...BROKEN, ...BROKEN_FAULTS, ...BROKEN_PACT_STATES]))(
  '%s is refused',
  async (_title, operation, path, body) => {
    expect(contract.faults(contract.requestSchema(operation), body)).not.toBe('');
    const { status, problem } = await call(operation, body);
    expect({ status, paths: problem?.errors?.map((fault) => fault.path) }).toEqual({ status: 400, paths: [path] });
  },
);

test.each([...STRICTER, ...STRICTER_PACT_STATES])(
  '%s refuses a fault at "%s" that no schema can tell: %j',
  async (operation, path, body) => {
    expect(contract.faults(contract.requestSchema(operation), body)).toBe('');
    expect(isStricter(body)).toBe(true);
    const { status, problem } = await call(operation, body);
    expect({ status, paths: problem?.errors?.map((fault) => fault.path) }).toEqual({ status: 400, paths: [path] });
  },
);

test.each(OPERATIONS)(
  '%s takes what its schema takes, and nothing else',
  async (operation) => {
    const schema = contract.requestSchema(operation);
    const reached = { true: 0, false: 0 };
    const agreement = fc.asyncProperty(near(contract, schema), async (body) => {
      const valid = contract.faults(schema, body) === '';
      fc.pre(!(valid && (waits(body) || isStricter(body))));
      reached[`${valid}`] += 1;
      expect((await call(operation, body)).status).toBe(valid ? 200 : 400);
    });
    await fc.assert(agreement, { seed: SEED, numRuns: howOften(800, 200) });
    expect(Math.min(reached.true, reached.false)).toBeGreaterThan(10);
  },
  SLOW_MS,
);

describe('the query of the journal', () => {
  test.each(BAD_QUERIES)('refuses %s', async (query, path) => {
    const { status, problem } = await read(await fetch(`${mock.origin}/_mock/integrations/shop/requests?${query}`));
    expect({ status, paths: problem?.errors?.map((fault) => fault.path) }).toEqual({ status: 400, paths: [path] });
  });

  test('takes every documented example, and knows no other parameter', async () => {
    const parameters = contract.operation(REQUESTS).parameters?.filter((parameter) => parameter.in === 'query') ?? [];
    const query = new URLSearchParams(
      Object.fromEntries(parameters.map(({ name, example }) => [name, String(example)])),
    );
    expect((await fetch(`${mock.origin}/_mock/integrations/shop/requests?${query}`)).status).toBe(200);
    const { problem } = await read(await fetch(`${mock.origin}/_mock/integrations/shop/requests?sort=up`));
    expect(problem?.errors?.[0]?.allowed).toEqual(parameters.map(({ name }) => name));
  });
});

/** Rows with a title that even a body of a thousand phases does not make long. */
function titled<Row extends readonly unknown[]>(rows: readonly Row[]): [title: string, ...Row][] {
  return rows.map((row) => {
    const [operation, ...rest] = row;
    return [`${operation} ${rest.map((value) => JSON.stringify(value).slice(0, 100)).join(' ')}`, ...row];
  });
}

interface Problem {
  readonly errors?: readonly { readonly path: string; readonly allowed?: readonly unknown[] }[];
}

interface Called {
  readonly status: number;
  readonly problem?: Problem;
}

async function call(operation: string, body: unknown): Promise<Called> {
  const [method = '', path = ''] = operation.split(' ');
  const response = await fetch(`${mock.origin}/_mock${path.replace('{slug}', 'shop')}`, {
    method: method.toUpperCase(),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return read(response);
}

async function read(response: Response): Promise<Called> {
  const { status } = response;
  const value = await response.json();
  return status === 200 ? { status } : { status, problem: value as Problem };
}

/** Whether an answer to this body may take its time. */
function waits(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'waitMs' in body && Number(body.waitMs) > 0;
}

/** Whether a body that its schema takes is refused all the same, for what no schema can say. */
function isStricter(body: unknown): boolean {
  const { fault, phases = [] } = body as Partial<FaultRule & Scenario>;
  const faults = phases.flatMap((phase) => (phase.faults ?? []).map((rule) => rule.fault));
  const isEndlessTooSoon = phases.slice(0, -1).some((phase) => phase.for === undefined);
  return isStateStricter(body) || isEndlessTooSoon || [...(fault ? [fault] : []), ...faults].some(isUpsideDown);
}

/** Whether the most is less than the least. */
function isUpsideDown(fault: Fault): boolean {
  return fault.type === 'latency' && fault.minMs !== undefined && fault.maxMs < fault.minMs;
}

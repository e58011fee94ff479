import fc from 'fast-check';
import { type Mock, startMock } from 'imshop-mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEED } from '../../workspace/seed.js';
import { Contract, type Operation } from './contract.js';
import { near, SLOW_MS } from './generated.js';
import { PAGE, PROVOCATIONS, type Provocation, pushToMany } from './provocations.js';

const NAMES = Object.keys(PROVOCATIONS);

let mock: Mock;
let contract: Contract;
let operation: Operation;
beforeAll(async () => {
  mock = await startMock({ rateLimit: null });
  contract = await Contract.at(`${mock.origin}/_mock/vendor-openapi.json`);
  operation = contract.operation('post /push');
});
afterAll(() => mock.close());

test('the endpoint is the only operation, and asks for no secret but its address', () => {
  expect(contract.operations.map(({ key }) => key)).toEqual(['post /push']);
  expect(contract.document).toMatchObject({ security: [] });
});

test.each(['/:slug/push', '/api/v1/:slug/send', '/:slug', '/push'])('leads to the endpoint at %s', async (path) => {
  await using elsewhere = await startMock({ path });
  const { document } = await Contract.at(`${elsewhere.origin}/_mock/vendor-openapi.json`);
  const addresses = Object.keys(document.paths).map((below) => `${document.servers[0]?.url}${below}`);
  expect(addresses).toEqual([elsewhere.url('shop')]);
  expect((await fetch(addresses[0] ?? '', { method: 'POST', body: PAGE, headers: JSON_TYPE })).status).toBe(200);
});

test("the example of a request is the page's, and is accepted", async () => {
  const [example] = Object.values(operation.requestBody?.content?.['application/json']?.examples ?? {});
  expect(JSON.stringify(example?.value)).toBe(PAGE);
  expect(await (await send({ body: JSON.stringify(example?.value) }, 'page')).text()).toBe('{"success":true}');
});

test('every example of an answer has its provocation here', () => {
  expect(Object.keys(examples()).sort()).toEqual([...NAMES].sort());
});

describe.each(Object.entries(PROVOCATIONS))('%s', (name, provocation) => {
  test('is answered byte for byte as the example', async () => {
    const { status, example } = exampleOf(name);
    const response = await send(provocation, `bytes-${name}`);
    const bytes = Buffer.from(await response.arrayBuffer()).toString('utf8');
    expect(bytes).toBe(provocation.answer);
    expect(JSON.stringify(example['value'])).toBe(provocation.answer);
    expect(response.status).toBe(Number(status));
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('says how well it is known, and by which row of the fidelity table', async () => {
    const { example } = exampleOf(name);
    const row = (await mock.fidelity()).find(({ id }) => id === provocation.row);
    const { headers } = await send(provocation, `standing-${name}`);
    expect(example).toMatchObject({ 'x-behaviour': row?.id, 'x-standing': row?.standing });
    expect(headers.get('x-mock-standing')).toBe(row?.standing);
  });

  test('carries the headers that are documented, and no other of them', async () => {
    const { status } = exampleOf(name);
    const { headers } = await send(provocation, `headers-${name}`);
    const own = [...headers.keys()].filter((header) => /^x-|^retry-after$|^allow$/.test(header));
    expect(own).toEqual([...(provocation.carries ?? []), 'x-mock-request-id', 'x-mock-standing'].sort());
    const documented = Object.keys(operation.responses[status]?.headers ?? {}).map((header) => header.toLowerCase());
    expect(documented).toEqual(expect.arrayContaining(own));
    expect(documented.filter((header) => !own.includes(header) && header !== 'x-mock-hint')).toEqual([]);
  });

  test('is what the request in the example gets, where there is one', async () => {
    const { example } = exampleOf(name);
    if (example['x-request'] === undefined) return;
    const shown = { ...provocation, body: JSON.stringify(example['x-request']) };
    expect(await (await send(shown, `request-${name}`)).text()).toBe(JSON.stringify(example['value']));
  });
});

test('every status says how well it is known', () => {
  const standings = Object.entries(operation.responses).map(([status, answer]) => [status, answer['x-standing']]);
  expect(Object.fromEntries(standings)).toEqual({
    200: 'documented',
    400: 'documented',
    404: 'library',
    405: 'assumed',
    413: 'library',
    415: 'assumed',
    429: 'assumed',
  });
});

test.each([
  [1000, 200],
  [1001, 400],
])('%i customers in a request get %i', async (count, status) => {
  const body = pushToMany(count);
  expect(contract.faults(contract.requestSchema('post /push'), JSON.parse(body)) === '').toBe(status === 200);
  expect((await send({ body }, 'edge')).status).toBe(status);
});

test(
  'the schema takes what the mock takes as it stands; everything else gets 400',
  async () => {
    const schema = contract.requestSchema('post /push');
    const reached = { true: 0, false: 0 };
    const agreement = fc.asyncProperty(near(contract, schema), async (body) => {
      const valid = contract.faults(schema, body) === '';
      reached[`${valid}`] += 1;
      const response = await send({ body: JSON.stringify(body) }, 'generated');
      expect(response.status).toBe(valid ? 200 : 400);
      await response.arrayBuffer();
    });
    await fc.assert(agreement, { seed: SEED, numRuns: 500 });
    expect(Math.min(reached.true, reached.false)).toBeGreaterThan(50);
  },
  SLOW_MS,
);

const JSON_TYPE = { 'content-type': 'application/json' };

type Example = Readonly<Record<string, unknown>>;

function examples(): Readonly<Record<string, { readonly status: string; readonly example: Example }>> {
  const all = Object.entries(operation.responses).flatMap(([status, { content }]) =>
    Object.entries(content?.['application/json']?.examples ?? {}).map(([name, example]) => [name, { status, example }]),
  );
  return Object.fromEntries(all);
}

function exampleOf(name: string): { readonly status: string; readonly example: Example } {
  return examples()[name] ?? { status: 'none', example: {} };
}

/** Sends a provocation to an integration of its own, and gives the last answer. */
async function send(
  { settings, method = 'POST', path, headers = JSON_TYPE, body = PAGE, times = 1 }: Partial<Provocation>,
  slug: string,
): Promise<Response> {
  if (settings) await mock.integration(slug).patch(settings);
  const url = path === undefined ? mock.url(slug) : mock.origin + path;
  for (let round = 1; round < times; round += 1) await (await fetch(url, { method, headers, body })).arrayBuffer();
  return fetch(url, { method, headers, body });
}

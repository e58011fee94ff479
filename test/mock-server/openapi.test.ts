import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { connectMock, type Integration, type Mock, type MockApiError, startMock } from 'imshop-mock';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { built } from './built.js';
import { Contract, type Operation } from './openapi/contract.js';
import { TOKEN } from './openapi/prepared.js';

const DOCUMENTS = ['openapi.json', 'vendor-openapi.json'];
const METHODS = ['get', 'post', 'patch', 'put', 'delete'];

let mock: Mock;
let guarded: Mock;
let contract: Contract;
beforeAll(async () => {
  mock = await startMock();
  guarded = await startMock({ adminToken: TOKEN });
  contract = await Contract.at(`${mock.origin}/_mock/openapi.json`);
});
afterAll(() => Promise.all([mock.close(), guarded.close()]));
afterEach(() => vi.restoreAllMocks());

describe.each(DOCUMENTS)('%s', (name) => {
  test('is valid OpenAPI 3.1', async () => {
    const document = await documentAt(name);
    const { valid, errors } = await new Validator().validate({ ...document });
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(document).toMatchObject({ openapi: expect.stringMatching(/^3\.1\.\d+$/) });
  });

  test('says what it is, and that it is unofficial', async () => {
    const { version } = await mock.health();
    expect(await documentAt(name)).toMatchObject({
      info: { version, license: { identifier: 'MIT' }, description: expect.stringMatching(/^Unofficial/) },
    });
  });

  test('has examples that are as their schemas say', async () => {
    const described = new Contract((await documentAt(name)) as Contract['document']);
    const examples = described.examples;
    expect(examples.length).toBeGreaterThan(10);
    for (const { where, schema, value } of examples) expect(described.faults(schema, value), where).toBe('');
  });
});

test('every operation has an id of its own, a summary and an answer that is no refusal', () => {
  const ids = contract.operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { key, operation } of contract.operations) {
    expect(operation.summary, key).toMatch(/\w/);
    expect(
      Object.keys(operation.responses).filter((status) => status < '300'),
      key,
    ).toHaveLength(1);
  }
});

test('every operation of the mock is documented, and no other', async () => {
  // Not exported: but a path that nobody names cannot be probed for.
  const { OPERATIONS } = await built<{ OPERATIONS: readonly Record<'method' | 'path', string>[] }>(
    'control/operations',
  );
  const served = OPERATIONS.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  expect(contract.operations.map(({ key }) => key).sort()).toEqual([...served, 'get /events', 'get /metrics'].sort());
});

test('every documented operation is served', async () => {
  for (const { key, method, path, operation } of contract.operations) {
    const { status, detail } = await answerOf(mock, method, addressOf(path, operation));
    expect(status, key).not.toBe(405);
    // A path that is served may still lead to nothing, where the document says so.
    expect(detail, key).not.toMatch(/^no such call/);
    if (status === 404) expect(Object.keys(operation.responses), key).toContain('404');
  }
});

test('every method that is not documented is refused with 405, naming those that are', async () => {
  const refused = contract.document.components.responses['MethodNotAllowed'];
  for (const path of Object.keys(contract.document.paths)) {
    const served = contract.operations.filter((operation) => operation.path === path);
    const methods = served.map(({ method }) => method);
    const address = addressOf(path, served[0]?.operation);
    for (const method of METHODS.filter((candidate) => !methods.includes(candidate))) {
      const response = await fetch(`${mock.origin}/_mock${address}`, { method: method.toUpperCase() });
      expect(response.status, `${method} ${path}`).toBe(405);
      const allow = response.headers.get('allow')?.toLowerCase().split(', ') ?? [];
      expect(allow.sort(), path).toEqual(methods.sort());
      expect(contract.problemFaults(refused, await response.json())).toBe('');
    }
  }
});

test.each(['/nothing', '/health/', '/Health', '/integrations/shop/nothing', '/integrations/shop/inbox/'])(
  'a path that is not documented is refused with 404: %s',
  async (path) => {
    const response = await fetch(`${mock.origin}/_mock${path}`);
    expect(response.status).toBe(404);
    expect(contract.problemFaults(contract.document.components.responses['NotFound'], await response.json())).toBe('');
  },
);

test('every call of the client is documented, and every operation is a call of the client', async () => {
  const sent = vi.spyOn(globalThis, 'fetch');
  const client = connectMock(mock.origin);
  const integration = client.integration('client');
  for (const call of Object.values(MOCK_CALLS)) await call(client);
  for (const call of Object.values(INTEGRATION_CALLS)) await call(integration);
  const called = sent.mock.calls.map(([url, init]) => keyOf(String(url), init?.method ?? 'GET'));
  const documents = DOCUMENTS.map((name) => `get /${name}`);
  expect([...new Set([...called, ...documents])].sort()).toEqual(contract.operations.map(({ key }) => key).sort());
});

test('the token is asked for where the document says so', async () => {
  for (const { key, method, path, operation } of contract.operations) {
    const response = await fetch(`${guarded.origin}/_mock${addressOf(path, operation)}`, {
      method: method.toUpperCase(),
    });
    await response.body?.cancel();
    const isOpen = operation.security?.length === 0;
    expect(response.status === 401, key).toBe(!isOpen);
    expect(response.headers.get('www-authenticate')?.startsWith('Bearer') ?? false, key).toBe(!isOpen);
    expect(Object.hasOwn(operation.responses, '401'), key).toBe(!isOpen);
  }
});

test('the documents are not loaded before the first call for one of them', () => {
  expect(loadedWith('app.js')).not.toContain('operationId');
  expect(loadedWith('control-document.js')).toContain('operationId');
  expect(loadedWith('vendor-document.js')).toContain('operationId');
});

/** The files of the bundle that are loaded with one of them, as text. */
function loadedWith(entry: string): string {
  const bundle = new URL('bundle/', import.meta.resolve('imshop-mock/package.json'));
  const files = new Set([entry]);
  let text = '';
  for (const file of files) {
    const source = readFileSync(new URL(file, bundle), 'utf8');
    for (const [, imported = ''] of source.matchAll(/^(?:import|export) .*"\.\/(.+)";$/gm)) files.add(imported);
    text += source;
  }
  return text;
}

/** What is no call: where the mock is, and the end of it. */
type Local = 'origin' | 'url' | 'slug' | 'integration' | 'close' | typeof Symbol.asyncDispose;
type Calls<T> = Readonly<Record<Exclude<keyof T, Local>, (on: T) => Promise<unknown>>>;

const MOCK_CALLS: Calls<Mock> = {
  integrations: (on) => on.integrations(),
  health: (on) => on.health(),
  fidelity: (on) => on.fidelity(),
  events: (on) => on.events({ signal: AbortSignal.abort() }).catch(() => {}),
  metrics: (on) => on.metrics(),
  pactState: (on) => on.pactState({ state: 'the integration is live' }),
  reset: (on) => on.reset(),
};

const INTEGRATION_CALLS: Calls<Integration> = {
  get: (on) => on.get(),
  patch: (on) => on.patch({}),
  delete: (on) => on.delete(),
  requests: (on) => on.requests(),
  request: (on) => on.request('client-1').catch(({ status }: MockApiError) => expect(status).toBe(404)),
  summaries: (on) => on.summaries(),
  deleteRequests: (on) => on.deleteRequests(),
  inbox: (on) => on.inbox('1'),
  ledger: (on) => on.ledger(),
  compliance: (on) => on.compliance(),
  verify: (on) => on.verify({}),
  fail: (on) => on.fail('hang'),
  faults: (on) => on.faults(),
  deleteFaults: async (on) => {
    await on.deleteFaults((await on.fail('reset')).id);
    await on.deleteFaults();
  },
  scenario: async (on) => {
    await on.scenario('healthy');
    await on.scenario();
  },
  deleteScenario: (on) => on.deleteScenario(),
  clock: (on) => on.clock({ advanceMs: 0 }),
};

/** The operation that an address belongs to. */
function keyOf(url: string, method: string): string {
  const address = new URL(url).pathname.replace(/^\/_mock/, '');
  const path = Object.keys(contract.document.paths).find((template) =>
    new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(address),
  );
  return `${method.toLowerCase()} ${path ?? address}`;
}

/** A path with the documented examples of its parameters. */
function addressOf(path: string, operation: Operation | undefined): string {
  return path.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const parameter = operation?.parameters?.find((candidate) => candidate.in === 'path' && candidate.name === name);
    return encodeURIComponent(String(parameter?.example));
  });
}

/** The status of an answer, and the sentence of a refusal. */
async function answerOf(on: Mock, method: string, address: string): Promise<{ status: number; detail: string }> {
  const response = await fetch(`${on.origin}/_mock${address}`, { method: method.toUpperCase() });
  const { status } = response;
  if (status >= 400) return { status, detail: ((await response.json()) as { detail: string }).detail };
  await response.body?.cancel();
  return { status, detail: '' };
}

async function documentAt(name: string): Promise<object> {
  return (await (await fetch(`${mock.origin}/_mock/${name}`)).json()) as object;
}

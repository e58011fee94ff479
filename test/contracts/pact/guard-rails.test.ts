import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type LintRule,
  lintPact,
  type PactSource,
  readSequence,
  readState,
  runSequence,
  verifyPacts,
} from 'imshop-contracts/pact';
import { startMock } from 'imshop-mock';
import { describe, expect, test, vi } from 'vitest';
import { folderOfTest } from '../../temp-folder.js';
import { ROOT } from '../../workspace/root.js';
import { answer, PUSH, pactWith, request, startProvider } from './provider-under-test.js';

vi.setConfig({ testTimeout: 60_000 });

const ACCEPTED = answer(200, { success: true });

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

/** Two interactions with one request. */
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
  /** What is found, as `rule severity path`. */
  readonly found: readonly `${LintRule} ${'error' | 'warning'} ${string}`[];
}

const one = (interaction: object): PactSource =>
  pactWith({ description: 'x', request: request(PUSH), response: ACCEPTED, ...interaction });

const ROWS: readonly Row[] = [
  { name: 'a good interaction', source: one({}), found: [] },
  {
    name: 'a state that is known',
    source: one({ providerStates: [{ name: 'the vendor answers 503' }], response: answer(503) }),
    found: [],
  },
  {
    name: 'a state that is not',
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
    name: 'nobody, accepted',
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
    name: 'a body beyond the proxy of the plain tool',
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

test.each(ROWS)('the lint looks at $name', ({ source, found }) => {
  const findings = lintPact(source.pact, readState);
  expect(findings.map(({ rule, severity, path }) => `${rule} ${severity} ${path}`)).toEqual(found);
});

describe('what Pact says is not taken for granted', () => {
  test('an interaction that never reached the mock is not verified', async () => {
    const startBlind = async () => ({ ...(await startProvider()), received: async () => 0 });
    const [result] = await verifyPacts([one({})], { startProvider: startBlind });
    expect(result).toMatchObject({ verdict: 'not-reached', differences: [{ path: 'request' }] });
  });

  test('interactions do not see each other: the limit is fresh for each', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      type: 'Synchronous/HTTP',
      description: `push ${index}`,
      request: request(PUSH),
      response: ACCEPTED,
    }));
    const results = await verifyPacts([pactWith(many[0] ?? {}, { interactions: many })], { startProvider });
    expect(results.map(({ verdict }) => verdict)).toEqual(many.map(() => 'verified'));
  });
});

test.skipIf(process.platform !== 'linux')('a verifier that dies between two interactions ends nothing', async () => {
  const many = ['first', 'second'].map((description) => ({
    type: 'Synchronous/HTTP',
    description,
    request: request(PUSH),
    response: ACCEPTED,
  }));
  const provider = await startProvider();
  let killed: number | undefined;
  const reset = async () => {
    await provider.reset();
    // Its end was told once nobody is there any more by its id, not even a zombie.
    if (killed) await expect.poll(() => existsSync(`/proc/${killed}`)).toBe(false);
  };
  const results = await verifyPacts([pactWith({}, { interactions: many })], {
    startProvider: async () => ({ ...provider, reset }),
    onResult: ({ description }) => {
      if (description !== 'first') return;
      killed = verifierProcess();
      process.kill(killed, 'SIGKILL');
    },
  });
  expect(results.map(({ verdict }) => verdict)).toEqual(['verified', 'verified']);
});

/** The child of this process that verifies. */
function verifierProcess(): number {
  const { stdout } = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return Number.parseInt(stdout.split('\n').find((line) => line.includes('verifier-process')) ?? '', 10);
}

test('where Pact is missing, the message says what to install', async () => {
  const folder = folderOfTest();
  const home = join(folder, 'node_modules/imshop-contracts');
  for (const part of ['dist', 'package.json'])
    await cp(join(ROOT, 'contracts', part), join(home, part), { recursive: true });
  const script =
    "import { verifyPacts } from 'imshop-contracts/pact'; await verifyPacts([], {}).catch(({ code, message }) => console.log(code, message));";
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
  });
  expect(stdout).toBe(
    'PACT_MISSING Pact is not installed: npm install --save-dev @pact-foundation/pact@16 (17 needs Node 22)\n',
  );
});

test('a provider that does not start, or not end, leaves nothing of the verification behind', async () => {
  const folder = folderOfTest();
  vi.stubEnv('TMPDIR', folder);
  const fails = () => Promise.reject(new Error('the port is taken'));
  const provider = await startProvider();
  const neverEnds = async () => ({ ...provider, close: fails });
  for (const startOne of [fails, neverEnds])
    await expect(verifyPacts([], { startProvider: startOne })).rejects.toThrow('the port is taken');
  expect(await readdir(folder)).toEqual([]);
  vi.unstubAllEnvs();
  await provider.close();
});

describe('a sequence', () => {
  const WRONG: readonly (readonly [step: object, says: string])[] = [
    [{}, 'must have one of given, noLonger, send, passMs, delivered'],
    [{ given: 'the answer is lost', send: PUSH }, 'has an unknown key send; allowed are given, params'],
    [{ given: 'the answer is lost', params: 3 }, '.given must be a provider state, params an object'],
    [{ send: PUSH, expect: { status: '200' } }, '.expect.status must be a number'],
    [{ send: PUSH, expect: { state: 200 } }, '.expect has an unknown key state; allowed are status, headers, body'],
    [{ passMs: -1 }, '.passMs must be a whole number of milliseconds'],
    [{ passMs: 1, params: {} }, 'has an unknown key params; allowed are passMs'],
    [{ delivered: { userId: 42, times: 1 } }, '.delivered must have a userId (a text) and times (a number)'],
    [{ delivered: { userId: '42', times: 1 }, params: {} }, 'has an unknown key params; allowed are delivered'],
  ];
  test.each(WRONG)('%j', (step, says) => {
    const read = () => readSequence({ name: 'a', steps: [{ passMs: 0 }, step] }, 'a.yaml');
    expect(read).toThrow(`a.yaml: steps[1] ${says}`);
  });

  test.each(['given', 'noLonger'])('says where a state is unknown: %s', async (key) => {
    const provider = await startProvider();
    const sequence = readSequence({ name: 'a', steps: [{ [key]: 'all is well' }] }, 'a.yaml');
    expect(await runSequence(sequence, provider)).toMatchObject([{ path: `steps[0].${key}` }]);
    await provider.close();
  });

  const missing = (actual: string) => [{ path: 'steps[1].answer', expected: 200, actual }];
  test.each([
    { given: 'the vendor does not answer', wanted: { status: 200 }, differences: missing('none within 200 ms') },
    { given: 'the vendor does not answer', wanted: 'no answer', differences: [] },
    { given: 'the answer is lost', wanted: { status: 200 }, differences: missing('none') },
  ])('does not wait for ever: $given, $wanted', async ({ given, wanted, differences }) => {
    const provider = await startProvider();
    const sequence = readSequence({ name: 'a', steps: [{ given }, { send: PUSH, expect: wanted }] }, 'a.yaml');
    expect(await runSequence(sequence, provider, 200)).toMatchObject(differences);
    await provider.close();
  });

  test.each([
    { fault: 'hang', why: 'none within 200 ms' },
    { fault: 'reset', why: 'none' },
  ] as const)('says that there is no answer to the state call: $fault', async ({ fault, why }) => {
    await using mock = await startMock();
    await mock.integration('states').fail(fault);
    const provider = { ...(await startProvider()), statesUrl: mock.url('states') };
    const sequence = readSequence({ name: 'a', steps: [{ given: 'the answer is lost' }] }, 'a.yaml');
    const message = `the answer is lost: the answer is ${why}`;
    expect(await runSequence(sequence, provider, 200)).toEqual([{ path: 'steps[0].given', message }]);
    await provider.close();
  });
});

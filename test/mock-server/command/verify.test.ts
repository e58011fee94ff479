import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { answer, PUSH, pactWith, request } from '../../contracts/pact/provider-under-test.js';
import { listen } from '../../listen.js';
import { folderOfTests } from '../../temp-folder.js';
import { ROOT } from '../../workspace/root.js';
import { launch } from './launch.js';

vi.setConfig({ testTimeout: 30_000 });

const PACTS = join(ROOT, 'contracts/pacts');

const folder = folderOfTests();

function verify(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return launch(['verify', ...args], env).exit;
}

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const WRONG = pactWith({
  description: 'a push <that> differs',
  request: request(PUSH),
  response: answer(200, { success: 'yes' }),
}).file;

test('the committed pacts and sequences are verified', async () => {
  const { code, stdout, stderr } = await verify([PACTS]);
  expect(stderr).toBe('');
  expect(stdout).toContain('✓ a push with a deeplink (given the integration is live)');
  expect(stdout).toContain('✓ over the limit, wait, again');
  expect(stdout).toMatch(/\n\d+ verified, 0 failed, against imshop-mock \d+\.\d+\.\d+\n$/);
  expect(code).toBe(0);
});

test('every report names the interaction and the place that differs', async () => {
  const [json, junit, html] = [await file('wrong.json', WRONG), join(folder, 'r.xml'), join(folder, 'r.html')];
  const { code, stdout } = await verify([json, '--junit', junit, '--html', html]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/✗ differs a push <that> differs, \d+ ms\n {6}\$\.success: /);
  expect(await readFile(junit, 'utf8')).toMatch(
    /<testcase name="a push &lt;that&gt; differs"[\s\S]*<failure type="differs" message="\$\.success: /,
  );
  expect(await readFile(html, 'utf8')).toMatch(/a push &lt;that&gt; differs[\s\S]*<code>\$\.success<\/code>/);
});

test('--json prints one line', async () => {
  const { stdout } = await verify([await file('wrong.json', WRONG), '--json']);
  expect(stdout.trimEnd()).not.toContain('\n');
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    verifiedAgainst: expect.stringMatching(/^imshop-mock /),
    results: [{ type: 'interaction', verdict: 'differs', differences: [{ path: '$.success' }] }],
  });
});

test('another push path is served', async () => {
  const elsewhere = pactWith({
    description: 'a push elsewhere',
    request: request(PUSH, { path: '/api/shop/send' }),
    response: answer(200, { success: true }),
  }).file;
  const path = await file('elsewhere.json', elsewhere);
  expect((await verify([path, '--path', '/api/:slug/send'])).code).toBe(0);
});

test('a request to a path that the mock does not serve has reached it', async () => {
  const unrouted = pactWith({
    description: 'a push to an unknown path',
    request: request(PUSH, { path: '/nowhere/at/all' }),
    response: answer(404),
  }).file;
  const { code, stdout } = await verify([await file('unrouted.json', unrouted)]);
  expect(stdout).toContain('✓ a push to an unknown path');
  expect(code).toBe(0);
});

describe('what cannot be run is one line, exit code 64 for a wrong command line and 2 for the rest', () => {
  test.each([
    ['nothing named', [], 64, 'verify needs a PACT'],
    [
      'a report in no folder',
      [PACTS, '--junit', 'no/such/folder.xml'],
      64,
      '--junit must be a file that can be written',
    ],
    ['a page in no folder', [PACTS, '--html', 'no/such/folder.html'], 64, '--html must be a file that can be written'],
    ['a file that is not there', ['nowhere.json'], 2, 'no such file or folder: nowhere.json'],
    ['a pattern that finds nothing', ['no/*/such.json'], 2, 'no such file or folder: no/*/such.json'],
    ['an address without an answer', ['http://127.0.0.1:1/pact'], 2, 'http://127.0.0.1:1/pact: '],
  ])('%s', async (_, args, expected, says) => {
    const { code, stderr } = await verify(args);
    expect(stderr).toContain(says);
    expect(code).toBe(expected);
  });

  test.each([
    ['broken.json', '{', 'broken.json: not JSON'],
    ['steps.yaml', 'name: x\nsteps: []\n', 'steps.yaml: steps must be a list of at least one step'],
    [
      'step.yaml',
      'name: x\nsteps:\n  - wait: 5\n',
      'step.yaml: steps[0] must have one of given, noLonger, send, passMs, delivered',
    ],
    [
      'expect.yaml',
      'name: x\nsteps:\n  - send: {}\n    expect: { code: 200 }\n',
      'steps[0] .expect has an unknown key code; allowed are status, headers, body',
    ],
    ['yaml.yaml', 'a: [', 'yaml.yaml: '],
  ])('%s', async (name, content, says) => {
    const { code, stderr } = await verify([await file(name, content)]);
    expect(stderr).toContain(says);
    expect(code).toBe(2);
  });
});

test('a sequence that differs names the step', async () => {
  const path = await file(
    'twice.yaml',
    `name: twice\npath: /orders/push\nsteps:\n  - send: ${JSON.stringify(PUSH)}\n    expect: { status: 200 }\n  - delivered: { userId: '79991234567', times: 2 }\n`,
  );
  const { code, stdout } = await verify([path]);
  expect(stdout).toContain('steps[1].delivered: expected 2 but was 1');
  expect(code).toBe(1);
});

describe('a broker', () => {
  let broker: Server;
  let origin = '';
  let elsewhere = '';
  const asked: (string | undefined)[] = [];
  beforeAll(async () => {
    const right = pactWith({
      description: 'a push',
      request: request(PUSH),
      response: answer(200, { success: true }),
    }).file;
    broker = createServer(({ url = '', headers }, response) => {
      asked.push(headers.authorization);
      const pages: Record<string, unknown> = {
        '/list': { _links: { 'pb:pacts': [{ href: `${origin}/right` }, { href: `${origin}/wrong` }] } },
        '/right': right,
        '/wrong': WRONG,
        '/elsewhere': { _links: { 'pb:pacts': [{ href: elsewhere }] } },
        '/empty': {},
      };
      const page = headers.authorization === 'Bearer s3cret' ? pages[url.split('?')[0] ?? ''] : undefined;
      response.writeHead(page ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(page ?? {}));
    });
    origin = `http://127.0.0.1:${await listen(broker)}`;
  });
  afterAll(() => broker.close());

  test('gets the token with the request for a pact, or for a list of pacts', async () => {
    expect((await verify([`${origin}/right`, '--token', 's3cret'])).code).toBe(0);
    const { code, stdout } = await verify([`${origin}/list`], { PACT_BROKER_TOKEN: 's3cret' });
    expect(stdout).toContain('1 verified, 1 failed');
    expect(code).toBe(1);
    expect(new Set(asked)).toEqual(new Set(['Bearer s3cret']));
  });

  test('that lists a pact of another host: that host gets no token', async () => {
    const heard: (string | undefined)[] = [];
    const stranger = createServer(({ headers }, response) => {
      heard.push(headers.authorization);
      response.writeHead(401).end();
    });
    elsewhere = `http://127.0.0.1:${await listen(stranger)}/pact`;
    const { code, stderr } = await verify([`${origin}/elsewhere`, '--token', 's3cret']);
    stranger.close();
    expect(heard).toEqual([undefined]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${elsewhere}: status 401; the token is sent only to ${origin}`);
  });

  test('that refuses, or sends something else, is reported without its secrets', async () => {
    const refused = await verify([`${origin}/right?token=hidden`, '--token', 'wrong']);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('/right: status 401') });
    expect(refused.stderr).not.toContain('hidden');
    const other = await verify([`${origin}/empty`, '--token', 's3cret']);
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('neither a pact nor a list of pacts') });
  });
});

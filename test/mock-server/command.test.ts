import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PUSH, post } from './post.js';

const CLI = fileURLToPath(import.meta.resolve('imshop-mock/package.json')).replace('package.json', 'dist/cli.js');

let folder: string;
let children: ChildProcessWithoutNullStreams[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imshop-mock-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

describe('start', () => {
  test('prints one line of JSON when ready, and exits 0 on SIGTERM and SIGINT', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const started = await start(['--port', '0', '--json']);
      const { url, pushUrl, port, pid } = started.ready;
      expect({ url, pushUrl, pid }).toEqual({
        url: `http://127.0.0.1:${port}`,
        pushUrl: `http://127.0.0.1:${port}/shop/push`,
        pid: started.child.pid,
      });
      expect((await post(pushUrl, PUSH)).body).toBe('{"success":true}');
      started.child.kill(signal);
      expect(await started.exit).toMatchObject({ code: 0, stdout: `${JSON.stringify(started.ready)}\n` });
    }
  });

  test('finishes what is in flight before it exits', async () => {
    const { ready, child, exit } = await start(['--port', '0', '--json']);
    const socket = connect(ready.port, '127.0.0.1');
    const head = `POST /shop/push HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(PUSH)}\r\n\r\n`;
    socket.write(head + PUSH.slice(0, 5));
    await expect.poll(() => requestsOf(ready.url)).toBe(1);
    child.kill('SIGTERM');
    await expect.poll(() => refusesConnections(ready.port)).toBe(true);
    socket.end(PUSH.slice(5));
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n\{"success":true\}$/);
    expect((await exit).code).toBe(0);
  });

  test('exits 0 although a sender never finishes', async () => {
    const { ready, child, exit } = await start(['--port', '0', '--json']);
    const socket = connect(ready.port, '127.0.0.1').on('error', () => {});
    socket.write('POST /shop/push HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    await expect.poll(() => requestsOf(ready.url)).toBe(1);
    child.kill('SIGTERM');
    expect((await exit).code).toBe(0);
  });

  test('tells people where to push, and logs to stderr', async () => {
    const { child, exit } = launch(['--port', '0']);
    await once(child.stdout, 'data');
    await once(child.stderr, 'data');
    child.kill('SIGTERM');
    const { stdout, stderr } = await exit;
    expect(stdout).toMatch(/push to {2}http:\/\/127\.0\.0\.1:\d+\/shop\/push\n/);
    expect(JSON.parse(stderr.split('\n')[0] ?? '')).toMatchObject({ level: 30, msg: 'listening' });
  });

  test('a busy port exits 1 with one line', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const { exit } = launch(['--port', String(port)]);
    const message = `imshop-mock: port ${port} on 127.0.0.1 is in use\n`;
    expect(await exit).toEqual({ code: 1, stdout: '', stderr: message });
    taken.close();
  });

  test('beyond loopback the token it made is printed once', async () => {
    const { ready, child, exit } = await start(['--port', '0', '--json', '--host', '0.0.0.0', '--log-level', 'silent']);
    expect(ready.url).toBe(`http://127.0.0.1:${ready.port}`);
    child.kill('SIGTERM');
    expect((await exit).stderr).toMatch(/^admin token: [\w-]{32}\n$/);
  });
});

describe('settings of the command', () => {
  test('flag over environment over file over default', async () => {
    const config = join(folder, 'mock.yaml');
    await writeFile(config, 'maxUserIds: 1\nrateLimit: 1/1m\nretryAfter: date\nstrict: true\n');
    const env = { IMSHOP_MOCK_MAX_USER_IDS: '2', IMSHOP_MOCK_RATE_LIMIT: '2/1m', IMSHOP_MOCK_PORT: '0' };
    const { ready } = await start(['--json', '--config', config, '--max-user-ids', '3'], env);
    const response = await fetch(`${ready.url}/_mock/integrations/shop`);
    expect(await response.json()).toMatchObject({
      settings: {
        maxUserIds: 3,
        rateLimit: { requests: 2, windowMs: 60_000, algorithm: 'sliding', retryAfter: 'date' },
        strict: true,
        envelope: 'documented',
      },
    });
  });

  test('every flag of the table is taken', async () => {
    const flags = ['--port', '0', '--host', 'localhost', '--path', '/api/:slug/send', '--rate-limit', 'off'];
    const more = [
      '--rate-limit-algorithm',
      'bucket',
      '--retry-after',
      'off',
      '--max-user-ids',
      '5',
      '--first-error-only',
    ];
    const rest = [
      '--envelope',
      'hapi',
      '--strict',
      '--no-mock-headers',
      '--max-integrations',
      '5',
      '--journal-max',
      '5',
    ];
    const { ready } = await start([
      ...flags,
      ...more,
      ...rest,
      '--admin-token',
      'a-token-of-mine',
      '--log-level',
      'warn',
      '--json',
    ]);
    expect(ready.pushUrl).toMatch(/\/api\/shop\/send$/);
    const { headers, body } = await post(ready.pushUrl, '{}');
    expect([headers.get('x-mock-standing'), JSON.parse(body)]).toEqual([
      null,
      expect.objectContaining({ statusCode: 400, message: 'child "userIds" fails because ["userIds" is required]' }),
    ]);
  });

  test.each([
    { args: ['--port', 'abc'], stderr: 'imshop-mock: --port must be a whole number from 0 to 65535, not "abc"\n' },
    { args: ['--rate-limit', 'fast'], stderr: /^imshop-mock: --rate-limit must be off, or a rate such as 10\/1m/ },
    {
      args: [],
      env: { IMSHOP_MOCK_ENVELOPE: 'soap' },
      stderr: /^imshop-mock: IMSHOP_MOCK_ENVELOPE must be one of documented, hapi/,
    },
    { args: ['--colour'], stderr: /unknown option '--colour'/ },
    { args: ['--port'], stderr: /option '--port <NUMBER>' argument missing/ },
    { args: ['sing'], stderr: /^imshop-mock: unknown command 'sing'/ },
    { args: ['--config', '/nowhere/mock.yaml'], stderr: /^imshop-mock: --config must be a readable file \(ENOENT/ },
    { file: 'port: [', stderr: /^imshop-mock: --config must be a YAML or JSON file \([\s\S]*line 1/ },
    {
      file: 'port: many\nspeed: 1\n',
      stderr: /^imshop-mock: port in \S+ must be a whole[\s\S]*\nimshop-mock: speed in \S+ must be left out/,
    },
    { file: '- 1', stderr: /must be a file that maps settings to values/ },
    {
      file: '{"port": 70000}',
      stderr: /^imshop-mock: port in \S+ must be a whole number from 0 to 65535, not 70000\n$/,
    },
  ])('$args $env $file exits 2 and names it', async ({ args = [], env = {}, file, stderr }) => {
    const config = join(folder, 'mock.yaml');
    if (file !== undefined) await writeFile(config, file);
    const result = await launch(file === undefined ? args : ['--config', config], env).exit;
    expect(result).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(stderr) });
  });

  test.each([
    ['--version', /^\d+\.\d+\.\d+\n$/],
    ['--help', /Exit codes: 0 done/],
  ])('%s exits 0', async (flag, stdout) => {
    expect(await launch([flag]).exit).toEqual({ code: 0, stdout: expect.stringMatching(stdout), stderr: '' });
  });
});

describe('exec', () => {
  const sender = `
    const response = await fetch(process.env.IMSHOP_PUSH_URL, { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(PUSH)} });
    console.log(response.status, await response.text(), process.argv.slice(1).join());`;

  test('runs a command against a mock of its own, and passes its arguments on', async () => {
    const result = await launch([
      'exec',
      '--',
      process.execPath,
      '--input-type=module',
      '-e',
      sender,
      '--',
      '--port',
      'x',
    ]).exit;
    expect(result).toEqual({ code: 0, stdout: '200 {"success":true} --port,x\n', stderr: '' });
  });

  test.each([
    { name: 'its exit code', command: [process.execPath, '-e', 'process.exit(7)'], code: 7 },
    {
      name: 'a signal, as shells do',
      command: [process.execPath, '-e', 'process.kill(process.pid, "SIGTERM")'],
      code: 143,
    },
    { name: 'a command that is not there', command: ['no-such-command'], code: 127 },
    { name: 'a file that cannot be run', command: ['/etc/passwd'], code: 126 },
  ])('exits with $name', async ({ command, code }) => {
    expect((await launch(['exec', '--', ...command]).exit).code).toBe(code);
  });

  test('a bad flag exits 2 and runs nothing', async () => {
    const result = await launch(['exec', '--max-user-ids', 'x', '--', process.execPath, '-e', 'console.log("ran")'])
      .exit;
    expect(result).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('ready', () => {
  test('exits 0 when the mock answers', async () => {
    const { ready } = await start(['--port', '0', '--json']);
    expect(await launch(['ready', '--url', ready.url]).exit).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await launch(['ready'], { IMSHOP_MOCK_PORT: String(ready.port) }).exit).code).toBe(0);
  });

  test('waits for a mock that is about to start', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as { port: number };
    probe.close();
    const waiting = launch(['ready', '--wait', '30s', '--url', `http://127.0.0.1:${port}`]).exit;
    await start(['--port', String(port), '--json']);
    expect((await waiting).code).toBe(0);
  });

  test('exits 1 where nothing answers, and 2 on a bad duration', async () => {
    const nothing = ['ready', '--url', 'http://127.0.0.1:9'];
    expect(await launch(nothing).exit).toMatchObject({ code: 1, stderr: /no answer/ });
    expect(await launch([...nothing, '--wait', 'long']).exit).toMatchObject({
      code: 2,
      stderr: /--wait must be a duration/,
    });
  });
});

interface Exit {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Launched {
  readonly child: ChildProcessWithoutNullStreams;
  readonly exit: Promise<Exit>;
}

function launch(args: readonly string[], env: NodeJS.ProcessEnv = {}): Launched {
  const child = spawn(process.execPath, [CLI, ...args], { env: { PATH: process.env['PATH'], ...env } });
  children.push(child);
  const exit = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
    ([stdout, stderr, [code]]): Exit => ({ stdout, stderr, code }),
  );
  return { child, exit };
}

interface Ready {
  readonly url: string;
  readonly pushUrl: string;
  readonly port: number;
  readonly pid: number;
}

/** Launches the mock and waits for its line of JSON. */
async function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { child, exit } = launch(['start', ...args], env);
  const [line] = await once(child.stdout, 'data');
  const ready: Ready = JSON.parse(String(line));
  return { child, exit, ready };
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = '';
  for await (const chunk of stream) all += chunk;
  return all;
}

async function requestsOf(url: string): Promise<number> {
  const response = await fetch(`${url}/_mock/integrations/shop`);
  const { counters } = (await response.json()) as { counters: { requests: number } };
  return counters.requests;
}

function refusesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(false)).once('error', () => resolve(true));
    socket.once('connect', () => socket.destroy());
  });
}

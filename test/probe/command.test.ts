import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PROBE_QUESTIONS, startMock } from 'imshop-mock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MOCK_CLI } from '../mock-cli.js';
import { launch } from '../mock-server/command/launch.js';
import { folderOfTest } from '../temp-folder.js';
import { type Provider, SECRET, startProvider } from './independent-provider.js';

const AT_ONCE = ['--interval-ms', '0'];

let out: string;
let provider: Provider;
beforeEach(async () => {
  out = join(folderOfTest(), 'probe.json');
  provider = await startProvider();
});
afterEach(() => provider[Symbol.asyncDispose]());

const saved = async () => JSON.parse(await readFile(out, 'utf8'));

/** Each test starts one or two processes, which is slow on a busy machine. */
describe('imshop-mock probe', { timeout: 20_000 }, () => {
  test('prints and saves the comparison without the secret path, and exits 1 if something differs', async () => {
    const args = ['probe', '--url', provider.url, '--out', out, '--confirm', provider.host, ...AT_ONCE];
    const { code, stdout, stderr } = await launch(args).exit;
    expect(code).toBe(1);
    expect(stdout).toMatch(/^question +mock +reality\nanother-method +405 +404 +differs: status/);
    expect(stdout).toMatch(/^nothing-in-it +400 +400 +differs: body\.statusCode, body\.validation$/m);
    expect(stdout).toMatch(/^settings: +envelope hapi, firstErrorOnly false$/m);
    expect(stderr).toContain(`${PROBE_QUESTIONS.length} requests to ${provider.host}`);
    expect(await saved()).toMatchObject({ version: 1, host: provider.host, settings: { envelope: 'hapi' } });
    expect(stdout + stderr + (await readFile(out, 'utf8'))).not.toContain(SECRET);
    expect(provider.accepted).toBe(0);
  });

  test('exits 0 if all answers are the same; the URL may come from the environment', async () => {
    await using mock = await startMock({ rateLimit: 'off' });
    const args = ['probe', '--out', out, '--confirm', new URL(mock.origin).host, ...AT_ONCE];
    const { code, stdout } = await launch(args, { IMSHOP_PUSH_URL: mock.url() }).exit;
    expect([code, stdout.match(/ same$/gm)?.length]).toEqual([0, PROBE_QUESTIONS.length]);
    expect((await mock.integration().ledger()).acceptedRequests).toBe(0);
  });

  test.each([
    { name: 'another name', confirm: ['--confirm', 'push.example'] },
    { name: 'no name and no terminal', confirm: [] },
  ])('sends nothing on $name', async ({ confirm }) => {
    const result = await launch(['probe', '--url', provider.url, '--out', out, ...confirm, ...AT_ONCE]).exit;
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('nothing was sent') });
    expect(provider.methods).toEqual([]);
    await expect(saved()).rejects.toThrow('ENOENT');
  });

  test.each([
    { typed: () => provider.host, code: 1, asked: PROBE_QUESTIONS.length },
    { typed: () => 'yes', code: 2, asked: 0 },
  ])('on a terminal the name has to be typed: exits $code, asks $asked', async ({ typed, code, asked }) => {
    const child = onTerminal(['probe', '--url', provider.url, '--out', out, ...AT_ONCE]);
    const exit = once(child, 'exit');
    const shown = text(child.stdout);
    child.stdin.write(`${typed()}\n`);
    expect(await exit).toEqual([code, null]);
    expect(await shown).toContain(`type the name of the host to continue (${provider.host}): `);
    expect(provider.methods).toHaveLength(asked);
  });

  test('SIGINT stops it and saves the results so far', async () => {
    const { child, exit } = launch(['probe', '--url', provider.url, '--out', out, '--confirm', provider.host]);
    await expect.poll(() => provider.methods.length, { timeout: 10_000 }).toBe(1);
    child.kill('SIGINT');
    const { code, stdout } = await exit;
    expect([code, stdout]).toEqual([2, expect.stringContaining('stopped: interrupted')]);
    expect(await saved()).toMatchObject({ stopped: 'interrupted' });
    expect(provider.methods).toEqual(['GET']);
  });

  test.each([
    { args: ['--url', `soap://example/${SECRET}`], stderr: '--url must be an http or https URL' },
    { args: [], stderr: '(or IMSHOP_PUSH_URL)' },
    { args: ['--url', 'https://push.example/x', '--interval-ms', '6699'], stderr: 'from 6700 to 3600000' },
    { args: ['--url', 'http://127.0.0.1:9/x', '--confirm', '127.0.0.1:9', '--out', '/no/where'], stderr: 'ENOENT' },
    { args: ['--colour'], stderr: "unknown option '--colour'" },
  ])('$args exits 64 and names it', async ({ args, stderr }) => {
    const result = await launch(['probe', ...args]).exit;
    expect(result).toMatchObject({ code: 64, stdout: '', stderr: expect.stringContaining(stderr) });
    expect(result.stderr).not.toContain(SECRET);
  });
});

/** Runs the command on a pseudo-terminal, which Node.js cannot create: Python forwards our pipes to it. */
function onTerminal(args: readonly string[]) {
  const script = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';
  return spawn('python3', ['-c', script, process.execPath, MOCK_CLI, ...args], { env: { PATH: process.env['PATH'] } });
}

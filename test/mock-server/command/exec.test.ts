import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../free-port.js';
import { MOCK_CLI } from '../../mock-cli.js';
import { folderOfTest } from '../../temp-folder.js';
import { onPath } from '../../workspace/on-path.js';
import { PUSH } from '../post.js';
import { launch } from './launch.js';

describe('exec', () => {
  const sender = `
    const response = await fetch(process.env.IMSHOP_PUSH_URL, { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(PUSH)} });
    console.log(response.status, await response.text(), process.argv.slice(1).join());`;

  test('runs a command against a mock of its own, and passes its arguments on', async () => {
    const command = [process.execPath, '--input-type=module', '-e', sender, '--', '--port', 'x'];
    expect(await launch(['exec', '--', ...command]).exit).toEqual({
      code: 0,
      stdout: '200 {"success":true} --port,x\n',
      stderr: '',
    });
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

  test.each(['--max-user-ids=x', '--demo', '--json'])(
    '%s, which it does not take, exits 64 and runs nothing',
    async (flag) => {
      const { exit } = launch(['exec', flag, '--', process.execPath, '-e', 'console.log("ran")']);
      expect(await exit).toMatchObject({ code: 64, stdout: '' });
    },
  );

  const printPort = [process.execPath, '-p', 'new URL(process.env.IMSHOP_PUSH_URL).port'];

  test('listens where a setting says: flag over environment over file over a free port', async () => {
    const [inFile, inEnvironment, inFlag] = [await freePort(), await freePort(), await freePort()];
    const config = join(folderOfTest(), 'mock.yaml');
    await writeFile(config, `port: ${inFile}\n`);
    const portOf = async (flags: readonly string[], env: NodeJS.ProcessEnv = {}) => {
      const { stdout, stderr } = await launch(['exec', ...flags, '--', ...printPort], env).exit;
      return stderr || Number(stdout);
    };
    expect(await portOf(['--config', config])).toBe(inFile);
    const env = { IMSHOP_MOCK_PORT: String(inEnvironment) };
    expect(await portOf(['--config', config], env)).toBe(inEnvironment);
    expect(await portOf(['--port', String(inFlag)], env)).toBe(inFlag);
    const [one, other] = await Promise.all([portOf([]), portOf([])]);
    expect(one).not.toBe(other);
  });

  test('its help has its own defaults', async () => {
    const { stdout } = await launch(['exec', '--help']).exit;
    expect(stdout).toMatch(/--port <NUMBER> +[^-]*\(default:\s+0\)/);
    expect(stdout).toMatch(/--log-level <NAME> +[^-]*\(default:\s+warn\)/);
    expect(stdout).not.toMatch(/--(demo|json|store)\b/);
  });

  test('the variable that Kubernetes and Docker make of a service named imshop-mock sets no port, and is named', async () => {
    const link = { IMSHOP_MOCK_PORT: 'tcp://10.0.0.5:8080' };
    const { code, stdout, stderr } = await launch(['exec', '--', ...printPort], link).exit;
    expect([code, JSON.parse(stderr)]).toEqual([
      0,
      expect.objectContaining({ level: 40, unknown: ['IMSHOP_MOCK_PORT'], msg: expect.stringContaining('ignored') }),
    ]);
    expect(Number(stdout)).toBeGreaterThan(0);
    const started = launch(['mutants', '--only', 'mojibake', '--', 'true'], link);
    expect((await started.exit).stderr).not.toContain('IMSHOP_MOCK_PORT');
    expect((await launch(['ready'], { ...link, IMSHOP_MOCK_HOST: '127.0.0.9' }).exit).stderr).toContain(
      '127.0.0.9:8080',
    );
  });

  test.each([
    ['behind --', ['exec', '--', ...printPort]],
    ['without it, its flags being its own', ['exec', '--strict', ...printPort]],
  ])('takes a command %s', async (_, args) => {
    expect(await launch(args).exit).toMatchObject({ code: 0, stdout: /^\d+\n$/ });
  });

  // `script` gives processes a terminal, which sends Ctrl-C to all of them.
  test.runIf(onPath('script'))('a command hears Ctrl-C once', async () => {
    const counting = `let heard = 0;
      process.on('SIGINT', () => console.log('heard ' + ++heard));
      process.stdin.on('data', () => process.exit());
      console.log('ready');`;
    const command = `${process.execPath} ${MOCK_CLI} exec -- ${process.execPath} -e "${counting}"`;
    const terminal = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
    onTestFinished(() => void terminal.kill('SIGKILL'));
    let said = '';
    terminal.stdout.on('data', (chunk) => {
      said += chunk;
    });
    await expect.poll(() => said).toContain('ready');
    terminal.stdin.write('\x03');
    await expect.poll(() => said).toContain('heard 1');
    terminal.stdin.write('\n');
    await once(terminal, 'exit');
    expect(said).not.toContain('heard 2');
  });
});

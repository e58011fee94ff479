import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MOCK_CLI } from '../../mock-cli.js';
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
    '%s, which it does not take, exits 2 and runs nothing',
    async (flag) => {
      const { exit } = launch(['exec', flag, '--', process.execPath, '-e', 'console.log("ran")']);
      expect(await exit).toMatchObject({ code: 2, stdout: '' });
    },
  );

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

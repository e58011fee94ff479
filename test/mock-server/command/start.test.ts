import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listen } from '../../listen.js';
import { MOCK_CLI } from '../../mock-cli.js';
import { rawRequest } from '../../wire/raw-request.js';
import { RawSocket } from '../../wire/raw-socket.js';
import { onPath } from '../../workspace/on-path.js';
import { PUSH, post } from '../post.js';
import { launch, refusesConnections, requestsOf, start } from './launch.js';

const CTRL_C = '\x03';

describe('start', () => {
  test('prints one line of JSON when ready, and exits 0 on SIGTERM and SIGINT', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const started = await start();
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
    const { ready, child, exit } = await start();
    using socket = await RawSocket.open(ready.url);
    const bytes = rawRequest('shop', { headers: { Connection: 'close' } });
    socket.send(bytes.subarray(0, -5));
    await expect.poll(() => requestsOf(ready.url)).toBe(1);
    child.kill('SIGTERM');
    await expect.poll(() => refusesConnections(ready.port)).toBe(true);
    socket.send(bytes.subarray(-5));
    expect((await socket.ended()).rest).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n\{"success":true\}$/);
    expect((await exit).code).toBe(0);
  });

  test('exits 0 although a sender never finishes', async () => {
    const { ready, stop } = await start();
    using socket = await RawSocket.open(ready.url);
    socket.send(rawRequest('shop').subarray(0, -5));
    await expect.poll(() => requestsOf(ready.url)).toBe(1);
    expect((await stop()).code).toBe(0);
  });

  test('tells people where to push and what is wrong on purpose, and logs to stderr', async () => {
    const { child, exit } = launch(['--port', '0', '--mutant', 'mojibake']);
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    const { stdout, stderr } = await exit;
    expect(stdout).toMatch(/push to {2}http:\/\/127\.0\.0\.1:\d+\/shop\/push\n/);
    expect(stdout).toContain('  mutant   mojibake: Cyrillic is garbled on the phone\n');
    const lines = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { level: 40, mutant: 'mojibake' },
      { level: 30, msg: 'listening' },
    ]);
  });

  // `script` gives a process a terminal.
  test.runIf(onPath('script'))('tells who watches a terminal once', async () => {
    const command = `exec ${process.execPath} ${MOCK_CLI} start --port 0`;
    const terminal = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
    onTestFinished(() => void terminal.kill('SIGKILL'));
    const said = text(terminal.stdout);
    await once(terminal.stdout, 'data');
    terminal.stdin.write(CTRL_C);
    expect(await said).toMatch(/is listening[\s\S]*Ctrl-C\s*\^?C?\s*$/);
  });

  test('a busy port exits 1 with one line', async () => {
    const taken = createServer();
    const port = await listen(taken);
    const { exit } = launch(['--port', String(port)]);
    const message = `imshop-mock: port ${port} on 127.0.0.1 is in use\n`;
    expect(await exit).toEqual({ code: 1, stdout: '', stderr: message });
    taken.close();
  });

  test('beyond loopback the token it made is printed once', async () => {
    const { ready, stop } = await start(['--host', '0.0.0.0', '--log-level', 'silent']);
    expect(ready.url).toBe(`http://127.0.0.1:${ready.port}`);
    expect((await stop()).stderr).toMatch(/^admin token: [\w-]{32}\n$/);
  });
});

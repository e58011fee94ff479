import { createServer, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../free-port.js';
import { listen } from '../../listen.js';
import { launch, start } from './launch.js';

describe('ready', () => {
  test('exits 0 when the mock answers', async () => {
    const { ready } = await start();
    expect(await launch(['ready', '--url', ready.url]).exit).toEqual({ code: 0, stdout: '', stderr: '' });
    const port = String(ready.port);
    expect((await launch(['ready'], { IMSHOP_MOCK_PORT: port, IMSHOP_MOCK_URL: '' }).exit).code).toBe(0);
  });

  test('waits for a mock that is about to start', async () => {
    const port = await freePort();
    const waiting = launch(['ready', '--wait', '30s', '--url', `http://127.0.0.1:${port}`]).exit;
    await start(['--port', String(port)]);
    expect((await waiting).code).toBe(0);
  });

  test('exits 1 where somebody listens and never answers', async () => {
    const silent = createServer();
    const url = `http://127.0.0.1:${await listen(silent)}`;
    const sockets: Socket[] = [];
    silent.on('connection', (socket) => void sockets.push(socket));
    const { code, stderr } = await launch(['ready', '--url', url]).exit;
    expect({ code, stderr }).toEqual({ code: 1, stderr: `imshop-mock: no answer from ${url} in time\n` });
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  test('exits 1 where nothing answers, and 64 on a bad duration', async () => {
    const nothing = ['ready', '--url', 'http://127.0.0.1:9'];
    expect(await launch(nothing).exit).toMatchObject({ code: 1, stderr: /no answer/ });
    expect(await launch([...nothing, '--wait', 'long']).exit).toMatchObject({
      code: 64,
      stderr: /--wait must be a duration/,
    });
    expect(await launch(['ready'], { IMSHOP_MOCK_URL: 'mock:8080' }).exit).toMatchObject({
      code: 64,
      stderr: /IMSHOP_MOCK_URL must be a URL/,
    });
  });
});

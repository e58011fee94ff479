import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { startRedis } from '../../redis-server.js';
import { idLines, stage, TEXTS } from './push-command.js';

const at = stage();
const redis = await startRedis();
afterAll(() => redis?.stop());

/** Redis behind a port whose connections the test can drop. */
async function portOf(path: string): Promise<{ url: string; drop(): void; [Symbol.asyncDispose](): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(path);
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => {}));
    client.pipe(upstream).pipe(client);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    drop,
    [Symbol.asyncDispose]: async () => {
      drop();
      server.close();
    },
  };
}

test.skipIf(!redis)('a lost connection to Redis halts the run, which is reported', async () => {
  await using port = await portOf(redis?.socket ?? '');
  await at.shop.fail({ type: 'latency', ms: 60_000 }, { nth: 1 });
  const { exit } = at.launch(['send', '--ids', await at.file('ids', idLines(4)), ...TEXTS, '--chunk-size', '1'], {
    IMSHOP_RATE_LIMIT_STORE: port.url,
  });
  await at.firstRequest();
  port.drop();
  await at.shop.clock({ advanceMs: 60_000 });
  const { code, stdout, stderr } = await exit;
  expect(stdout).toMatch(/^1 accepted.*\n3 not sent.*\nhalted: the rate-limit store failed: /);
  expect({ code, stderr }).toEqual({ code: 4, stderr: '' });
});

test('an empty IMSHOP_RATE_LIMIT_STORE means the default', async () => {
  const ids = await at.file('ids', idLines(1));
  const { code } = await at.run(['send', '--ids', ids, ...TEXTS], { IMSHOP_RATE_LIMIT_STORE: '', TMPDIR: at.folder });
  expect(code).toBe(0);
  expect(await readdir(at.folder)).toEqual(['ids', expect.stringMatching(/^imshop-push-/)]);
});

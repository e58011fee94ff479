import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectMock, startMock } from 'imshop-mock';
import { describe, expect, test } from 'vitest';
import { built } from '../mock-server/built.js';
import { launch, start } from '../mock-server/command/launch.js';
import { folderOfTest } from '../temp-folder.js';
import { ask } from './ask.js';

const TOKEN = 'sesame-Sesame.0123456789';
const TARGET = '/_mock/integrations';

describe('the token opens the control API', () => {
  test.each([
    ['as a bearer', { Authorization: `Bearer ${TOKEN}` }, 200],
    ['in any case of the scheme, as RFC 9110, 11.1, has it', { Authorization: `bearer  ${TOKEN}` }, 200],
    ['in no other case of its own', { Authorization: `Bearer ${TOKEN.toUpperCase()}` }, 401],
    ['not in part', { Authorization: `Bearer ${TOKEN.slice(0, -1)}` }, 401],
    ['not with more behind it', { Authorization: `Bearer ${TOKEN}0` }, 401],
    ['not with something else behind it', { Authorization: `Bearer ${TOKEN} x` }, 401],
    ['not empty', { Authorization: 'Bearer ' }, 401],
    ['not without its scheme', { Authorization: TOKEN }, 401],
    ['not as a password', { Authorization: `Basic ${Buffer.from(`admin:${TOKEN}`).toString('base64')}` }, 401],
    ['not in another header', { 'X-Admin-Token': TOKEN, 'Proxy-Authorization': `Bearer ${TOKEN}` }, 401],
    ['not in a cookie', { Cookie: `token=${TOKEN}; adminToken=${TOKEN}` }, 401],
    ['not as eight thousand letters', { Authorization: `Bearer ${'x'.repeat(8_000)}` }, 401],
  ])('%s', async (_, headers, status) => {
    await using mock = await startMock({ adminToken: TOKEN });
    expect(await ask(mock.origin, { headers })).toMatchObject({ status });
  });

  test.each(['token', 'access_token', 'adminToken', 'admin-token', 'admin_token', 'authorization', 'bearer', 'auth'])(
    'never in the address, as %s',
    async (name) => {
      await using mock = await startMock({ adminToken: TOKEN });
      for (const path of [TARGET, '/_mock/events', '/_mock/integrations/shop', '/_mock/nowhere']) {
        for (const value of [TOKEN, `Bearer%20${TOKEN}`]) {
          const refused = await ask(mock.origin, { target: `${path}?${name}=${value}` });
          expect(refused.status, path).toBe(401);
          expect(refused.bytes.includes(TOKEN)).toBe(false);
        }
      }
    },
  );

  test('and whoever has it and puts it in the address too is not told it', async () => {
    await using mock = await startMock({ adminToken: TOKEN });
    const headers = { Authorization: `Bearer ${TOKEN}` };
    for (const path of [TARGET, '/_mock/health', '/_mock/nowhere', '/_mock/integrations/shop/requests']) {
      const { status, bytes } = await ask(mock.origin, { target: `${path}?token=${TOKEN}`, headers });
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(bytes.includes(TOKEN), path).toBe(false);
    }
  });
});

test.each(['0.0.0.0', '::', '127.0.0.1.nip.example', '10.0.0.5', '1.127.0.0.1'])(
  'beyond loopback, at %s, there is one whether or not it was given',
  async (host) => {
    const { adminTokenOf } = await built<{ adminTokenOf(settings: object): string | undefined }>('settings/hosts');
    const made = [adminTokenOf({ host }), adminTokenOf({ host })];
    expect(made).toEqual([expect.stringMatching(/^[\w-]{32}$/), expect.stringMatching(/^[\w-]{32}$/)]);
    expect(new Set(made).size).toBe(2);
    expect(adminTokenOf({ host, adminToken: TOKEN })).toBe(TOKEN);
  },
);

describe('no output holds the token', () => {
  test('of a mock at its most talkative, whoever asks with it, rightly or wrongly', async () => {
    const flags = ['--host', '0.0.0.0', '--log-level', 'trace'];
    const { ready, stop } = await start(flags, { IMSHOP_MOCK_ADMIN_TOKEN: TOKEN });
    const mock = connectMock(ready.url, { adminToken: TOKEN });
    await mock.integration().patch({ available: false });
    await ask(ready.url, { target: `${TARGET}?token=${TOKEN}` });
    await ask(ready.url, { headers: { Authorization: `Bearer ${TOKEN}x` } });
    await ask(ready.url, {
      method: 'POST',
      target: '/shop/push',
      headers: { Authorization: `Bearer ${TOKEN}` },
      body: '{}',
    });
    await ask(ready.url, { target: `/nowhere/${TOKEN}` });
    const events = await ask(ready.url, { target: `${TARGET}/shop`, headers: { Authorization: `Bearer ${TOKEN}` } });
    expect(events.bytes.includes(TOKEN)).toBe(false);
    const { code, stdout, stderr } = await stop();
    expect(code).toBe(0);
    expect(stderr).toContain('"listening"');
    expect(stdout + stderr).not.toContain(TOKEN);
  });

  test('but the one line where it was made', async () => {
    const { ready, stop } = await start(['--host', '0.0.0.0', '--log-level', 'trace']);
    await ask(ready.url, {});
    const { stdout, stderr } = await stop();
    const [, made = ''] = /^admin token: ([\w-]{32})$/m.exec(stderr) ?? [];
    expect((stdout + stderr).split(made)).toHaveLength(2);
  });

  const BAD = 'not allowed: s3cret!';
  test.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ['a flag', ['--admin-token', BAD], {}],
    ['a flag with its value', [`--admin-token=${BAD}`], {}],
    ['a mistyped flag', [`--admin-tokn=${BAD}`], {}],
    ['a variable', [], { IMSHOP_MOCK_ADMIN_TOKEN: BAD }],
    ['a mistyped variable', ['--port', 'none'], { IMSHOP_MOCK_TOKEN: BAD }],
  ])('of a command line that is refused: %s', async (_, flags, env) => {
    const { code, stdout, stderr } = await launch(['start', ...flags], env).exit;
    expect(code).toBe(64);
    expect(stderr).toMatch(/^imshop-mock: /);
    expect(stdout + stderr).not.toContain('s3cret');
  });

  test('of a config file that is refused', async () => {
    const folder = folderOfTest();
    const config = join(folder, 'mock.yaml');
    await writeFile(config, 'adminToken: s3cret!\n');
    const { code, stderr } = await launch(['--config', config]).exit;
    expect(code).toBe(64);
    expect(stderr).toMatch(/^imshop-mock: adminToken in \S+ must be 8 to 256 letters.*, not "\(not shown\)"\n$/);
  });
});

test('a command that runs beside the mock finds the token in its environment, not in its arguments', async () => {
  const script =
    'process.stdout.write(JSON.stringify([process.env.IMSHOP_MOCK_ADMIN_TOKEN.length, process.argv.length]))';
  const { exit } = launch(['exec', '--host', '0.0.0.0', '--', process.execPath, '-e', script]);
  expect(await exit).toEqual({ code: 0, stdout: '[32,1]', stderr: '' });
});

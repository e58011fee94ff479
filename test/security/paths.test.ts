import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Mock, SettingsError, startMock } from 'imshop-mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, start } from '../mock-server/command/launch.js';
import { post, pushTo } from '../mock-server/post.js';
import { folderOfTest } from '../temp-folder.js';
import { ask } from './ask.js';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

describe('the files of the page are all that is served', () => {
  const UP = ['..', '%2e%2e', '.%2e', '%2E.', '..%5c', '..\\', '%252e%252e', '..;', '....', '%c0%ae%c0%ae'];
  const SLASH = ['/', '%2f', '//', '\\', '%5c'];
  const TARGETS = UP.flatMap((up) => SLASH.flatMap((slash) => [1, 2, 3, 8].map((times) => (up + slash).repeat(times))));
  test('whatever way up is taken', async () => {
    for (const way of TARGETS) {
      for (const file of ['package.json', 'cli.js', 'etc/passwd']) {
        const target = `/_mock/page/${way}${file}`;
        const { status, body } = await ask(mock.origin, { target });
        expect([400, 403, 404], target).toContain(status);
        expect(body, target).not.toMatch(/"name": "imshop|#!\/usr\/bin\/env|root:/);
      }
    }
  });

  test.each([
    '/_mock/page/',
    '/_mock/page',
    '/_mock/page/assets',
    '/_mock/page//etc/passwd',
    '/_mock/page/index.html%00.js',
    '/_mock/page/%00',
    '/_mock/page/.hidden',
    '/_mock/page/.vite/manifest.json',
    '/_mock/page/%E0%A4%A',
    '/_mock/page/C:%5cwindows%5cwin.ini',
    '/_mock/page//evil.example/..',
    `/_mock/page/${'a/'.repeat(3_000)}`,
  ])('%s is none of them', async (target) => {
    const { status, headers } = await ask(mock.origin, { target });
    expect([400, 403, 404, 414]).toContain(status);
    expect(headers.filter(([name]) => name === 'Location')).toEqual([]);
  });
});

describe('the path of the endpoint', () => {
  test.each([
    '/',
    '/_mock',
    '/_mock/',
    '/_mock/reset',
    '//_mock',
    '/./_mock',
    '/../_mock',
    '/push/../_mock',
    '/push/./x',
    '/:slug/:slug',
    '/push?x',
    '/push#x',
    '/push/%5Fmock',
    '/pu sh',
    '/push\r\nX: y',
    '/push\u0000',
    '',
    '*',
    '/(a+)+$',
  ])('cannot be %j', async (path) => {
    await expect(startMock({ path })).rejects.toThrow(SettingsError);
  });

  test('never takes over the page or the control API', async () => {
    for (const path of ['/:slug', '/_mockery', '/_MOCK', '/_mock.js']) {
      await using custom = await startMock({ path });
      expect(await ask(custom.origin, { target: '/_mock/health' }), path).toMatchObject({ status: 200 });
      expect(await ask(custom.origin, { target: '/' }), path).toMatchObject({ status: 200 });
      expect((await post(custom.url('_mock'), pushTo(['1']))).status).toBe(path === '/:slug' ? 404 : 200);
    }
  });
});

test('what is written goes to the file that was named, and nowhere else', async () => {
  const folder = folderOfTest();
  const tape = join(folder, 'tape.yaml');
  const { ready, stop } = await start(['--record-tape', tape]);
  const body = '{"fault":{"type":"status","status":503}}';
  for (const slug of ['..', '..%2f..%2fescaped', 'a.b', 'tape.yaml']) {
    await fetch(`${ready.url}/_mock/integrations/${slug}/faults`, { method: 'POST', body });
    await post(`${ready.url}/${slug}/push`, pushTo(['../../escaped']));
  }
  expect((await stop()).code).toBe(0);
  expect(await readdir(folder)).toEqual(['tape.yaml']);
  expect(await readFile(tape, 'utf8')).toMatch(/^integrations:\n {2}"a\.b":\n[\s\S]* {2}"tape\.yaml":\n/m);
});

test('a report that cannot be written where it was asked for is written nowhere, and nothing runs', async () => {
  const folder = folderOfTest();
  const args = ['check', '--junit', join(folder, 'none', 'report.xml'), '--', 'touch', join(folder, 'ran')];
  const { code, stderr } = await launch(args).exit;
  expect({ code, stderr }).toEqual({
    code: 64,
    stderr: expect.stringMatching(/^imshop-mock: --junit must be a file that can be written/),
  });
  expect(await readdir(folder)).toEqual([]);
});

import { once } from 'node:events';
import { connectMock } from 'imshop-mock';
import { demoTraffic } from 'imshop-mock/demo';
import { expect, test } from 'vitest';
import { launch, start } from '../command/launch.js';

/** The requests arrive within two seconds; a busy machine takes longer. */
const PATIENCE = { timeout: 20_000 };

test('start --demo fills the integration demo at once, from the seed, and stops with the mock', async () => {
  const { ready, stop } = await start(['--demo', '--seed', '7']);
  const demo = connectMock(ready.url).integration('demo');
  await expect.poll(async () => (await demo.requests()).requests.length, PATIENCE).toBeGreaterThanOrEqual(3);
  const { requests } = await demo.requests();
  const sent = demoTraffic(7);
  for (const { body } of requests) expect(body).toEqual(JSON.parse(sent.next().value.body));
  expect((await demo.scenario()).scenario?.name).toBe('demo');
  expect(await stop()).toMatchObject({ code: 0, stderr: expect.not.stringContaining('demo') });
});

test('a scenario of the user replaces the outage', async () => {
  const { ready } = await start(['--demo', '--scenario', 'lost-responses']);
  const demo = connectMock(ready.url).integration('demo');
  await expect.poll(async () => (await demo.requests()).requests.length, PATIENCE).toBeGreaterThanOrEqual(1);
  expect((await demo.scenario()).scenario?.name).toBe('lost-responses');
});

test('the banner says where to look', async () => {
  const { child, exit } = launch(['--port', '0', '--demo']);
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const { code, stdout, stderr } = await exit;
  expect(stdout).toMatch(
    / {2}demo {5}(http:\/\/127\.0\.0\.1:\d+)\/#\/demo, sent to http:\/\/127\.0\.0\.1:\d+\/demo\/push\n/,
  );
  expect(stderr).not.toContain('demo');
  expect(code).toBe(0);
});

test('it also works with an admin token and a path without a slug', async () => {
  const adminToken = 'a-token-of-the-test';
  const path = '/send';
  const { ready } = await start(['--demo', '--path', path, '--admin-token', adminToken]);
  const shop = connectMock(ready.url, { path, adminToken }).integration('shop');
  await expect.poll(async () => (await shop.requests()).requests.length, PATIENCE).toBeGreaterThanOrEqual(1);
  expect((await shop.scenario()).scenario?.name).toBe('demo');
});

test('without --demo nothing is sent', async () => {
  const { ready, stop } = await start();
  expect(await connectMock(ready.url).integrations()).toEqual([]);
  expect((await stop()).code).toBe(0);
});

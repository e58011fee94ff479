import { once } from 'node:events';
import { connectMock } from 'imshop-mock';
import { story } from 'imshop-mock/demo';
import { expect, test } from 'vitest';
import { launch, start } from '../command/launch.js';

test('start --demo fills the integration demo at once, from the seed, and stops with the mock', async () => {
  const { ready, child, exit } = await start(['--port', '0', '--json', '--demo', '--seed', '7']);
  const demo = connectMock(ready.url).integration('demo');
  await expect.poll(async () => (await demo.requests()).requests.length).toBeGreaterThanOrEqual(3);
  const { requests } = await demo.requests();
  const scenes = story(7);
  for (const { body } of requests) expect(body).toEqual(JSON.parse(scenes.next().value.body));
  expect((await demo.scenario()).scenario?.name).toBe('demo');
  child.kill('SIGTERM');
  expect(await exit).toMatchObject({ code: 0, stderr: expect.not.stringContaining('demo') });
});

test('a scenario of the user takes the place of the outage', async () => {
  const { ready } = await start(['--port', '0', '--json', '--demo', '--scenario', 'lost-responses']);
  const demo = connectMock(ready.url).integration('demo');
  await expect.poll(async () => (await demo.requests()).requests.length).toBeGreaterThanOrEqual(1);
  expect((await demo.scenario()).scenario?.name).toBe('lost-responses');
});

test('people are told where to look', async () => {
  const { child, exit } = launch(['--port', '0', '--demo']);
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const { code, stdout } = await exit;
  expect(stdout).toMatch(
    / {2}demo {5}(http:\/\/127\.0\.0\.1:\d+)\/#\/demo, sent to http:\/\/127\.0\.0\.1:\d+\/demo\/push\n/,
  );
  expect(code).toBe(0);
});

test('without --demo nothing is sent, and nothing of it is loaded', async () => {
  const { ready, child, exit } = await start(['--port', '0', '--json']);
  expect(await connectMock(ready.url).integrations()).toEqual([]);
  child.kill('SIGTERM');
  expect((await exit).code).toBe(0);
});

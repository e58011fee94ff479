import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectMock, type Integration } from 'imshop-mock';
import { expect, test } from 'vitest';
import { folderOfTests } from '../temp-folder.js';
import { launch, start } from './command/launch.js';
import { PUSH, post } from './post.js';

const folder = folderOfTests();

const QUIET = ['--rate-limit', 'off', '--log-level', 'silent'];

test('a tape of a random run brings about the same outcome for the same requests', async () => {
  const tape = join(folder, 'tape.yaml');
  const recorded = await start([...QUIET, '--seed', '42', '--record-tape', tape]);
  const shop = connectMock(recorded.ready.url).integration('shop');
  await shop.fail({ type: 'status', status: 503 }, { probability: 0.3 });
  await shop.fail('reset', { probability: 0.3, accepted: true });
  await shop.fail({ type: 'latency', minMs: 1, maxMs: 9 }, { probability: 0.5 });
  const other = connectMock(recorded.ready.url).integration('other');
  await other.fail('malformed-json', { nth: 2 });
  const before = [await outcomes(shop, 25), await outcomes(other, 3)];
  recorded.child.kill('SIGTERM');
  expect((await recorded.exit).code).toBe(0);

  const text = await readFile(tape, 'utf8');
  expect(text).toMatch(/^# imshop-mock \d.*, seed 42\. Replay with --scenario/);
  expect(text).not.toContain('probability');
  const replayed = await start([...QUIET, '--seed', '1', '--scenario', tape]);
  const again = connectMock(replayed.ready.url);
  expect([await outcomes(again.integration('shop'), 25), await outcomes(again.integration('other'), 3)]).toEqual(
    before,
  );
});

test('a tape without a fault is a scenario all the same', async () => {
  const tape = join(folder, 'empty.yaml');
  const recorded = await start([...QUIET, '--record-tape', tape]);
  recorded.child.kill('SIGTERM');
  await recorded.exit;
  const { ready } = await start([...QUIET, '--scenario', tape]);
  expect((await post(ready.pushUrl, PUSH)).status).toBe(200);
});

test('a tape that cannot be written exits 64', async () => {
  const result = await launch(['--record-tape', join(folder, 'no/such/folder.yaml')]).exit;
  expect(result).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('recordTape must be a file that can be written'),
  });
});

test.each([
  [
    'phases:\n  - faults:\n      - fault: {type: boom}\n',
    'line 3 must be a scenario ("phases[0].faults[0].fault.type" must be one of',
  ],
  ['loop: true\n', 'line 1 must be a scenario ("phases" is required)'],
  ['phases: [\n', 'must be a YAML or JSON file'],
  ['integrations:\n  UPPER:\n    phases: []\n', 'line 2 must be a scenario ("integrations.UPPER" is not allowed)'],
])('a scenario file %j exits 64 and names the line', async (content, message) => {
  const file = join(folder, 'scenario.yaml');
  await writeFile(file, content);
  const { code, stderr } = await launch(['--scenario', file]).exit;
  expect(code).toBe(64);
  expect(stderr).toContain(message);
});

test('a scenario that is neither built in nor a file exits 64 and says what there is', async () => {
  const { code, stderr } = await launch(['--scenario', 'chaos']).exit;
  expect(code).toBe(64);
  expect(stderr).toContain('--scenario must be one of healthy, unavailable');
});

test('the seed is printed at start', async () => {
  const { child, exit } = launch(['--port', '0', '--seed', '42', '--log-level', 'silent']);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGTERM');
  expect((await exit).stdout).toContain('seed     42');
});

/** How each of so many pushes ended, and what hit it. */
async function outcomes(integration: Integration, count: number): Promise<unknown[]> {
  for (let sent = 0; sent < count; sent += 1) await post(integration.url, PUSH).catch(() => {});
  const { requests } = await integration.requests();
  return requests.map(({ outcome, status, accepted, fault, response }) => [
    outcome,
    status,
    accepted,
    fault?.type,
    response,
  ]);
}

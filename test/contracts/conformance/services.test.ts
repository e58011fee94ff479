import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runConformance, SCENARIOS, type Sender, serviceSender } from 'imshop-contracts/conformance';
import { startCheckMock } from 'imshop-mock/check';
import { expect, test } from 'vitest';
import { freePort } from '../../free-port.js';
import { listen } from '../../listen.js';

async function verdicts(sender: Sender, ids: readonly string[], port = 0) {
  const results = await runConformance({
    sender,
    startMock: startCheckMock,
    scenarios: SCENARIOS.filter(({ id }) => ids.includes(id)),
    timeoutMs: 10_000,
    port,
    jobs: 1,
  });
  return Object.fromEntries(results.map(({ id, verdict, findings }) => [id, [verdict, ...findings]]));
}

test('a service is started for each scenario, gets its job, is judged by the status of its answer, and is restarted', async () => {
  const port = await freePort();
  const command = [process.execPath, fileURLToPath(new URL('service.mjs', import.meta.url)), String(port)];
  const sender = serviceSender(new URL(`http://127.0.0.1:${port}/jobs`), command);
  const ids = ['documented-request', 'success-false', 'killed-and-started-again'];
  expect(await verdicts(sender, ids)).toEqual({
    'documented-request': ['passed'],
    'success-false': ['passed'],
    'killed-and-started-again': [
      'failed',
      'customer …01 received the push more than once',
      'the sender exited with 0, although it cannot know whether the push was accepted',
    ],
  });
});

test('a running service always posts to one address, and is not restarted', async () => {
  const port = await freePort();
  const service = createServer(async (request, response) => {
    const job = await text(request);
    const push = { method: 'POST', headers: { 'content-type': 'application/json' }, body: job };
    await (await fetch(`http://127.0.0.1:${port}/shop/push`, push)).text();
    response.end('success, as always');
  });
  const trigger = new URL(`http://127.0.0.1:${await listen(service)}/`);
  const ids = ['documented-request', 'success-false', 'ended-and-started-again'];
  expect(await verdicts(serviceSender(trigger, []), ids, port)).toEqual({
    'documented-request': ['passed'],
    'success-false': ['failed', 'the sender exited with 0, but no customer received the push'],
    'ended-and-started-again': ['skipped', 'check cannot restart a service that it did not start'],
  });
  service.close();
});

test('a service that exits before it accepts connections is reported, and so is one that cannot be reached', async () => {
  const trigger = async () => new URL(`http://127.0.0.1:${await freePort()}/`);
  const exiting = serviceSender(await trigger(), [process.execPath, '-e', '0']);
  const unreachable = serviceSender(await trigger(), []);
  const results = await Promise.all([exiting, unreachable].map((sender) => verdicts(sender, ['success-false'])));
  expect(results.map((one) => one['success-false']?.[1])).toEqual([
    expect.stringMatching(/^the sender could not be started: .*exited before it accepted connections$/),
    expect.stringMatching(/^the sender could not be started: .*ECONNREFUSED/),
  ]);
});

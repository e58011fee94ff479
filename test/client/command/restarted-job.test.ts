import { mkdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { IS_THOROUGH } from '../../workspace/thorough.js';
import { stage } from './push-command.js';

const at = stage();
const JOB = { userIds: ['1', '2', '3', '4', '5', '6'], message: { title: 'Заказ готов', summary: 'Ждём вас' } };
const LATENCY = { type: 'latency', ms: 60_000 } as const;
const SEND = ['send', '--chunk-size', '2'];

/** Starts the job, and ends it while its first request waits for an answer. The answer comes only after that. */
async function interrupted(env: NodeJS.ProcessEnv, signal: NodeJS.Signals) {
  const { child, exit } = at.launch(SEND, env);
  await at.firstRequest();
  child.kill(signal);
  await at.shop.clock({ advanceMs: LATENCY.ms });
  return exit;
}

test('a stopped job is resumed by the next start, and sends nothing after its end', async () => {
  const job = await at.file('job.json', JSON.stringify(JOB));
  await at.shop.fail(LATENCY);
  const ended = await interrupted({ IMSHOP_JOB: job }, 'SIGTERM');
  expect(ended).toMatchObject({ code: 4, stdout: expect.stringMatching(/^2 accepted.*\n4 not sent/) });
  await at.shop.deleteFaults();

  const again = await at.run(SEND, { IMSHOP_JOB: job });
  expect(again).toEqual({ code: 0, stdout: '6 accepted by the vendor\n', stderr: '' });
  const ledger = { once: 6, duplicated: [], requests: 3 };
  expect(await at.shop.ledger()).toMatchObject(ledger);

  const third = await at.run(SEND, { IMSHOP_JOB: job });
  const nothing = `nothing to send: the run in ${job}.journal.ndjson has already ended\n`;
  expect(third).toEqual({ code: 0, stdout: `${nothing}6 accepted by the vendor\n`, stderr: '' });
  expect(await at.shop.ledger()).toMatchObject(ledger);
});

// Takes long and resembles other tests, so only the gate runs it.
test.skipIf(!IS_THOROUGH)(
  'the request in flight of a killed job stays unknown, and the others are sent after its time-out',
  async () => {
    const job = await at.file('job.json', JSON.stringify(JOB));
    await at.shop.fail(LATENCY, { accepted: true });
    expect((await interrupted({ IMSHOP_JOB: job, IMSHOP_TIMEOUT_MS: '5000' }, 'SIGKILL')).code).toBe(null);
    await at.shop.deleteFaults();
    // The journal says how long to wait; the longer time-out lets a busy machine answer.
    const { code, stdout } = await at.run(SEND, { IMSHOP_JOB: job, IMSHOP_TIMEOUT_MS: '60000' });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^4 accepted.*\n2 unknown/);
    expect(await at.shop.ledger()).toMatchObject({ duplicated: [], requests: 3 });
  },
);

test('a journal that cannot be written beside the job is reported, and nothing is sent', async () => {
  const job = await at.file('job.json', JSON.stringify(JOB));
  await mkdir(`${job}.journal.ndjson`);
  const { code, stderr } = await at.run(SEND, { IMSHOP_JOB: job });
  expect(stderr).toMatch(/job\.json\.journal\.ndjson: EISDIR.*; use --journal FILE to keep the journal elsewhere\n$/);
  expect(code).toBe(64);
  expect(await at.shop.ledger()).toMatchObject({ requests: 0 });
});

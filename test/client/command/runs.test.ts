import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { idLines, stage, TEXTS } from './push-command.js';

const at = stage();
const SMALL = ['--chunk-size', '2'];

test('plan and --dry-run print the effort of a run, and send nothing', async () => {
  const ids = await at.file('ids', idLines(2500));
  const plan = await at.run(['plan', '--ids', ids, ...TEXTS, '--rate-limit', '10/1m'], { IMSHOP_PUSH_URL: undefined });
  expect(plan.stdout).toBe('2,500 customers in 3 requests, at least 13 s\n');
  const { stdout } = await at.run(['send', '--ids', ids, ...TEXTS, '--dry-run', '--json']);
  expect(JSON.parse(stdout)).toEqual({
    customers: 2500,
    duplicatesRemoved: 0,
    requests: 3,
    durationMs: 122,
    warnings: [],
  });
  expect(await at.shop.requests()).toMatchObject({ requests: [] });
});

test('a halted run is resumed, and its journal has every outcome', async () => {
  const ids = await at.file('ids', idLines(7));
  const journal = join(at.folder, 'run.ndjson');
  const push = ['--ids', ids, ...TEXTS];
  await at.shop.fail('empty-reply', { nth: 2, accepted: true });
  await at.shop.fail('unavailable', { nth: 3 });
  const halted = await at.run(['send', ...push, ...SMALL, '--journal', journal]);
  expect(halted.code).toBe(4);
  expect(halted.stdout).toContain(`resume with: imshop-push resume ${journal}`);

  const unknown = await at.run(['report', journal, ...push, '--state', 'unknown']);
  expect(unknown.stdout).toBe('79000000002\n79000000003\n');
  const counts = await at.run(['report', journal]);
  expect(counts.stdout).toMatch(/^2 accepted.*\n2 unknown.*\n3 not sent.*\n$/);

  const resumed = await at.run(['resume', '--journal', journal, ...push]);
  expect(resumed.code).toBe(3);
  expect(await at.shop.ledger()).toMatchObject({ once: 7, duplicated: [] });
  expect((await at.run(['report', journal, '--json'])).stdout).toContain(
    '"counts":{"accepted":5,"rejected":0,"unknown":2,"not-sent":0}',
  );
});

test('a journal with stored ids is resumed without ids and texts', async () => {
  const journal = join(at.folder, 'run.ndjson');
  const ids = await at.file('ids', idLines(4));
  await at.shop.fail({ type: 'status', status: 401 }, { nth: 2 });
  await at.run(['send', '--ids', ids, ...TEXTS, ...SMALL, '--journal', journal, '--store-ids']);
  expect((await at.run(['resume', journal])).code).toBe(0);
  expect(await at.shop.ledger()).toMatchObject({ once: 4, duplicated: [] });
});

test('a journal belongs to one run, and names the input for resuming', async () => {
  const journal = join(at.folder, 'run.ndjson');
  const args = ['send', '--ids', await at.file('ids', idLines(1)), ...TEXTS, '--journal', journal];
  expect((await at.run(args)).stdout).toBe('1 accepted by the vendor\n');
  const again = await at.run(args);
  expect(again).toMatchObject({ code: 64, stderr: expect.stringContaining('exists already: resume its run') });
  const resumed = await at.run(['resume', journal]);
  expect(resumed).toMatchObject({ code: 64, stderr: expect.stringContaining('with --ids, --title and --summary\n') });
  expect(await at.shop.ledger()).toMatchObject({ requests: 1 });
});

test('--json is one line for programs, with the ids that were not accepted', async () => {
  await at.shop.fail('reset', { nth: 2 });
  const { stdout, code } = await at.run([
    'send',
    '--ids',
    await at.file('ids', idLines(3)),
    ...TEXTS,
    ...SMALL,
    '--json',
  ]);
  expect(stdout.trimEnd()).not.toContain('\n');
  expect(JSON.parse(stdout)).toMatchObject({
    exitCode: code,
    complete: false,
    counts: { accepted: 2, rejected: 0, unknown: 1, 'not-sent': 0 },
    requests: 2,
    outcomes: [{ chunk: 1, state: 'unknown', code: 'AMBIGUOUS', userIds: ['79000000002'] }],
  });
});

test('neither the address nor a full id is printed', async () => {
  const secret = at.mock.url('a-very-secret-slug');
  await at.mock.integration('a-very-secret-slug').fail({ type: 'status', status: 403 });
  const ids = await at.file('ids', idLines(3));
  const args = ['send', '--ids', ids, ...TEXTS, '--journal', join(at.folder, 'run.ndjson')];
  const { stdout, stderr } = await at.run(args, { IMSHOP_PUSH_URL: secret });
  const broken = await at.run(args, { IMSHOP_PUSH_URL: 'a-very-secret-slug' });
  const all = `${stdout}${stderr}${broken.stdout}${broken.stderr}`;
  expect(all).not.toContain('a-very-secret-slug');
  expect(all).not.toContain('7900000000');
});

test('a stopped run waits for the answer to its request, and can be resumed', async () => {
  const journal = join(at.folder, 'run.ndjson');
  const ids = await at.file('ids', idLines(6));
  await at.shop.fail({ type: 'latency', ms: 60_000 });
  const { child, exit } = at.launch(['send', '--ids', ids, ...TEXTS, ...SMALL, '--journal', journal]);
  await at.firstRequest();
  child.kill('SIGTERM');
  await at.shop.clock({ advanceMs: 60_000 });
  const { code, stdout } = await exit;
  expect(code).toBe(4);
  expect(stdout).toMatch(/^2 accepted.*\n4 not sent/);
  await at.shop.deleteFaults();
  expect((await at.run(['resume', journal, '--ids', ids, ...TEXTS])).code).toBe(0);
  expect(await at.shop.ledger()).toMatchObject({ once: 6, duplicated: [] });
});

test('a run whose journal becomes unwritable prints how to resume it', async () => {
  const journal = join(at.folder, 'run.ndjson');
  const ids = await at.file('ids', idLines(12));
  await at.shop.fail({ type: 'latency', ms: 60_000 }, { nth: 1 });
  const { child, exit } = at.launch(['send', '--ids', ids, ...TEXTS, ...SMALL, '--journal', journal]);
  await at.firstRequest();
  // No file of the process can grow any more, as on a full disk.
  await promisify(execFile)('prlimit', ['--fsize=1', '--pid', String(child.pid)]);
  await at.shop.clock({ advanceMs: 60_000 });
  const { code, stdout, stderr } = await exit;
  expect(code).toBe(4);
  expect(stderr).toMatch(/^imshop-push: .*run\.ndjson: EFBIG.*\n$/);
  expect(stdout).toContain(`resume with: imshop-push resume ${journal}\n`);
});

test('two commands at once share the limit by default', async () => {
  const [first, second] = [await at.file('a', idLines(12)), await at.file('b', idLines(24).slice(12 * 12))];
  const codes = await Promise.all(
    [first, second].map(async (ids) => (await at.run(['send', '--ids', ids, ...TEXTS, '--chunk-size', '1'])).code),
  );
  expect(codes).toEqual([0, 0]);
  expect(await at.shop.ledger()).toMatchObject({ once: 24, duplicated: [], requests: 24 });
});

test('the bar is drawn on a terminal only', async () => {
  const ids = await at.file('ids', idLines(3));
  const { child, exit } = at.launch(['send', '--ids', ids, ...TEXTS, ...SMALL]);
  await once(child, 'exit');
  expect((await exit).stderr).toBe('');
  const command = `${process.execPath} ${child.spawnargs[1]} send --ids ${ids} --title a --summary b --chunk-size 2 --rate-limit 10/600ms`;
  const { stdout } = await promisify(execFile)('script', ['-qec', command, '/dev/null'], {
    env: { PATH: process.env['PATH'], IMSHOP_PUSH_URL: at.mock.url('shop'), IMSHOP_RATE_LIMIT_STORE: 'memory' },
  });
  expect(stdout).toMatch(/░+ 0\/2 · 0 customers accepted · \d s left/);
  expect(stdout).toMatch(/█+ 2\/2 · 3 customers accepted · 0 s left/);
});

import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOfTests } from '../../temp-folder.js';
import { IS_THOROUGH } from '../../workspace/thorough.js';
import { launch } from './launch.js';

const folder = folderOfTests();

/** A job is the body of a push. The two senders differ only in their exit code; one scenario is enough to distinguish them. */
const POST = 'curl -s -H "Content-Type: application/json" -d @"$IMSHOP_JOB" "$IMSHOP_PUSH_URL"';
const HONEST = ['--', 'bash', '-c', `${POST}; exit 1`];
const LIAR = ['--', 'bash', '-c', `${POST}; exit 0`];
const ONLY = ['check', '--only', 'success-false'];

test('a sender that passes: exit 0, and every report says so', async () => {
  const file = (name: string) => join(folder, name);
  const reports = ['--junit', file('check.xml'), '--html', file('check.html'), '--save-baseline', file('known.json')];
  const { code, stdout, stderr } = await launch([...ONLY, '--json', ...reports, ...HONEST]).exit;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true,
    sender: expect.stringMatching(/^bash -c curl/),
    limits: { requests: 10, windowMs: 2000 },
    results: [{ id: 'success-false', verdict: 'passed', findings: [] }],
  });
  expect(await readFile(file('check.xml'), 'utf8')).toContain('success-false');
  expect(await readFile(file('check.html'), 'utf8')).toContain('success-false');
  expect(JSON.parse(await readFile(file('known.json'), 'utf8'))).toEqual({ knownFailures: [] });
});

test('a sender that fails: exit 1, and a report without colours on a pipe', async () => {
  const { code, stdout } = await launch([...ONLY, ...LIAR]).exit;
  expect(code).toBe(1);
  expect(stdout).toContain('success-false');
  expect(stdout).toContain('the sender exited with 0, but no customer received the push');
  expect(stdout).not.toContain('\u001b');
});

// Slow, and similar to other tests: only in the gate.
test.skipIf(!IS_THOROUGH).each([
  { known: ['success-false'], comparison: { known: ['success-false'], fixed: [], blocking: [] }, sender: LIAR },
  { known: ['success-false'], comparison: { known: [], fixed: ['success-false'], blocking: [] }, sender: HONEST },
])(
  'a known failure does not fail the run, and is reported when it passes: $comparison',
  async ({ known, comparison, sender }) => {
    const baseline = join(folder, `baseline-${comparison.fixed.length}.json`);
    await writeFile(baseline, JSON.stringify({ knownFailures: known }));
    const { code, stdout } = await launch([...ONLY, '--json', '--baseline', baseline, ...sender]).exit;
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, baseline: comparison });
  },
);

test.each([
  { flags: ['--', join('/', 'no', 'such', 'sender')], code: 2, said: 'could not be started' },
  { flags: [], code: 64, said: /COMMAND must be given after --, .*--trigger-url$/m },
  {
    flags: ['--only', 'tea', '--jobs', '0', '--timeout', 'long', '--rate-limit', 'off', '--port', '1', ...LIAR],
    code: 64,
    said: /--only must be one of documented-request.*\n.*--jobs must be.*\n.*--port must be.*\n.*--rate-limit must be.*\n.*--timeout must be/,
  },
  { flags: ['--timeout', '0s', ...LIAR], code: 64, said: '--timeout must be a duration such as 90s (' },
  { flags: ['--timeout', '99999m', ...LIAR], code: 64, said: 'from 1ms to 1440m), not "99999m"' },
  { flags: ['--trigger-url', 'no', '--'], code: 64, said: '--trigger-url must be the http or https address' },
  { flags: ['--baseline', 'no-such-file.json', ...LIAR], code: 2, said: 'no-such-file.json cannot be read (ENOENT)' },
  {
    flags: ['--html', join('no', 'such', 'folder.html'), ...LIAR],
    code: 64,
    said: '--html must be a file that can be',
  },
])('$flags: exit $code, with the reason', async ({ flags, code, said }) => {
  const { stdout, stderr, ...exit } = await launch([...ONLY, ...flags]).exit;
  expect(exit.code).toBe(code);
  expect(stdout + stderr).toMatch(said);
});

// Slow, and similar to other tests: only in the gate.
test.skipIf(!IS_THOROUGH)('ids are masked without --show-ids', async () => {
  const outputOf = async (...flags: string[]) =>
    (await launch(['check', '--only', 'deeplink-left-out', ...flags, '--', 'true']).exit).stdout;
  expect(await outputOf()).toContain('customer …01 did not receive the push');
  expect(await outputOf('--show-ids')).toContain('customer user-00001 did not receive the push');
});

// Slow, and similar to other tests: only in the gate.
test.skipIf(!IS_THOROUGH)('a matrix names the variant in which the sender fails', async () => {
  const knowsTheDocumentedBodyOnly = `answer=$(${POST}); echo "$answer"; [[ $answer != '{"error"'* ]]`;
  const sender = ['--', 'bash', '-c', knowsTheDocumentedBodyOnly];
  const flags = ['check', '--matrix', '--only', 'bad-request', '--json', ...sender];
  const { code, stdout } = await launch(flags).exit;
  expect(code).toBe(1);
  const [row] = (JSON.parse(stdout) as { matrix: { failing: unknown; cells: unknown[] }[] }).matrix;
  expect(row?.cells).toHaveLength(2);
  expect(row?.failing).toEqual([{ envelope: 'hapi' }]);
});

test('a signal stops it with all its processes, and nothing is scored', async () => {
  const started = join(folder, 'started');
  const { child, exit } = launch([...ONLY, '--', 'bash', '-c', `echo $$ > ${started}; exec sleep 600`]);
  await expect.poll(() => existsSync(started), { timeout: 20_000 }).toBe(true);
  child.kill('SIGTERM');
  expect(await exit).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('nothing is scored') });
  const pid = Number(await readFile(started, 'utf8'));
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

import type { Fault } from 'imshop-mock';
import manifest from 'imshop-push/package.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { idLines, stage, TEXTS } from './push-command.js';

const at = stage();

interface Row {
  readonly name: string;
  readonly fault?: Fault;
  readonly accepted?: boolean;
  readonly args?: readonly string[];
  readonly code: number;
  readonly says: string;
}

const ROWS: readonly Row[] = [
  { name: 'all accepted', code: 0, says: '3 accepted by the vendor' },
  { name: 'refused', fault: { type: 'status', status: 400 }, code: 2, says: '3 rejected by the vendor' },
  { name: 'no answer', fault: { type: 'reset' }, code: 3, says: '3 unknown: may or may not have been delivered' },
  {
    name: 'no answer in time',
    fault: { type: 'hang' },
    args: ['--timeout', '200ms'],
    code: 3,
    says: 'no answer within 200 ms',
  },
  {
    name: 'delivered and then lost',
    fault: { type: 'status', status: 502 },
    accepted: true,
    code: 3,
    says: '3: status 502: the push may have been delivered',
  },
  {
    name: 'the integration is off',
    fault: { type: 'unavailable' },
    code: 4,
    says: 'halted: the integration is not live',
  },
  { name: 'a wrong address', fault: { type: 'status', status: 404 }, code: 4, says: 'halted: status 404' },
];

test.each(ROWS)('$name: exit code $code', async ({ fault, accepted = false, args = [], code, says }) => {
  if (fault) await at.shop.fail(fault, { accepted });
  const push = ['--ids', await at.file('ids', idLines(3)), ...TEXTS];
  // The flag overrides the variable.
  const { code: exited, stdout, stderr } = await at.run(['send', ...push, ...args], { IMSHOP_TIMEOUT_MS: '60000' });
  expect(stdout).toContain(says);
  expect({ code: exited, stderr }).toEqual({ code, stderr: '' });
});

test('the exit code is of the most urgent state: not sent before unknown before rejected', async () => {
  await at.shop.fail({ type: 'status', status: 400 }, { nth: 1 });
  await at.shop.fail({ type: 'reset' }, { nth: 2 });
  const args = ['send', '--ids', await at.file('ids', idLines(4)), ...TEXTS, '--chunk-size', '1'];
  expect((await at.run(args)).code).toBe(3);
  await at.mock.reset();
  await at.shop.fail({ type: 'reset' }, { nth: 1 });
  await at.shop.fail({ type: 'status', status: 403 }, { nth: 2 });
  expect((await at.run(args)).code).toBe(4);
});

describe('wrong usage is one line and exit code 64, and nothing is sent', () => {
  const WRONG: readonly (readonly [args: string, says: string])[] = [
    ['', 'missing command; commands are send, plan, resume, report'],
    ['sned', 'unknown command sned; commands are send, plan, resume, report'],
    ['send', 'nothing to send: give --ids, --title and --summary, or set IMSHOP_JOB'],
    ['send --ids ids --title a', '--summary is missing'],
    ['send --ids nowhere --title a --summary b', "--ids: ENOENT: no such file or directory, open 'nowhere'"],
    ['send --ids ids --title a --summary b --state unknown', 'send does not take --state'],
    ['send --ids ids --title a --summary b --colour red', "Unknown option '--colour'"],
    ['send --ids ids --title', "Option '--title <value>' argument missing"],
    ['send --ids ids --title a --summary b ids2', 'send does not take the argument ids2'],
    ['send --ids ids --title= --summary b', 'message.title must not be empty'],
    ['send --ids ids --title a --summary b --format xml', '--format must be lines, csv, ndjson, is xml'],
    [
      'send --ids ids --title a --summary b --delivery twice',
      '--delivery must be at-most-once or at-least-once, is twice',
    ],
    [
      'send --ids ids --title a --summary b --chunk-size 1001',
      '--chunk-size must be a whole number from 1 to 1000, is 1001',
    ],
    ['send --ids ids --title a --summary b --rate-limit fast', '--rate-limit must look like 10/1m, is fast'],
    ['send --ids ids --title a --summary b --timeout soon', '--timeout must look like 75s, is soon'],
    ['send --ids ids --title a --summary b --store-ids', '--store-ids needs --journal'],
    [
      'send --ids ids --title a --summary b --url ftp://shop',
      '--url (or IMSHOP_PUSH_URL) must be the http or https URL of the push endpoint',
    ],
    [
      'send --ids ids --title a --summary b --rate-limit-store redis://127.0.0.1:1',
      '--rate-limit-store: cannot connect to Redis: ',
    ],
    [
      'send --ids ids --title a --summary b --rate-limit-store valkey://user:word@host',
      '--rate-limit-store must be a folder, memory or redis://HOST, is valkey://…',
    ],
    ['resume', 'resume needs the journal of the run, e.g. run.ndjson'],
    ['resume nowhere.ndjson', 'nowhere.ndjson does not exist'],
    ['report ids', 'ids: line 1 is corrupt'],
  ];
  test.each(WRONG)('%s', async (line, says) => {
    const ids = await at.file('ids', idLines(3));
    const args = line
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => (word === 'ids' ? ids : word));
    const { code, stdout, stderr } = await at.run(args);
    expect(stderr).toMatch(/^imshop-push: .*\n$/);
    expect(stderr).toContain(says);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(await at.shop.requests()).toMatchObject({ requests: [] });
  });

  test.each([
    ['IMSHOP_PUSH_URL', { IMSHOP_PUSH_URL: undefined }, 'the push address is missing: set IMSHOP_PUSH_URL'],
    [
      'IMSHOP_RATE_LIMIT_REQUESTS',
      { IMSHOP_RATE_LIMIT_REQUESTS: 'ten' },
      '(or IMSHOP_RATE_LIMIT_REQUESTS) must be a whole number',
    ],
    [
      'IMSHOP_TIMEOUT_MS',
      { IMSHOP_TIMEOUT_MS: '600001' },
      '--timeout (or IMSHOP_TIMEOUT_MS, in milliseconds) must be a whole number from 1 to 600000, is 600001',
    ],
  ])('%s', async (_, env, says) => {
    const { code, stderr } = await at.run(['send', '--ids', await at.file('ids', idLines(3)), ...TEXTS], env);
    expect(stderr).toContain(says);
    expect(code).toBe(64);
  });
});

test.each([
  ['--help', 'Usage: imshop-push send'],
  ['--version', manifest.version],
])('%s', async (flag, says) => {
  const { code, stdout } = await at.run([flag]);
  expect(stdout).toContain(says);
  expect(code).toBe(0);
});

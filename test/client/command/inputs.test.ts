import { describe, expect, test } from 'vitest';
import { idLines, stage, TEXTS } from './push-command.js';

const at = stage();

async function sentIds(): Promise<readonly string[]> {
  const { requests } = await at.shop.requests();
  return requests.flatMap(({ body }) => (body as { userIds: string[] }).userIds);
}

interface Row {
  readonly name: string;
  readonly file: string;
  readonly content: string;
  readonly args?: readonly string[];
  readonly ids: readonly string[];
}

const ROWS: readonly Row[] = [
  { name: 'one a line', file: 'ids.txt', content: '1\n2\n\n3', ids: ['1', '2', '3'] },
  { name: 'line ends of Windows, a byte-order mark', file: 'ids', content: '\ufeff1\r\n2\r\n', ids: ['1', '2'] },
  { name: 'ids are taken exactly as they stand', file: 'ids', content: ' 1\n01\n1 \n', ids: [' 1', '01', '1 '] },
  { name: 'CSV with one column', file: 'c.csv', content: 'phone\n1\n2\n', ids: ['1', '2'] },
  { name: 'CSV with a column userId', file: 'c.csv', content: 'name,userId\nA,1\nB,2\n', ids: ['1', '2'] },
  {
    name: 'CSV with semicolons, quotes and line ends in cells',
    file: 'c.csv',
    content: 'имя;phone\n"Иван; ""X"",\nкв. 3";"1"\nПётр;2\n',
    args: ['--column', 'phone'],
    ids: ['1', '2'],
  },
  {
    name: 'CSV with a row longer than one whose quote does not end',
    file: 'c.csv',
    content: `userId,note\n1,\n2,${'x'.repeat(100_001)}\n3,\n`,
    ids: ['1', '2', '3'],
  },
  { name: 'CSV by --format', file: 'c.txt', content: 'userId\n1\n', args: ['--format', 'csv'], ids: ['1'] },
  { name: 'NDJSON of strings and objects', file: 'c.ndjson', content: '"1"\n{"userId":"2"}\n', ids: ['1', '2'] },
  { name: 'NDJSON with a key', file: 'c.jsonl', content: '{"p":"1"}\n', args: ['--column', 'p'], ids: ['1'] },
  { name: 'repetitions, once', file: 'ids', content: '1\n2\n1\n', ids: ['1', '2'] },
];

test.each(ROWS)('$name', async ({ file, content, args = [], ids }) => {
  const { code, stderr } = await at.run(['send', '--ids', await at.file(file, content), ...TEXTS, ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(await sentIds()).toEqual(ids);
});

describe('unreadable input is reported by file and line, and nothing is sent', () => {
  const BAD: readonly (readonly [name: string, file: string, content: string | Uint8Array, says: string])[] = [
    ['no such column', 'c.csv', 'name,phone\nA,1\n', 'c.csv has no column userId; --column takes one of name, phone'],
    ['an empty cell', 'c.csv', 'userId,name\n1,A\n,B\n', 'c.csv:3: the id is empty'],
    ['a quote that does not end', 'c.csv', 'userId\n"1\n2\n', 'c.csv:2: unterminated quoted cell'],
    ['a number in NDJSON', 'c.ndjson', '"1"\n79001234567\n', 'c.ndjson:2: must be a JSON string'],
    ['no JSON in NDJSON', 'c.ndjson', '{"userId":\n', 'c.ndjson:1: must be a JSON string'],
    ['windows-1251', 'ids', Buffer.from([0xcf, 0xf0, 0x0a]), 'ids: line 1 or a later line is not UTF-8'],
  ];
  test.each(BAD)('%s', async (_, file, content, says) => {
    const { code, stderr } = await at.run(['send', '--ids', await at.file(file, content), ...TEXTS]);
    expect(stderr).toContain(says);
    expect(code).toBe(64);
    expect(await sentIds()).toEqual([]);
  });
});

test('ids from the standard input', async () => {
  const { child, exit } = at.launch(['send', '--ids', '-', ...TEXTS]);
  child.stdin.end(idLines(2));
  expect((await exit).code).toBe(0);
  expect(await sentIds()).toEqual(['79000000000', '79000000001']);
});

test.each(['send', 'plan'])('%s stops at a signal while it reads ids, and sends nothing', async (command) => {
  const { child, exit } = at.launch([command, '--ids', '-', ...TEXTS]);
  // More than a pipe buffers: after the write, the command is reading.
  await new Promise((written) => child.stdin.write(idLines(100_000), written));
  child.kill('SIGINT');
  expect(await exit).toEqual({
    code: 4,
    stdout: '',
    stderr: 'imshop-push: standard input: stopped by SIGINT before all ids were read; nothing was sent\n',
  });
  expect(await sentIds()).toEqual([]);
});

describe('a push from the file in IMSHOP_JOB', () => {
  test('is sent unchanged', async () => {
    const job = { userIds: ['1', '2', '1'], message: { title: 'T', summary: 'S' }, deeplink: 'shop://cart' };
    const { code } = await at.run(['send'], { IMSHOP_JOB: await at.file('job.json', JSON.stringify(job)) });
    expect(code).toBe(0);
    const { requests } = await at.shop.requests();
    expect(requests.map(({ body }) => body)).toEqual([{ ...job, userIds: ['1', '2'] }]);
  });

  test.each([
    ['{', 'job.json is not JSON'],
    ['[]', 'push must be an object, is an array'],
    ['{"userIds":["1",2],"message":{"title":"a","summary":"b"}}', 'userIds[1] must be a string, is a number'],
    [
      '{"userIds":"12","message":{"title":"a","summary":"b"}}',
      'userIds must be an iterable or async iterable of strings',
    ],
    ['{"userIds":["1"],"message":{"title":"a"}}', 'message.summary must be a string, is undefined'],
    ['{"userIds":["1"],"message":{"title":"a","summary":"b"},"link":"x"}', 'push has an unknown key link'],
  ])('%s', async (content, says) => {
    const { code, stderr } = await at.run(['send'], { IMSHOP_JOB: await at.file('job.json', content) });
    expect(stderr).toContain(says);
    expect(code).toBe(64);
    expect(await sentIds()).toEqual([]);
  });
});

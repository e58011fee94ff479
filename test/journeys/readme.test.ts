import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startMock } from 'imshop-mock';
import { expect, test } from 'vitest';
import { ROOT } from '../workspace/root.js';

const run = promisify(execFile);

interface Block {
  readonly language: string;
  readonly code: string;
}

/** The fenced blocks of the README, in order. */
const BLOCKS: readonly Block[] = [
  ...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm),
].map(([, language = '', code = '']) => ({ language, code }));

/** Each block that the next one shows the output of. */
const SHOWN = BLOCKS.flatMap((block, index) => {
  const next = BLOCKS[index + 1];
  return next && ['json', 'text'].includes(next.language) ? [{ ...block, output: next.code }] : [];
});

test('the README shows the output of what it runs', () => {
  expect(SHOWN.map(({ language }) => language)).toEqual(['sh', 'sh', 'sh', 'js']);
});

test.each(SHOWN)('$language: $code', async ({ language, code, output }) => {
  await using mock = await startMock();
  const { stdout } =
    language === 'js'
      ? await run(process.execPath, ['--input-type=module', '-e', code], { cwd: join(ROOT, 'test') })
      : await run('sh', ['-c', code.replaceAll('http://127.0.0.1:8080', mock.origin)]);
  expect(stdout.trim()).toBe(output.trim());
});

test('a minute passes at once when you say so', async () => {
  await using mock = await startMock();
  const clock = BLOCKS.find(({ code }) => code.includes('advanceMs'))?.code ?? '';
  const { stdout } = await run('sh', ['-c', clock.replaceAll('http://127.0.0.1:8080', mock.origin)]);
  expect(JSON.parse(stdout)).toMatchObject({ advancedMs: 60_000 });
});

test('the table of settings is what --help says', async () => {
  const cli = join(ROOT, 'mock-server/dist/cli.js');
  const { stdout } = await run(process.execPath, [cli, 'start', '--help'], { env: { COLUMNS: '200' } });
  const said = [...stdout.matchAll(/^ {2}(--[a-z-]+)(?: <(\w+)>)? +([\s\S]*?)(?= *\n {2}-)/gm)].map(
    ([, flag, argument, help = '']) => {
      const [, text, initial = ''] = /^(.*?)(?: \(default: (.*)\))?$/.exec(help.replace(/\s+/g, ' ')) ?? [];
      return `| \`${[flag, argument].filter(Boolean).join(' ')}\` | ${initial} | ${text} |`;
    },
  );
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const table = [...readme.matchAll(/^\| `--.*$/gm)].map(([row]) => row);
  expect(said.filter((row) => !row.includes('--config'))).toEqual(table);
});

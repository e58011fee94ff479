import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMock } from 'imshop-mock';
import { expect, onTestFinished, test } from 'vitest';
import { linkPackages } from '../guides/link-packages.js';
import { folderOfTest } from '../temp-folder.js';
import { onPath } from '../workspace/on-path.js';
import { ROOT } from '../workspace/root.js';
import { blocksOf, shownAmong } from './blocks.js';
import { ordinaryEnv, Terminal } from './terminal.js';

/** Documents whose commands are tried one by one; guides are played as a whole. */
const DOCUMENTS = [
  'README.md',
  'client/README.md',
  'contracts/README.md',
  'mock-server/README.md',
  'test/senders/README.md',
  'CONTRIBUTING.md',
];

/** Commands that are not tried here, and what tries them. */
const TRIED_ELSEWHERE: readonly (readonly [command: RegExp, where: string])[] = [
  [/^npm ci && npm start$/, 'journeys/newcomer.test.ts'],
  [/^npm start -- --scenario flapping --seed 42$/, 'journeys/newcomer.test.ts'],
  [/^npm ci && npm test\b/, '../.ci/run'],
  [/^npm run [a-z:]+ +#/, 'journeys/commands.test.ts'],
  [/^curl .*\/clock /, 'journeys/readme.test.ts'],
  [/^docker (build|run) /, 'guides/guides.test.ts'],
  [/^npx imshop-mock +#/, 'mock-server/command/start.test.ts'],
  [/^npx imshop-mock --demo +#/, 'mock-server/demo/command.test.ts'],
  [/^npx imshop-mock mutants /, 'mock-server/command/mutants.test.ts'],
  [/npx imshop-mock probe\b/, 'probe/command.test.ts'],
  [/^npx imshop-mock start --fidelity /, 'probe/fidelity-file.test.ts'],
];

const BLOCKS = blocksOf(DOCUMENTS).filter(({ language }) => language === 'sh');
const SHOWN = shownAmong(blocksOf(DOCUMENTS)).map(({ code }) => code);

/** What is left of each block for this file to try. */
const TRIED = BLOCKS.filter(({ code }) => !SHOWN.includes(code)).flatMap((block) => {
  const left = block.code.split('\n').filter((line) => !TRIED_ELSEWHERE.some(([command]) => command.test(line)));
  return left.join('').trim() === '' ? [] : [{ ...block, code: left.join('\n') }];
});

test.each(TRIED_ELSEWHERE)('%s, in a document, is tried by %s', (command, where) => {
  const lines = BLOCKS.flatMap(({ code }) => code.split('\n'));
  expect(lines.some((line) => command.test(line))).toBe(true);
  expect(existsSync(join(ROOT, 'test', where))).toBe(true);
});

test('every script that CONTRIBUTING names is there', () => {
  const named = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8').matchAll(
    /npm run ([a-z:]+)(?: --workspace (\w+))?/g,
  );
  for (const [, script = '', workspace = '.'] of named) {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, workspace, 'package.json'), 'utf8')) as { scripts: object };
    expect(Object.keys(scripts)).toContain(script);
  }
});

test.each(TRIED.filter(({ code }) => !code.includes('php') || onPath('php')))('$file: $code', async ({ code }) => {
  await using mock = await startMock();
  const folder = folderOfTest();
  furnish(folder);
  const terminal = new Terminal(folder, {
    ...ordinaryEnv(),
    IMSHOP_MOCK_URL: mock.origin,
    IMSHOP_PUSH_URL: mock.url('shop'),
  });
  onTestFinished(() => terminal.close());
  const { status, stdout, stderr } = await terminal.run(asTried(code, mock.origin));
  expect(status, stdout + stderr).toBe(0);
});

/** What a reader has: customers, a sender, tests, pacts, a job. */
function furnish(folder: string): void {
  linkPackages(folder);
  writeFileSync(join(folder, 'customers.csv'), '79001234567\n79001234568\n');
  writeFileSync(join(folder, 'job.json'), '{"userIds":["79001234567"],"message":{"title":"a","summary":"b"}}');
  writeFileSync(join(folder, 'package.json'), '{"scripts":{"test":"test -n \\"$IMSHOP_PUSH_URL\\""}}');
  copyFileSync(join(ROOT, 'test/senders/php/send.php'), join(folder, 'send.php'));
  copyFileSync(join(ROOT, 'contracts/pacts/over-the-limit.yaml'), join(folder, 'pacts.yaml'));
}

/** The reader's own address in place of what stands for it, and one situation for all, which other tests play. */
function asTried(code: string, origin: string): string {
  return code
    .replaceAll('http://127.0.0.1:8080', origin)
    .replace(/^export IMSHOP_PUSH_URL=\S*….*\n/m, '')
    .replace('imshop-mock check ', 'imshop-mock check --only documented-request ')
    .replace(' pacts/', ' pacts.yaml');
}

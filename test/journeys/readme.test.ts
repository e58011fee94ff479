import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FIDELITY } from 'imshop-contracts';
import { SCENARIOS } from 'imshop-contracts/conformance';
import { FAULT_TYPES, MUTANTS, SCENARIO_NAMES, startMock } from 'imshop-mock';
import { expect, test } from 'vitest';
import { linkPackages } from '../guides/link-packages.js';
import { folderOfTest } from '../temp-folder.js';
import { ROOT } from '../workspace/root.js';
import { blocksOf, shownAmong } from './blocks.js';

const run = promisify(execFile);

const FILES = ['README.md', 'client/README.md'];

const BLOCKS = blocksOf(FILES);
const SHOWN = shownAmong(BLOCKS);

test('the documents show the output of what they run', () => {
  const languages = (file: string) => SHOWN.filter((block) => block.file === file).map(({ language }) => language);
  expect(languages('README.md')).toEqual(['sh', 'sh', 'sh', 'js']);
  expect(languages('client/README.md')).toEqual(['js']);
});

test.each(SHOWN)('$file, $language: $code', async ({ language, code, output }) => {
  await using mock = await startMock();
  const { stdout } =
    language === 'js'
      ? await run(process.execPath, ['--input-type=module', '-e', code], {
          cwd: join(ROOT, 'test'),
          env: { PATH: process.env['PATH'], IMSHOP_PUSH_URL: mock.url('shop') },
        })
      : await run('sh', ['-c', code.replaceAll('http://127.0.0.1:8080', mock.origin)]);
  expect(stdout.trim()).toBe(output.trim());
});

test('the OpenTelemetry example makes a span of each request, without ids, texts or the path of the address', async () => {
  await using mock = await startMock();
  await mock.integration('shop').fail({ type: 'status', status: 502 });
  const example = BLOCKS.find(({ code }) => code.includes('@opentelemetry/api'))?.code ?? '';
  const before = `
    import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
    import { PushClient } from 'imshop-push';
    const exporter = new InMemorySpanExporter();`;
  const after = `
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    const client = new PushClient({ url: process.env.IMSHOP_PUSH_URL });
    await client.send({ userIds: ['79001234567'], message: { title: 'Private', summary: 'Private' } });
    console.log(JSON.stringify(exporter.getFinishedSpans().map(({ name, kind, status, attributes }) => ({ name, kind, status, attributes }))));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', `${before}${example}${after}`], {
    cwd: join(ROOT, 'test'),
    env: { PATH: process.env['PATH'], IMSHOP_PUSH_URL: mock.url('shop') },
  });
  expect(JSON.parse(stdout)).toEqual([
    {
      name: 'POST',
      kind: 2,
      status: { code: 2 },
      attributes: {
        'http.request.method': 'POST',
        'http.request.resend_count': 0,
        'server.address': '127.0.0.1',
        'server.port': Number(new URL(mock.origin).port),
        'http.response.status_code': 502,
        'error.type': 'AMBIGUOUS',
      },
    },
  ]);
});

test('what is shown in TypeScript compiles', () => {
  const folder = folderOfTest();
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const blocks = blocksOf(['client/README.md', 'mock-server/README.md']).filter(({ language }) => language === 'ts');
  expect(blocks.length).toBeGreaterThan(2);
  const given = `declare function sendPush(url: string): Promise<void>; declare const url: string;
    declare const push: import('imshop-push').Push; declare const client: import('imshop-push').PushClient;`;
  writeFileSync(join(folder, 'given.d.ts'), given);
  for (const [at, { code }] of blocks.entries())
    writeFileSync(join(folder, `block-${at}.mts`), `${code}\nexport {};\n`);
  const files = ['given.d.ts', ...blocks.map((_, at) => `block-${at}.mts`)];
  const flags = '--noEmit --strict --module nodenext --target es2022 --lib es2022,esnext.disposable --types node'.split(
    ' ',
  );
  const { status, stdout } = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), [...flags, ...files], { cwd: folder });
  expect({ status, said: String(stdout) }).toEqual({ status: 0, said: '' });
});

test('a journal is written and resumed as shown', async () => {
  await using mock = await startMock();
  const folder = folderOfTest();
  linkPackages(folder);
  const shown = BLOCKS.find(({ code }) => code.includes('client.resume('))?.code ?? '';
  const before = `import { PushClient } from 'imshop-push';
    const client = new PushClient({ url: process.env.IMSHOP_PUSH_URL });
    const push = { userIds: ['79001234567'], message: { title: 'Order 1042', summary: 'Ready for pick-up' } };`;
  const after = 'console.log(report.counts.accepted); await client.close();';
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', [before, shown, after].join('\n')], {
    cwd: folder,
    env: { PATH: process.env['PATH'], IMSHOP_PUSH_URL: mock.url('shop') },
  });
  expect(stdout.trim()).toBe('1');
  expect(await mock.integration('shop').ledger()).toMatchObject({ once: 1, duplicated: [] });
});

test('the tables of faults, scenarios and magic ids are whole', () => {
  const readme = readFileSync(join(ROOT, 'mock-server/guides/outages.md'), 'utf8');
  for (const name of SCENARIO_NAMES) expect(readme).toContain(`\`${name}\``);
  for (const type of FAULT_TYPES) expect(readme).toMatch(new RegExp(`^\\| \`${type}`, 'm'));
});

test('the table of mutants is what the mock has', () => {
  const [, section = ''] = readFileSync(join(ROOT, 'mock-server/guides/scoring.md'), 'utf8').split(
    '| mutant | what is wrong |\n',
  );
  const [table = ''] = section.split('\n\n');
  const rows = MUTANTS.map(({ name, help }) => `| \`${name}\` | ${help} |`);
  expect(table.trim()).toBe(['|---|---|', ...rows].join('\n'));
});

test('the table of scenarios is what a sender is asked', () => {
  const readme = readFileSync(join(ROOT, 'mock-server/guides/scoring.md'), 'utf8');
  const [, section = ''] = readme.split('| scenario | level | what the sender does |\n');
  const [table = ''] = section.split('\n\n');
  const rows = SCENARIOS.map(({ id, level, title }) => `| \`${id}\` | ${level} | ${title} |`);
  expect(table).toBe(['|---|---|---|', ...rows].join('\n'));
  const [, count] = /(\d+) situations of the vendor/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
  expect(Number(count)).toBe(SCENARIOS.length);
});

test('a minute passes at once when you say so', async () => {
  await using mock = await startMock();
  const clock = BLOCKS.find(({ code }) => code.includes('advanceMs'))?.code ?? '';
  const { stdout } = await run('sh', ['-c', clock.replaceAll('http://127.0.0.1:8080', mock.origin)]);
  expect(JSON.parse(stdout)).toMatchObject({ advancedMs: 60_000 });
});

test('the fidelity table is what the mock goes by', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const rows = FIDELITY.map(
    ({ behaviour, standing, switch: by }) => `| ${behaviour} | ${standing} | ${by === undefined ? '' : `\`${by}\``} |`,
  );
  expect(readme).toContain(['| behaviour | standing | changed by |', '|---|---|---|', ...rows, ''].join('\n'));
});

test('the table of settings is what --help says', async () => {
  const cli = join(ROOT, 'mock-server/bundle/cli.js');
  const { stdout } = await run(process.execPath, [cli, 'start', '--help'], { env: { COLUMNS: '200' } });
  const said = [...stdout.matchAll(/^ {2}(--[a-z-]+)(?: <([\w|]+)>)? +([\s\S]*?)(?= *\n {2}-)/gm)].map(
    ([, flag, argument, help = '']) => {
      const [, text, initial = ''] = /^(.*?)(?: \(default: (.*)\))?$/.exec(help.replace(/\s+/g, ' ')) ?? [];
      return `| \`${[flag, argument?.replace('|', '\\|')].filter(Boolean).join(' ')}\` | ${initial} | ${text} |`;
    },
  );
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const table = [...readme.matchAll(/^\| `--.*$/gm)].map(([row]) => row);
  expect(said.filter((row) => !row.includes('--config'))).toEqual(table);
});

test('an editor tells purpose, allowed values and default of every setting that the table has', () => {
  const types = readFileSync(join(ROOT, 'mock-server/dist/settings/settings.d.ts'), 'utf8');
  const row = /^\| `--([a-z-]+)(?:[^|\\]|\\.)*\| *([^ |]*) *\| (.*) \|$/gm;
  const settings = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(row)].map(
    ([, flag = '', initial = '', meaning = '']) => ({
      key: flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      initial,
      meaning,
    }),
  );
  expect(settings.length).toBeGreaterThan(30);
  for (const { key, initial, meaning } of settings) {
    const [, doc = ''] = new RegExp(`/\\*\\* ([^\n]*) \\*/\n +readonly ${key}:`).exec(types) ?? [];
    const [, purpose = '', allowed, told = ''] = /^(.*?)\.(?: (.*)\.)? Default: (.*)\.$/.exec(doc) ?? [];
    expect({ key, doc: purpose.toLowerCase() }).toEqual({ key, doc: meaning.toLowerCase() });
    if (allowed === undefined) expect(types).toMatch(new RegExp(`readonly ${key}: Setting<(boolean|"[^>]*)>`));
    expect({ key, told: initial === '' ? /^(none|false)$/.test(told) : told === `\`${initial}\`` }).toEqual({
      key,
      told: true,
    });
  }
});

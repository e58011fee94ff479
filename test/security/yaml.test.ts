import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { launch } from '../mock-server/command/launch.js';
import { folderOfTests } from '../temp-folder.js';

const folder = folderOfTests();

/** Ten times ten times … of a word: 10 GB in ten lines. */
const BOMB = Array.from({ length: 10 }, (_, level) =>
  level === 0
    ? `a0: &a0 [${'lol,'.repeat(9)}lol]`
    : `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join()}]`,
).join('\n');

const HOSTILE: readonly [string, string][] = [
  ['a function', 'port: !!js/function "function () { return process.exit(7) }"'],
  ['an expression', 'port: !!js/eval "process.exit(7)"'],
  ['an object of Python', "port: !!python/object/apply:os.system ['touch {folder}/owned']"],
  ['a class of Java', 'port: !!javax.script.ScriptEngineManager [!!java.net.URL ["http://127.0.0.1/"]]'],
  ['a tag of its own', 'port: !include /etc/passwd'],
  ['an alias bomb', BOMB],
  ['an alias that holds itself', 'port: &a [*a]'],
  ['nesting beyond any stack', `port: ${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ['nesting in blocks', Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['a merge', 'base: &base {port: 0}\n<<: *base'],
  ['a merge, as YAML 1.1 has it', '%YAML 1.1\n---\n<<: {adminToken: from-the-merge, nothing: 1}'],
  ['two documents', 'port: 0\n---\nport: 1'],
  ['a key twice', 'port: 0\nport: 1'],
  ['a key that is no text', '? [port]\n: 0'],
  ['bytes that are no text', '\u0000\u0001'],
];

/** All is read by one reader; that each flag goes through it, some show. */
const SOME = HOSTILE.filter(([name]) => /function|bomb|itself/.test(name));

describe.each([
  ['--config', HOSTILE],
  ['--scenario', SOME],
  ['--fidelity', SOME],
] as const)('%s', (flag, cases) => {
  test.each(cases)('refuses %s, in bounded time and memory, and runs nothing', async (_, content) => {
    const path = join(folder, 'hostile.yaml');
    await writeFile(path, content.replace('{folder}', folder));
    const env = { NODE_OPTIONS: '--max-old-space-size=200' };
    const { code, stdout, stderr } = await launch(['start', '--port', '0', flag, path], env).exit;
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    // One sentence a fault, and no trace of a stack.
    expect(stderr).toMatch(/^imshop-mock: /);
    expect(stderr).not.toMatch(/^imshop-mock: +at /m);
    await expect(stat(join(folder, 'owned'))).rejects.toThrow('ENOENT');
  });
});

test.each(SOME)('a sequence refuses %s', async (_, content) => {
  const path = join(folder, 'hostile.yaml');
  await writeFile(path, content.replace('{folder}', folder));
  const { code, stderr } = await launch(['verify', path], { NODE_OPTIONS: '--max-old-space-size=200' }).exit;
  expect(code).toBe(2);
  expect(stderr).not.toMatch(/^imshop-mock: +at /m);
});

import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from './root.js';

const PACKAGES = [{ folder: 'contracts' }, { folder: 'client' }, { folder: 'mock-server' }];

describe.each(PACKAGES)('the package of $folder', ({ folder }) => {
  const directory = join(ROOT, folder);
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));

  test('packs what its exports name, and nothing but the build, data and the usual texts', () => {
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: directory, encoding: 'utf8' }),
    );
    const paths: string[] = packed.files.map(({ path }: { path: string }) => path);
    const strangers = paths.filter(
      (path) =>
        !/^((?:dist|bundle)\/.*\.(js|js\.map|d\.ts)|golden\/.*\.json|package\.json|README\.md|LICENSE)$/.test(path),
    );
    expect(strangers).toEqual([]);
    for (const target of targetsOf(manifest.exports)) expect(paths).toContain(target.replace('./', ''));
    for (const target of Object.values<string>(manifest.bin ?? {})) expect(paths).toContain(target);
    expect(paths).toEqual(expect.arrayContaining(['LICENSE', 'README.md']));
  });

  test('has an exports map without a fault', async () => {
    const { messages, pkg } = await publint({ pkgDir: directory, pack: 'npm', strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test('has types that fit however it is imported', () => {
    // Node 20.19 and later take an ES module by require, so that it is none for CommonJS is no fault.
    const args = ['attw', '--pack', directory, '--profile', 'node16', '--ignore-rules', 'cjs-resolves-to-esm'];
    const { status, stdout } = spawnSync('npx', args, { cwd: ROOT, encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  }, 60_000);

  test('runs nothing when it is installed', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => manifest.scripts?.[name]);
    expect(hooks).toEqual([]);
  });
});

describe('the client, installed alone', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'imshop-install-'));
    const pack = ['pack', '--json', '--pack-destination', folder];
    const [{ filename }] = JSON.parse(execFileSync('npm', pack, { cwd: join(ROOT, 'client'), encoding: 'utf8' }));
    execFileSync('npm', [
      'install',
      '--offline',
      '--no-audit',
      '--no-fund',
      '--prefix',
      folder,
      join(folder, filename),
    ]);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('brings nothing else with it, and is below 300 kB', () => {
    const installed = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(installed).toEqual(['imshop-push']);
    const files = readdirSync(join(folder, 'node_modules/imshop-push'), { recursive: true, withFileTypes: true });
    const bytes = files
      .filter((entry) => entry.isFile())
      .reduce((total, { parentPath, name }) => total + statSync(join(parentPath, name)).size, 0);
    expect(bytes).toBeLessThan(300_000);
  });

  test.each([
    ['import', ['--input-type=module', '-e', "import { PushClient } from 'imshop-push'; console.log(PushClient.name)"]],
    ['require', ['--input-type=commonjs', '-e', "console.log(require('imshop-push').PushClient.name)"]],
    [
      'a subpath',
      ['--input-type=module', '-e', "import { Pacer } from 'imshop-push/pacing'; console.log('Push' + Pacer.name)"],
    ],
  ])('works by %s', (_, args) => {
    expect(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })).toMatch(/^Push(Client|Pacer)\n$/);
  });

  test('has a command', () => {
    const bin = join(folder, 'node_modules/.bin/imshop-push');
    expect(execFileSync(bin, ['--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

test('every dependency is pinned by the lockfile, none runs a script when installed, none records an address', () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const entries = Object.entries<{ hasInstallScript?: boolean; resolved?: string; optional?: boolean }>(lock.packages);
  expect(
    entries.filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional).map(([name]) => name),
  ).toEqual([]);
  expect(entries.filter(([, { resolved }]) => resolved?.includes('://')).map(([name]) => name)).toEqual([]);
});

function targetsOf(exports: unknown): string[] {
  if (typeof exports === 'string') return [exports];
  return Object.values(exports as object).flatMap(targetsOf);
}

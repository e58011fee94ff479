import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, test } from 'vitest';
import { ROOT } from './root.js';

const PACKAGES = [{ folder: 'contracts' }, { folder: 'mock-server' }];

describe.each(PACKAGES)('the package of $folder', ({ folder }) => {
  const directory = join(ROOT, folder);
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));

  test('packs what its exports name, and nothing but the build, data and the usual texts', () => {
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: directory, encoding: 'utf8' }),
    );
    const paths: string[] = packed.files.map(({ path }: { path: string }) => path);
    const strangers = paths.filter(
      (path) => !/^(dist\/.*\.(js|js\.map|d\.ts)|golden\/.*\.json|package\.json|README\.md|LICENSE)$/.test(path),
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

  test('runs nothing when it is installed', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => manifest.scripts?.[name]);
    expect(hooks).toEqual([]);
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

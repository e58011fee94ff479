import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, describe, expect, test } from 'vitest';
import { manifestOf, packAll, type Tarball } from '../packages/tarballs.js';
import { folderOfTests } from '../temp-folder.js';
import { ROOT } from './root.js';

const PACKAGES = [{ folder: 'contracts' }, { folder: 'client' }, { folder: 'mock-server' }];

const folder = folderOfTests();
let tarballs: readonly Tarball[];
beforeAll(() => {
  tarballs = packAll(folder);
});

function tarballOf(name: string): Tarball {
  const found = tarballs.find((tarball) => tarball.name === name);
  if (!found) throw new Error(`${name} was not packed`);
  return found;
}

describe.each(PACKAGES)('the package of $folder', ({ folder: name }) => {
  const manifest = manifestOf(name);

  test('packs what its exports name, and nothing but the build, data and the usual texts', () => {
    const paths = tarballOf(manifest.name).files;
    const strangers = paths.filter(
      (path) =>
        !/^((?:dist|bundle)\/.*\.(js|js\.map|d\.ts)|dist\/page\/(?:index\.html|assets\/[\w-]+\.(?:css|svg))|bin\/imshop-(?:mock|push)\.js|(?:golden|pacts)\/.*\.(?:json|yaml)|package\.json|README\.md|LICENSE)$/.test(
          path,
        ),
    );
    expect(strangers).toEqual([]);
    for (const target of targetsOf(manifest.exports)) expect(paths).toContain(target.replace('./', ''));
    for (const target of Object.values(manifest.bin ?? {})) expect(paths).toContain(target);
    expect(paths).toEqual(expect.arrayContaining(['LICENSE', 'README.md']));
    expect(paths.includes('dist/page/index.html')).toBe(name === 'mock-server');
  });

  test('has an exports map without a fault', async () => {
    const tarball = new Uint8Array(readFileSync(tarballOf(manifest.name).path)).buffer;
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test('has types that fit however it is imported', async () => {
    const checked = await checkPackage(
      createPackageFromTarballData(new Uint8Array(readFileSync(tarballOf(manifest.name).path))),
    );
    expect(checked.types && checked.problems.filter((problem) => !isExpected(problem))).toEqual([]);
  }, 60_000);

  test('runs nothing when it is installed', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare'].filter((hook) => manifest.scripts?.[hook]);
    expect(hooks).toEqual([]);
  });
});

/** Node 20.19 and later take an ES module by require, and no Node that we support resolves as Node 10 did. */
function isExpected(problem: Problem): boolean {
  return problem.kind === 'CJSResolvesToESM' || ('resolutionKind' in problem && problem.resolutionKind === 'node10');
}

describe('the client, installed alone', () => {
  beforeAll(() => {
    const { path } = tarballOf('imshop-push');
    execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--prefix', folder, path]);
  });

  test('brings nothing else with it', () => {
    const installed = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(installed).toEqual(['imshop-push']);
  });

  test.each([
    ['import', ['--input-type=module', '-e', "import { PushClient } from 'imshop-push'; console.log(PushClient.name)"]],
    ['require', ['--input-type=commonjs', '-e', "console.log(require('imshop-push').PushClient.name)"]],
    [
      'import of the pacing',
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

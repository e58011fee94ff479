import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './root.js';

const BUILT = new Set(['node_modules', 'dist', 'bundle', '.built', '.results']);

/** Folders of one subject with many small files; the tree names the folder alone. */
const UNFOLDED = ['mock-server/src/control/openapi', 'test/mock-server'];

test('the tree in CONTRIBUTING names every folder, and none that is not there', () => {
  const there = ['contracts', 'client', 'mock-server', 'test'].flatMap((top) => [top, ...foldersIn(top)]);
  expect(namedFolders().toSorted()).toEqual(there.toSorted());
});

test('the top level holds what was agreed, and what tools insist on', () => {
  const tracked = readdirSync(ROOT).filter((name) => ![...BUILT, '.git', 'release'].includes(name));
  const agreed = [
    'client',
    'contracts',
    'mock-server',
    'test',
    'package.json',
    'tsconfig.json',
    'README.md',
    'README.ru.md',
  ];
  const texts = ['CHANGELOG.md', 'CONTRIBUTING.md', 'DECISIONS.md', 'LICENSE', 'SECURITY.md'];
  const tools = ['.ci', '.gitignore', '.npmrc', 'biome.json', 'package-lock.json'];
  expect(tracked.toSorted()).toEqual([...agreed, ...texts, ...tools].toSorted());
});

function foldersIn(folder: string): string[] {
  if (UNFOLDED.includes(folder)) return [];
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !BUILT.has(entry.name))
    .flatMap(({ name }) => [join(folder, name), ...foldersIn(join(folder, name))]);
}

function namedFolders(): string[] {
  const [, tree = ''] = /^```tree\n([\s\S]*?)^```$/m.exec(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')) ?? [];
  const parents: string[] = [];
  return tree
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, indent = '', name = ''] = /^( *)([\w-]+)\/ /.exec(line) ?? [];
      parents.splice(indent.length / 2, parents.length, name);
      return parents.join('/');
    });
}

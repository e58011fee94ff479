import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOfTest } from '../temp-folder.js';
import { ROOT } from '../workspace/root.js';
import { released } from './changelog.js';
import { places, versionsIn } from './places.js';
import { ReleaseRefused, release } from './release.js';

const SAID = '# Changelog\n\nAll packages carry one version.\n\n## Unreleased\n\n- Something.\n';

/** The files of this checkout that a release changes, as a repository of their own in which nothing is built. */
function checkout(changelog = SAID) {
  const root = folderOfTest();
  for (const path of [...places(ROOT).map((place) => place.path), 'package.json', 'package-lock.json', '.npmrc']) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(ROOT, path), join(root, path));
  }
  writeFileSync(join(root, 'CHANGELOG.md'), changelog);
  writeFileSync(join(root, '.gitignore'), '/release/\n');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  git('init', '--quiet');
  git('add', '.');
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'All');
  const commands: string[] = [];
  const lines: string[] = [];
  const run = (command: string, ...args: readonly string[]): string => {
    commands.push([command, ...args].join(' '));
    if (['run', 'pack'].includes(args[0] ?? '')) return '';
    // The lockfile is written from itself: a registry has nothing to add.
    return execFileSync(command, [...args, ...(command === 'npm' ? ['--offline'] : [])], {
      cwd: root,
      encoding: 'utf8',
    });
  };
  const go = (version: string, isDryRun = false) =>
    release({ root, version, date: '2026-12-01', isDryRun, run, print: (line) => void lines.push(line) });
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  return { root, git, go, read, commands, lines };
}

test('a release sets the version everywhere, builds and packs', () => {
  const { root, git, go, read, commands } = checkout();
  go('7.8.9');
  const said = places(root).flatMap((place) => versionsIn(place));
  expect(said.length).toBeGreaterThan(20);
  expect(new Set(said)).toEqual(new Set(['7.8.9']));
  expect(read('CHANGELOG.md')).toBe(SAID.replace('Unreleased', '7.8.9 (2026-12-01)'));
  expect(released(read('CHANGELOG.md'))).toEqual(['7.8.9']);
  const { packages } = JSON.parse(read('package-lock.json'));
  expect(['contracts', 'client', 'mock-server', 'test'].map((folder) => packages[folder].version)).toEqual(
    new Array(4).fill('7.8.9'),
  );
  expect(packages['mock-server'].dependencies['imshop-contracts']).toBe('7.8.9');
  // The version of others stays, and so does every other line.
  expect(git('diff', '--numstat', 'package-lock.json')).toMatch(/^9\t9\t/);
  expect(commands.slice(1).map((command) => command.split(' ').slice(0, 3).join(' '))).toEqual([
    'npm install --package-lock-only',
    'npm run build',
    'npm pack --silent',
  ]);
  expect(existsSync(join(root, 'release'))).toBe(true);
});

test('what came of sources that are gone since is not packed', () => {
  const { root, go } = checkout();
  const stale = ['contracts/dist/gone.js', 'client/bundle/gone.js', 'release/imshop-mock-0.0.1.tgz'];
  writeFileSync(join(root, '.git/info/exclude'), 'dist/\nbundle/\n');
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
  go('7.8.9');
  expect(stale.filter((path) => existsSync(join(root, path)))).toEqual([]);
});

test('it commits, tags and publishes nothing, and says how to, in the order in which packages need each other', () => {
  const { git, go, commands, lines } = checkout();
  go('7.8.9');
  expect(git('log', '--oneline').trim().split('\n')).toHaveLength(1);
  expect(git('tag')).toBe('');
  expect(commands.filter((command) => /\b(?:commit|tag|push|publish)\b/.test(command))).toEqual([]);
  const publish = lines.filter((line) => line.includes('npm publish')).map((line) => line.trim());
  expect(publish).toEqual([
    'npm publish ./release/imshop-contracts-7.8.9.tgz',
    'npm publish ./release/imshop-push-7.8.9.tgz',
    'npm publish ./release/imshop-mock-7.8.9.tgz',
  ]);
  expect(lines.join('\n')).toContain('git tag --annotate v7.8.9');
});

test('a dry run changes nothing, and names what would change', () => {
  const { root, git, go, commands, lines } = checkout();
  go('7.8.9', true);
  expect(git('status', '--porcelain')).toBe('');
  expect(existsSync(join(root, 'release'))).toBe(false);
  expect(commands).toEqual(['git status --porcelain']);
  expect(lines[0]).toContain('mock-server/deploy/Dockerfile');
  expect(lines.join('\n')).toContain('npm publish ./release/imshop-mock-7.8.9.tgz');
});

test.each([
  { name: 'no version', version: 'v7.8', says: '"v7.8" is no version' },
  { name: 'leading zeros', version: '7.08.0', says: 'is no version' },
  { name: 'an older version', version: '0.0.9', says: '0.0.9 is older than' },
  {
    name: 'a version that is out',
    version: '7.8.9',
    changelog: `${SAID}\n## 7.8.9 (2026-01-01)\n\n- All.\n`,
    says: '7.8.9 is released already',
  },
  {
    name: 'nothing to release',
    version: '7.8.9',
    changelog: '# Changelog\n\n## Unreleased\n\n## 0.0.1 (2026-01-01)\n\n- All.\n',
    says: 'nothing below "## Unreleased"',
  },
])('$name is refused, and nothing is changed', ({ version, changelog, says }) => {
  const { git, go } = checkout(changelog);
  expect(() => go(version)).toThrow(ReleaseRefused);
  expect(() => go(version)).toThrow(says);
  expect(git('status', '--porcelain')).toBe('');
});

test('the version that the packages carry can be the first to be released', () => {
  const { git, go, read } = checkout();
  const { version } = JSON.parse(read('mock-server/package.json'));
  go(version);
  expect(git('status', '--porcelain').trim()).toBe('M CHANGELOG.md');
});

test('a tree with changes is refused, naming them', () => {
  const { root, go } = checkout();
  writeFileSync(join(root, 'notes.txt'), '');
  expect(() => go('7.8.9')).toThrow('?? notes.txt');
});

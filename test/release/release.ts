import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dated, hasUnreleased, released } from './changelog.js';
import { refusal } from './next-version.js';
import { at, places } from './places.js';

/** In the order of publishing: nobody may install a package before what it needs is there. */
const PUBLISHED = [
  { folder: 'contracts', name: 'imshop-contracts' },
  { folder: 'client', name: 'imshop-push' },
  { folder: 'mock-server', name: 'imshop-mock' },
] as const;

/** Where the tarballs go; Git ignores it. */
const FOLDER = 'release';

export interface Release {
  /** The top of the checkout. */
  readonly root: string;
  readonly version: string;
  /** As `2026-11-27`. */
  readonly date: string;
  /** Whether only to say what would be done. */
  readonly isDryRun: boolean;
  /** Runs a command at the top of the checkout and gives what it prints; throws where it fails. */
  readonly run: (command: string, ...args: readonly string[]) => string;
  readonly print: (line: string) => void;
}

/** Thrown where a release may not begin: nothing was changed. */
export class ReleaseRefused extends Error {
  override readonly name = 'ReleaseRefused';
}

/** Sets the version everywhere, builds and packs. Neither commits, tags nor publishes: it prints what would. */
export function release({ root, version, date, isDryRun, run, print }: Release): void {
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  const current = JSON.parse(readFileSync(join(root, 'mock-server/package.json'), 'utf8')).version;
  const dirty = run('git', 'status', '--porcelain').trimEnd();
  const reason =
    refusal(version, current, released(changelog)) ??
    (hasUnreleased(changelog) ? undefined : 'The CHANGELOG has nothing below "## Unreleased"') ??
    (dirty && `The tree is not clean; commit these or put them away:\n${dirty}`);
  if (reason) throw new ReleaseRefused(reason);

  const changed = [
    ...places(root).map((place) => ({ ...place, next: at(version, place) })),
    { path: 'CHANGELOG.md', text: changelog, next: dated(changelog, version, date) },
  ].filter(({ text, next }) => text !== next);
  print(`${current} -> ${version}: ${changed.map(({ path }) => path).join(', ')}, package-lock.json`);

  const steps = [
    ['npm', 'install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'],
    ['npm', 'run', 'build'],
    [
      'npm',
      'pack',
      '--silent',
      '--pack-destination',
      FOLDER,
      ...PUBLISHED.flatMap(({ folder }) => ['--workspace', folder]),
    ],
  ] as const;
  if (isDryRun) {
    print(`Would run: ${steps.map((step) => step.join(' ')).join('; ')}`);
  } else {
    for (const { path, next } of changed) writeFileSync(join(root, path), next);
    // Compilers leave what came of a source that is gone since, and all of it would be packed.
    const built = PUBLISHED.flatMap(({ folder }) => [`${folder}/dist`, `${folder}/bundle`]);
    for (const path of [FOLDER, ...built]) rmSync(join(root, path), { recursive: true, force: true });
    mkdirSync(join(root, FOLDER));
    for (const [command, ...args] of steps) run(command, ...args);
  }
  print(isDryRun ? 'Nothing was changed. After a release these would be left to you:' : 'Left to you:');
  for (const line of leftToDo(version)) print(`  ${line}`);
}

/** What makes a release public, and cannot be taken back. */
function leftToDo(version: string): readonly string[] {
  return [
    'npm test',
    `git commit --all --message 'Release ${version}'`,
    `git tag --annotate v${version} --message 'Release ${version}'`,
    `git push --atomic origin HEAD v${version}`,
    ...PUBLISHED.map(({ name }) => `npm publish ./${FOLDER}/${name}-${version}.tgz`),
    `docker build --file mock-server/deploy/Dockerfile --tag imshop-mock:${version} .`,
  ];
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../workspace/root.js';

/** What is published, in the order in which one needs the other. */
const FOLDERS = ['contracts', 'client', 'mock-server'] as const;

export interface Tarball {
  readonly name: string;
  readonly path: string;
  /** The paths in it. */
  readonly files: readonly string[];
  readonly unpackedSizeBytes: number;
}

/** What a package.json says, as much of it as the tests read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
}

/** Packs everything that is published, as a release does. */
export function packAll(into: string): readonly Tarball[] {
  const args = ['pack', '--json', '--pack-destination', into, ...FOLDERS.flatMap((name) => ['--workspace', name])];
  const packed: { name: string; filename: string; files: { path: string }[]; unpackedSize: number }[] = JSON.parse(
    execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' }),
  );
  return packed.map(({ name, filename, files, unpackedSize }) => ({
    name,
    path: join(into, filename),
    files: files.map(({ path }) => path),
    unpackedSizeBytes: unpackedSize,
  }));
}

/**
 * Puts the packages where `npm install` would, with what they depend on linked from the checkout: no network, and nothing
 * that they do not declare. Of the optional peers only joi is there.
 */
export function unpackAll(tarballs: readonly Tarball[], project: string): void {
  const modules = join(project, 'node_modules');
  for (const { name, path } of tarballs) {
    mkdirSync(join(modules, name), { recursive: true });
    execFileSync('tar', ['-xzf', path, '-C', join(modules, name), '--strip-components=1']);
  }
  const declared = new Set(['joi', ...FOLDERS.flatMap((folder) => Object.keys(manifestOf(folder).dependencies ?? {}))]);
  for (const name of declared) {
    if (tarballs.some((tarball) => tarball.name === name)) continue;
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
}

/** What a user may import of the packages: modules, and data. */
export function entries(): { readonly modules: readonly string[]; readonly data: readonly string[] } {
  const all = FOLDERS.flatMap((folder) => {
    const { name, exports } = manifestOf(folder);
    return Object.keys(exports).map((path) => `${name}${path.slice(1)}`);
  });
  return {
    modules: all.filter((entry) => !entry.endsWith('.json')),
    data: all.filter((entry) => entry.endsWith('.json')),
  };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../workspace/root.js';
import { hasUnreleased, released } from './changelog.js';
import { places, versionsIn } from './places.js';

const VERSION: string = JSON.parse(readFileSync(join(ROOT, 'mock-server/package.json'), 'utf8')).version;

test('packages, what they need of each other, deploy files, READMEs and guides say one version', () => {
  const said = places(ROOT).flatMap((place) => versionsIn(place).map((version) => `${place.path} ${version}`));
  expect(said.filter((line) => !line.endsWith(` ${VERSION}`))).toEqual([]);
  // Each package says its own; the test needs three, the mock and the client one.
  expect(said.filter((line) => line.includes('package.json'))).toHaveLength(9);
  for (const path of [
    'README.md',
    'README.ru.md',
    'mock-server/README.md',
    'mock-server/deploy/Dockerfile',
    'mock-server/guides/docker.ru.md',
  ]) {
    expect(said).toContain(`${path} ${VERSION}`);
  }
});

test('the lockfile says it too', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string } & Record<string, unknown>>;
  };
  const ours = ['contracts', 'client', 'mock-server', 'test'].map((folder) => packages[folder]);
  expect(ours.map((entry) => entry?.version)).toEqual(ours.map(() => VERSION));
  const needed = ours.flatMap((entry) =>
    ['dependencies', 'devDependencies', 'peerDependencies']
      .flatMap((kind) => Object.entries((entry?.[kind] ?? {}) as Record<string, string>))
      .filter(([name]) => name.startsWith('imshop-')),
  );
  expect(new Set(needed.map(([, version]) => version))).toEqual(new Set([VERSION]));
});

test('the changelog ends with what is unreleased, or with this version', () => {
  const changelog = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
  const [newest] = released(changelog);
  expect(newest ?? VERSION).toBe(VERSION);
  expect(newest !== undefined || hasUnreleased(changelog)).toBe(true);
  const headings = changelog.match(/^## .*$/gm) ?? [];
  expect(headings.filter((heading) => heading !== '## Unreleased')).toHaveLength(released(changelog).length);
});

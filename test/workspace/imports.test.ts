import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './root.js';

/** What each package may import of ours; contracts imports nothing, client and mock-server never each other. */
const OURS: Readonly<Record<string, readonly string[]>> = {
  contracts: [],
  client: ['imshop-contracts'],
  'mock-server': [
    'imshop-contracts',
    'imshop-contracts/schema',
    'imshop-contracts/pact',
    'imshop-contracts/conformance',
  ],
  test: [
    'imshop-contracts',
    'imshop-contracts/schema',
    'imshop-contracts/pact',
    'imshop-contracts/conformance',
    'imshop-mock',
    'imshop-mock/check',
    'imshop-mock/demo',
    'imshop-push',
    'imshop-push/pacing',
  ],
};

/** The source of the inspector page: nothing else may import it, nor what it is made of. */
const PAGE = 'mock-server/inspector';

/** What is built into a package, so that who installs it needs it not; and the folder that alone may import it. */
const BUNDLED: Readonly<Record<string, readonly string[]>> = {
  client: ['imshop-contracts'],
  [PAGE]: ['preact', '@preact/signals', 'vite'],
};

/** Too slow to load before the mock listens. */
const HEAVY = [
  ...['express', 'joi', 'pino', 'yaml', 'cli-progress', 'prom-client'],
  'imshop-contracts/schema',
  'node:crypto',
];

const packages = Object.keys(OURS).map((folder) => ({ folder }));

test.each(packages)('$folder imports only what it may and declares', ({ folder }) => {
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
  const runtime = [...keys(manifest.dependencies), ...keys(manifest.peerDependencies)];
  const declared = new Set([...runtime, ...keys(manifest.devDependencies)]);
  const wrong = filesOf(folder).flatMap((file) =>
    importsOf(file).flatMap(({ specifier, typeOnly }) => {
      if (specifier.startsWith('.')) {
        const target = resolve(dirname(file), specifier);
        const stays = isIn(folder, target) && (isIn(PAGE, file) || !isIn(PAGE, target));
        return stays ? [] : [fault(file, specifier)];
      }
      if (specifier.startsWith('node:')) return [];
      const name = packageOf(specifier);
      const allowed = name.startsWith('imshop-') ? OURS[folder]?.includes(specifier) : !builtinModules.includes(name);
      const atHome = typeOnly || folder === 'test' || isBundled(file, name);
      const isDeclared = atHome ? declared.has(name) : runtime.includes(name);
      return allowed && isDeclared ? [] : [fault(file, specifier)];
    }),
  );
  expect(wrong).toEqual([]);
});

test('no imports go in a circle, those of types neither', () => {
  const circles: string[] = [];
  const done = new Set<string>();
  const follow = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].map(named).join(' > '));
    if (done.has(file) || path.includes(file)) return;
    for (const next of relativesOf(file)) follow(next, [...path, file]);
    done.add(file);
  };
  for (const folder of ['contracts', 'client', 'mock-server', 'test'])
    for (const file of filesOf(folder)) follow(file, []);
  expect(done.size).toBeGreaterThan(400);
  expect(circles).toEqual([]);
});

/** The storeys of the mock, from the top: a folder imports those below it, and none of its own storey in a circle. */
const STOREYS: readonly (readonly string[])[] = [
  ['cli', 'index', 'commands'],
  ['tools'],
  ['server'],
  ['control', 'metrics'],
  ['endpoint'],
  ['core'],
  ['reports'],
  ['log'],
  [
    'advisories',
    'answers',
    'client',
    'faults',
    'fidelity',
    'limits',
    'mutants',
    'rate-limiter',
    'scenarios',
    'settings',
  ],
  ['api', 'base'],
];

describe('the storeys of the mock', () => {
  const source = join(ROOT, 'mock-server/src');
  const roomOf = (file: string) => relative(source, file).replace(/(\.ts|\/.*)$/, '');
  const arrows = filesOf('mock-server')
    .filter((file) => file.startsWith(source))
    .flatMap((file) => relativesOf(file).map((target) => ({ file, from: roomOf(file), to: roomOf(target) })))
    .filter(({ from, to }) => from !== to);

  test('name each folder once', () => {
    const rooms = new Set(
      filesOf('mock-server')
        .filter((file) => file.startsWith(source))
        .map(roomOf),
    );
    expect([...rooms].toSorted()).toEqual(STOREYS.flat().toSorted());
  });

  test('are imported downwards only', () => {
    const storeyOf = (room: string) => STOREYS.findIndex((rooms) => rooms.includes(room));
    const upwards = arrows.filter(({ from, to }) => storeyOf(to) < storeyOf(from));
    expect(upwards.map(({ file, to }) => `${named(file)} imports ${to}`)).toEqual([]);
  });

  test('have no folders that import each other', () => {
    const below = new Map(STOREYS.flat().map((room) => [room, arrows.filter(({ from }) => from === room)]));
    const circles = new Set<string>();
    const done = new Set<string>();
    const follow = (room: string, path: readonly string[]): void => {
      if (path.includes(room)) circles.add([...path.slice(path.indexOf(room)), room].join(' > '));
      if (done.has(room) || path.includes(room)) return;
      for (const { to } of below.get(room) ?? []) follow(to, [...path, room]);
      done.add(room);
    };
    for (const room of below.keys()) follow(room, []);
    expect([...circles]).toEqual([]);
  });
});

test('nothing heavy is loaded before the mock listens', () => {
  const source = join(ROOT, 'mock-server/src');
  const seen = new Set<string>();
  const packagesSeen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { specifier, typeOnly, dynamic } of importsOf(file)) {
      if (typeOnly || dynamic) continue;
      if (specifier.startsWith('.')) visit(resolve(dirname(file), specifier.replace(/\.js$/, '.ts')));
      else packagesSeen.add(specifier);
    }
  };
  for (const entry of ['cli.ts', 'commands/start.ts', 'index.ts']) visit(join(source, entry));
  expect(seen.size).toBeGreaterThan(30);
  expect(HEAVY.filter((name) => packagesSeen.has(name))).toEqual([]);
});

test('the command reads two files of ours before the mock listens, and whoever imports the library runs no command', () => {
  const bundle = join(ROOT, 'mock-server/bundle');
  const importsIn = (file: string) => [
    ...readFileSync(join(bundle, file), 'utf8').matchAll(/^import .*"\.\/(.+)";$/gm),
  ];
  expect(importsIn('cli.js').map(([, file]) => file)).toEqual(['mock.js']);
  expect(importsIn('mock.js')).toEqual([]);
  expect(readFileSync(join(bundle, 'mock.js'), 'utf8')).not.toContain('process.argv');
});

function isBundled(file: string, name: string): boolean {
  return Object.entries(BUNDLED).some(([folder, names]) => isIn(folder, file) && names.includes(name));
}

function isIn(folder: string, path: string): boolean {
  return path.startsWith(`${join(ROOT, folder)}/`);
}

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(file, 'utf8');
  const statics = [...source.matchAll(/^(import|export)( type)? (?:[^'"`;]*? from )?'([^']+)';?$/gm)].map(
    ([, , type, specifier = '']) => ({ specifier, typeOnly: type !== undefined, dynamic: false }),
  );
  const dynamics = [...source.matchAll(/\bimport\('([^']+)'\)/g)].map(([, specifier = '']) => ({
    specifier,
    typeOnly: false,
    dynamic: true,
  }));
  return [...statics, ...dynamics];
}

/** The files of ours that a file imports. */
function relativesOf(file: string): string[] {
  return importsOf(file).flatMap(({ specifier }) => {
    const target = resolve(dirname(file), specifier.replace(/\.js$/, ''));
    return ['.ts', '.tsx', '/index.ts']
      .map((end) => target + end)
      .filter((path) => specifier.startsWith('.') && existsSync(path));
  });
}

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(node_modules|dist|\.built)\//.test(path));
}

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function keys(record: object | undefined): string[] {
  return Object.keys(record ?? {});
}

function fault(file: string, specifier: string): string {
  return `${named(file)} imports ${specifier}`;
}

function named(file: string): string {
  return relative(ROOT, file);
}

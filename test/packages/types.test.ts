import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { folderOfTests } from '../temp-folder.js';
import { ROOT } from '../workspace/root.js';
import { entries, packAll, unpackAll } from './tarballs.js';

const { modules, data } = entries();

const project = folderOfTests();
let exported: Readonly<Record<string, readonly string[]>> = {};
beforeAll(() => {
  unpackAll(packAll(project), project);
  writeFileSync(join(project, 'package.json'), '{ "type": "commonjs" }');
  exported = exportedBy('await import(entry)');
  writeFileSync(
    join(project, 'esm.mts'),
    usesOf((entry, as) => `import * as ${as} from ${JSON.stringify(entry)};`),
  );
  writeFileSync(
    join(project, 'require.cts'),
    usesOf((entry, as) => `import ${as} = require(${JSON.stringify(entry)});`),
  );
  writeFileSync(join(project, 'dynamic.cts'), dynamicUses());
  writeFileSync(
    join(project, 'data.mts'),
    data
      .map((entry, at) => `import d${at} from ${JSON.stringify(entry)} with { type: 'json' };\nvoid d${at};`)
      .join('\n'),
  );
  writeFileSync(
    join(project, 'data.cts'),
    data.map((entry, at) => `import d${at} = require(${JSON.stringify(entry)});\nvoid d${at};`).join('\n'),
  );
});

/** What each module gives at run time. */
function exportedBy(load: string): Record<string, readonly string[]> {
  const script = `(async () => { const all = {}; for (const entry of ${JSON.stringify(modules)}) {
    all[entry] = Object.keys(${load}).filter((name) => name !== '__esModule' && name !== 'module.exports').sort();
  } console.log(JSON.stringify(all)); })()`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=commonjs', '-e', script], {
    cwd: project,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

/** Uses everything that is there at run time, so that types which lack a part of it, or are `any`, do not compile. */
function usesOf(importOf: (entry: string, as: string) => string): string {
  const isAny = 'type IsAny<T> = 0 extends 1 & T ? true : false;';
  const uses = modules.flatMap((entry, at) => [
    importOf(entry, `m${at}`),
    ...(exported[entry] ?? []).map((name) => `export const m${at}_${name}: IsAny<typeof m${at}.${name}> = false;`),
  ]);
  return [isAny, ...uses].join('\n');
}

/** What CommonJS writes where the compiler lets it require no ES module. */
function dynamicUses(): string {
  return modules
    .map((entry, at) => {
      const names = (exported[entry] ?? []).map((name) => `m.${name}`).join(', ');
      return `export async function f${at}() { const m = await import(${JSON.stringify(entry)}); return [${names}]; }`;
    })
    .concat("export type { PushClient } from 'imshop-push' with { 'resolution-mode': 'import' };")
    .join('\n');
}

/** The codes of the errors, without what is not ours: nothing of the checkout but the types of Node is seen. */
function compile(file: string, module: string, moduleResolution: string): { codes: readonly string[]; output: string } {
  const options = { module, moduleResolution, target: 'es2022', lib: 'es2022', types: 'node' };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const typeRoots = ['--typeRoots', join(ROOT, 'node_modules/@types')];
  const { stdout } = spawnSync(
    join(ROOT, 'node_modules/.bin/tsc'),
    ['--ignoreConfig', '--noEmit', '--strict', '--resolveJsonModule', ...flags, ...typeRoots, file],
    { cwd: project, encoding: 'utf8' },
  );
  return { codes: [...new Set(stdout.match(/\bTS\d+/g) ?? [])], output: stdout };
}

describe.each([
  // These mean what Node 16 and 18 do, which require no ES module.
  { module: 'node16', moduleResolution: 'node16', requires: ['TS1471'] },
  { module: 'node18', moduleResolution: 'node16', requires: ['TS1471'] },
  { module: 'node20', moduleResolution: 'node16', requires: [] },
  { module: 'nodenext', moduleResolution: 'nodenext', requires: [] },
  { module: 'preserve', moduleResolution: 'bundler', requires: [] },
])('types with --module $module --moduleResolution $moduleResolution', ({ module, moduleResolution, requires }) => {
  test.each([
    { file: 'esm.mts', how: 'an ES module', codes: [] },
    { file: 'require.cts', how: 'import x = require()', codes: requires },
    { file: 'dynamic.cts', how: 'await import() of CommonJS', codes: [] },
    // Of that age are also no import attributes.
    { file: 'data.mts', how: 'an ES module, of data', codes: module === 'node16' ? ['TS2823'] : [] },
    { file: 'data.cts', how: 'import x = require(), of data', codes: [] },
  ])('$how', ({ file, codes }) => {
    const compiled = compile(file, module, moduleResolution);
    expect(compiled.codes, compiled.output).toEqual(codes);
  });
});

test('require gives what import gives', () => {
  expect(Object.values(exported).every((names) => names.length > 1)).toBe(true);
  expect(exportedBy('require(entry)')).toEqual(exported);
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../workspace/root.js';

const PAGE = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');
const named = [...PAGE.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path);

test('every test that SECURITY names is there', () => {
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('every threat that is tested is in SECURITY', () => {
  const files = readdirSync(join(ROOT, 'test/security')).filter((name) => name.endsWith('.test.ts'));
  const tested = files.filter((name) => name !== 'threats.test.ts').map((name) => `test/security/${name}`);
  expect(tested.filter((path) => !named.includes(path))).toEqual([]);
});

test('every row of threats says how it is shown', () => {
  const [, table = ''] = PAGE.split('## Threats');
  const rows = table.split('\n').filter((line) => /^\| [^|-]/.test(line) && !line.startsWith('| threat '));
  expect(rows.length).toBeGreaterThan(8);
  for (const row of rows) expect(row.split('|').at(-2)).toMatch(/`test\/[\w./-]+\.test\.ts`/);
});

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anchorsOf, linksIn, readMarkdown } from './markdown.js';
import { ROOT } from './root.js';

/** What only a build makes is not there for who reads the repository. */
const BUILT = new Set(['node_modules', 'dist', 'bundle', '.built', '.results', '.git']);

const FILES = markdownIn('');

test('the documents are found', () => {
  const some = ['README.md', 'README.ru.md', 'CONTRIBUTING.md', 'client/README.md', 'test/senders/README.md'];
  expect(FILES).toEqual(expect.arrayContaining(some));
});

test.each(FILES)('each link of %s leads to a file of the repository, and to a heading of it', (file) => {
  const links = linksIn(textOf(file)).filter((link) => !/^[a-z]+:/i.test(link));
  expect(links.flatMap((link) => faultOf(file, link))).toEqual([]);
});

describe('a link is at fault', () => {
  test.each([
    ['README.md', 'CONTRIBUTING.md', []],
    ['README.md', 'mock-server/deploy/', []],
    ['client/README.md', '../mock-server/README.md#bounds', []],
    ['README.ru.md', `#${encodeURIComponent('настройки')}`, []],
    ['README.md', 'NOWHERE.md', ['NOWHERE.md: no such file']],
    ['README.md', 'client/dist/index.js', ['client/dist/index.js: no such file']],
    ['client/README.md', '../../README.md', ['../../README.md: no such file']],
    ['README.md', '#nowhere', ['#nowhere: no such heading']],
    ['README.md', 'client/README.md#Quick-start', ['client/README.md#Quick-start: no such heading']],
  ])('in %s, %s: %j', (file, link, faults) => {
    expect(faultOf(file, link)).toEqual(faults);
  });
});

test.each([
  ['## Would your tests notice?', ['would-your-tests-notice']],
  ['### What "verified against `imshop-mock`" means', ['what-verified-against-imshop-mock-means']],
  ['## Один путь — одна интеграция', ['один-путь--одна-интеграция']],
  ['## [Ссылка](x.md) и *Ещё*', ['ссылка-и-ещё']],
  ['# Same\n## Same\n### Same-1', ['same', 'same-1', 'same-1-1']],
  ['# One\n```sh\n# not one\n```\n## snake_case', ['one', 'snake_case']],
])('%j has the anchors %j', (source, anchors) => {
  expect(anchorsOf(readMarkdown(source))).toEqual(anchors);
});

function markdownIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !BUILT.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return markdownIn(path);
      return path.endsWith('.md') ? [path] : [];
    });
}

function faultOf(file: string, link: string): string[] {
  const [path = '', anchor] = decodeURIComponent(link).split('#');
  const target = path === '' ? file : relative(ROOT, join(ROOT, dirname(file), path));
  const isOurs = !target.split('/').some((name) => name === '..' || BUILT.has(name));
  if (!isOurs || !existsSync(join(ROOT, target))) return [`${link}: no such file`];
  if (anchor === undefined) return [];
  const anchors = statSync(join(ROOT, target)).isFile() ? anchorsOf(readMarkdown(readSource(target))) : [];
  return anchors.includes(anchor) ? [] : [`${link}: no such heading`];
}

function readSource(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** Without its code blocks, where brackets mean other things. */
function textOf(file: string): string {
  return readMarkdown(readSource(file))
    .map(({ text }) => text)
    .join('');
}

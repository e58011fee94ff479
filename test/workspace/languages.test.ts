import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inlineCodeIn, linksIn, readMarkdown, type Section } from './markdown.js';
import { ROOT } from './root.js';

const GUIDES = 'mock-server/guides';

/** Documents that are there in both languages, by their English name. */
const DOCUMENTS = ['README.md', ...guides()];

test('each guide is there in both languages', () => {
  expect(readdirSync(join(ROOT, GUIDES)).filter((name) => name.endsWith('.ru.md'))).toHaveLength(guides().length);
});

test('the settings have the same defaults', () => {
  const defaults = defaultsIn(sectionsOf('README.md'));
  expect(defaultsIn(sectionsOf('README.ru.md'))).toEqual(defaults);
  expect(defaults).toContainEqual(['`--port NUMBER`', '8080']);
});

describe.each(DOCUMENTS)('%s', (document) => {
  const english = sectionsOf(document);
  const russian = sectionsOf(inRussian(document));

  test('has the same sections in both languages', () => {
    expect(russian.map(({ level }) => level)).toEqual(english.map(({ level }) => level));
    expect(english.length).toBeGreaterThan(0);
  });

  test('links to its other language first', () => {
    expect(linksIn(english[0]?.text ?? '')[0]).toBe(basename(inRussian(document)));
    expect(linksIn(russian[0]?.text ?? '')[0]).toBe(basename(document));
  });

  describe.each(english.map((section, index) => ({ ...section, section, translated: russian[index] })))(
    '$heading, in Russian',
    ({ section, translated }) => {
      test('has the same code blocks', () => {
        expect(translated?.blocks).toEqual(section.blocks);
      });

      test('has tables of the same shape, with the same code and numbers in each row', () => {
        expect(translated?.tables.map(shapesOf)).toEqual(section.tables.map(shapesOf));
      });

      test('has the same code and numbers in its text, in any order', () => {
        const text = translated?.text ?? '';
        expect(inlineCodeIn(text).toSorted()).toEqual(inlineCodeIn(section.text).toSorted());
        expect(numbersIn(text).toSorted()).toEqual(numbersIn(section.text).toSorted());
      });

      test('leads to the same places', () => {
        expect(placesIn(document, translated?.text ?? '')).toEqual(placesIn(document, section.text));
      });
    },
  );
});

function guides(): string[] {
  const names = readdirSync(join(ROOT, GUIDES)).filter((name) => !name.endsWith('.ru.md'));
  return names.map((name) => `${GUIDES}/${name}`);
}

function inRussian(document: string): string {
  return document.replace(/\.md$/, '.ru.md');
}

function sectionsOf(document: string): Section[] {
  return readMarkdown(readFileSync(join(ROOT, document), 'utf8'));
}

/** Each flag with its default, which is a value even where it is a word. */
function defaultsIn(sections: readonly Section[]) {
  const rows = sections.flatMap(({ tables }) => tables.flat());
  return rows.filter(([flag]) => flag?.startsWith('`--')).map(([flag, initial]) => [flag, initial]);
}

/** What no translation changes in the rows of a table: the first column where it is code, how many cells, code and numbers. */
function shapesOf(table: Section['tables'][number]) {
  return table.map((cells) => {
    const [first = ''] = cells;
    return {
      first: first.startsWith('`') ? first : undefined,
      cells: cells.length,
      code: cells.map(inlineCodeIn),
      numbers: cells.map(numbersIn),
    };
  });
}

/** Digits alone: 0.8 is 0,8 in Russian, and 200,000 is 200 000 with a space that does not break. */
function numbersIn(text: string): string[] {
  return [...text.matchAll(/\d+(?:[.,\u00a0]\d+)*/g)].map(([number]) => number.replace(/\D/g, ''));
}

/** A document in one language stands for the other; where it has both, its headings have other anchors in each. */
function placesIn(document: string, text: string): string[] {
  return linksIn(text)
    .map((link) => {
      const [path = '', anchor] = link.replace('.ru.md', '.md').split('#');
      const target = path === '' ? document : join(dirname(document), path);
      const hasBoth = existsSync(join(ROOT, inRussian(target))) && inRussian(target) !== target;
      return hasBoth ? target : [target, anchor].join('#');
    })
    .toSorted();
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inlineCodeIn, linksIn, readMarkdown, type Section } from './markdown.js';
import { ROOT } from './root.js';

const sectionsOf = (file: string) => readMarkdown(readFileSync(join(ROOT, file), 'utf8'));

const ENGLISH = sectionsOf('README.md');
const RUSSIAN = sectionsOf('README.ru.md');

test('the README has the same sections in both languages', () => {
  expect(levelsOf(RUSSIAN)).toEqual(levelsOf(ENGLISH));
  expect(ENGLISH.length).toBeGreaterThan(10);
});

test('each README links to the other', () => {
  expect(linksIn(ENGLISH[0]?.text ?? '')[0]).toBe('README.ru.md');
  expect(linksIn(RUSSIAN[0]?.text ?? '')[0]).toBe('README.md');
});

test('the settings have the same defaults', () => {
  expect(defaultsIn(RUSSIAN)).toEqual(defaultsIn(ENGLISH));
  expect(defaultsIn(ENGLISH)).toContainEqual(['`--port NUMBER`', '8080']);
});

describe.each(ENGLISH.map((english, index) => ({ ...english, english, russian: RUSSIAN[index] })))(
  '$heading, in Russian',
  ({ english, russian }) => {
    test('has the same code blocks', () => {
      expect(russian?.blocks).toEqual(english.blocks);
    });

    test('has tables of the same shape, with the same code and numbers in each row', () => {
      expect(russian?.tables.map(shapesOf)).toEqual(english.tables.map(shapesOf));
    });

    test('has the same code and numbers in its text, in any order', () => {
      const text = russian?.text ?? '';
      expect(inlineCodeIn(text).toSorted()).toEqual(inlineCodeIn(english.text).toSorted());
      expect(numbersIn(text).toSorted()).toEqual(numbersIn(english.text).toSorted());
    });

    test('leads to the same places', () => {
      expect(placesIn(russian?.text ?? '')).toEqual(placesIn(english.text));
    });
  },
);

function levelsOf(sections: readonly Section[]): number[] {
  return sections.map(({ level }) => level);
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

/** A language's README stands for the other. */
function placesIn(text: string): string[] {
  return linksIn(text)
    .map((link) => link.replace(/^README\.ru\.md/, 'README.md'))
    .toSorted();
}

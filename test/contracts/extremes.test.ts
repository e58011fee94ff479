import { expect, it } from 'vitest';
import { someOf } from '../workspace/thorough.js';
import { deepText, idsText, objectText, quoted, wideEntries } from './json-text.js';
import { askJoi14, askOurs } from './oracle.js';

const IDS = ['userIds', '["42"]'] as const;
const MESSAGE = ['message', '{"title":"t","summary":"s"}'] as const;

const PLACES: readonly (readonly [place: string, bodyWith: (value: string) => string])[] = [
  ['the body', (value) => value],
  ['userIds', (value) => objectText([['userIds', value], MESSAGE])],
  ['an id', (value) => objectText([['userIds', `[${value}]`], MESSAGE])],
  ['message', (value) => objectText([IDS, ['message', value]])],
  ['title', (value) => objectText([IDS, ['message', objectText([['title', value]])]])],
  ['deeplink', (value) => objectText([IDS, MESSAGE, ['deeplink', value]])],
  ['an unknown key', (value) => objectText([IDS, MESSAGE, ['foo', value]])],
  ['__proto__', (value) => objectText([IDS, MESSAGE, ['__proto__', value]])],
  ['userIds in a string', (value) => objectText([['userIds', quoted(value)], MESSAGE])],
  ['message in a string', (value) => objectText([IDS, ['message', quoted(value)]])],
];

const DEEP = [
  ['arrays', deepText(10_000, '[')],
  ['objects', deepText(10_000, '{"a":')],
] as const;

const DEEP_BODIES = PLACES.flatMap(([place, bodyWith]) =>
  DEEP.map(([holders, text]) => [`10 000 ${holders} deep in ${place}`, bodyWith(text)] as const),
);

const LARGE_BODIES = [
  ['60 000 unknown keys in a valid body', objectText([...wideEntries(60_000), IDS, MESSAGE])],
  [
    '60 000 unknown keys in message',
    objectText([
      ['message', objectText(wideEntries(60_000))],
      ['deeplink', '0'],
    ]),
  ],
  ['60 000 invalid ids', objectText([['userIds', `[${'0,'.repeat(60_000)}0]`], MESSAGE])],
  ['60 000 valid ids', objectText([['userIds', idsText(60_000)], MESSAGE])],
  [
    '60 000 ids, the last one invalid',
    objectText([
      ['userIds', idsText(60_000, 59_999)],
      ['foo', '0'],
    ]),
  ],
  [
    'more errors than Joi can hold',
    objectText([
      ['userIds', `[${'0,'.repeat(130_000)}0]`],
      ['foo', '0'],
    ]),
  ],
] as const;

it.each(someOf([...DEEP_BODIES, ...LARGE_BODIES], 4))(
  'answers as joi 14 does: %s',
  (_, text) => {
    for (const listAllErrors of [true, false]) {
      // Compared with ===: a matcher takes long to print texts of this size.
      const [ours, theirs] = [askOurs, askJoi14].map((ask) =>
        JSON.stringify(ask(JSON.parse(text), 1000, listAllErrors)),
      );
      expect(ours === theirs).toBe(true);
    }
  },
  20_000,
);

it('does not pollute prototypes', () => {
  const text =
    '{"__proto__":{"userIds":["1"],"polluted":1},"message":{"__proto__":{"title":"t","polluted":1}},"constructor":{"prototype":{"polluted":1}}}';
  for (const body of [text, quoted(text)]) {
    askOurs(JSON.parse(body), 1000, true);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect('polluted' in {}).toBe(false);
});

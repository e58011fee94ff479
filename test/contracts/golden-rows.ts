import { ODD_KEYS } from './bodies.js';
import { arrayText, type Entry, idsText, objectText, quoted } from './json-text.js';

/** A body of the corpus: its name, and its raw JSON text. */
export type NamedBody = readonly [name: string, text: string];

const TITLE: Entry = ['title', '"Order 7"'];
const SUMMARY: Entry = ['summary', '"is ready"'];
const MESSAGE: Entry = ['message', objectText([TITLE, SUMMARY])];
const IDS: Entry = ['userIds', '["42"]'];
const DEEPLINK: Entry = ['deeplink', '"slug://browse"'];
const UNKNOWN: Entry = ['foo', '1'];

const SOUND = objectText([IDS, MESSAGE, DEEPLINK]);

/** Every type of JSON value, and strings that the vendor may read as another type. */
const VALUES: readonly NamedBody[] = [
  ['null', 'null'],
  ['true', 'true'],
  ['a number', '7'],
  ['an empty string', '""'],
  ['a string of spaces', '"  "'],
  ['a string', '"text"'],
  ['an empty array', '[]'],
  ['an array', '["a","b"]'],
  ['an empty object', '{}'],
  ['an object', '{"title":"t","summary":"s"}'],
  ['a string that holds null', quoted('null')],
  ['a string that holds an array', quoted('["a"]')],
  ['a string that holds an object', quoted('{"title":"t","summary":"s"}')],
  ['a string that holds broken JSON', quoted('["a"')],
  ['a string in a string', quoted(quoted('["a"]'))],
];

/** Each place of a body, and an otherwise valid body with a value there. */
const PLACES: readonly (readonly [name: string, bodyWith: (value: string) => string])[] = [
  ['the body', (value) => value],
  ['userIds', (value) => objectText([['userIds', value], MESSAGE])],
  ['an id', (value) => objectText([['userIds', arrayText(['"42"', value])], MESSAGE])],
  ['message', (value) => objectText([IDS, ['message', value]])],
  ['title', (value) => objectText([IDS, ['message', objectText([['title', value], SUMMARY])]])],
  ['summary', (value) => objectText([IDS, ['message', objectText([TITLE, ['summary', value]])]])],
  ['deeplink', (value) => objectText([IDS, MESSAGE, ['deeplink', value]])],
];

const EVERY_VALUE_EVERYWHERE: readonly NamedBody[] = PLACES.flatMap(([place, bodyWith]) =>
  VALUES.map(([value, text]): NamedBody => [`${place} is ${value}`, bodyWith(text)]),
);

const WHOLE: readonly NamedBody[] = [
  ['as the page shows it', SOUND],
  ['without a deeplink', objectText([IDS, MESSAGE])],
  ['without userIds', objectText([MESSAGE, DEEPLINK])],
  ['without message', objectText([IDS, DEEPLINK])],
  ['without title', objectText([IDS, ['message', objectText([SUMMARY])]])],
  ['without summary', objectText([IDS, ['message', objectText([TITLE])]])],
  ['deeplink only', objectText([DEEPLINK])],
  ['an id and a phone number', objectText([['userIds', '["42","79990000000"]'], MESSAGE])],
  ['the same id twice', objectText([['userIds', '["42","42"]'], MESSAGE])],
  ['keys in another order', objectText([DEEPLINK, ['message', objectText([SUMMARY, TITLE])], IDS])],
  ['white space between the tokens', ' {\t"userIds" : [ "42" ] ,\r\n"message":{"title":"t" , "summary":"s"} } '],
  ['escaped letters in the keys', '{"\\u0075serIds":["42"],"message":{"titl\\u0065":"t","summary":"s"}}'],
  ['Cyrillic texts', objectText([IDS, ['message', '{"title":"Заказ","summary":"готов"}']])],
  ['an emoji as text', objectText([IDS, ['message', '{"title":"🎉","summary":"s"}']])],
  ['a lone surrogate as text', objectText([IDS, ['message', '{"title":"\\ud83d","summary":"s"}']])],
  ['a number too large for a number', objectText([IDS, MESSAGE, ['deeplink', '1e400']])],
  ['userIds twice, the last one sound', objectText([['userIds', '0'], MESSAGE, IDS])],
  ['userIds twice, the last one bad', objectText([IDS, MESSAGE, ['userIds', '0']])],
  ['an unknown key twice', objectText([IDS, MESSAGE, UNKNOWN, UNKNOWN])],
  ['three kinds of bad ids', objectText([['userIds', '["a",1,"",null,"b"]'], MESSAGE])],
  ['digits and other keys', objectText([['z', '0'], ['10', '0'], IDS, ['9', '0'], MESSAGE, ['a', '0']])],
  ['an array 50 deep as an id', objectText([['userIds', `[${'['.repeat(50)}${']'.repeat(50)}]`], MESSAGE])],
];

const LIMITS: readonly NamedBody[] = [
  ['1000 ids', objectText([['userIds', idsText(1000)], MESSAGE])],
  ['1001 ids', objectText([['userIds', idsText(1001)], MESSAGE])],
  ['1001 ids, the last one bad', objectText([['userIds', idsText(1001, 1000)], MESSAGE])],
  ['1001 ids and nothing else', objectText([['userIds', idsText(1001)]])],
  ['1001 ids in a string', objectText([['userIds', quoted(arrayText(Array(1001).fill('"a"')))], MESSAGE])],
];

const IN_STRINGS: readonly NamedBody[] = [
  ['the body in a string', quoted(SOUND)],
  ['the body in a string in a string', quoted(quoted(SOUND))],
  [
    'userIds and message in strings',
    objectText([
      [IDS[0], quoted(IDS[1])],
      [MESSAGE[0], quoted(MESSAGE[1])],
    ]),
  ],
  [
    'all three in strings',
    quoted(
      objectText([
        [IDS[0], quoted(IDS[1])],
        [MESSAGE[0], quoted(MESSAGE[1])],
      ]),
    ),
  ],
  ['bad ids in a string', objectText([['userIds', quoted('[1,""]')], MESSAGE])],
  ['no ids in a string with white space', objectText([['userIds', quoted(' [ ] ')], MESSAGE])],
  ['ids in a string with a byte order mark', objectText([['userIds', quoted('\ufeff["a"]')], MESSAGE])],
  ['a message in a string with a bad title', objectText([IDS, ['message', quoted('{"title":1,"summary":"s"}')]])],
  [
    'a message in a string with an unknown key',
    objectText([IDS, ['message', quoted(objectText([TITLE, SUMMARY, UNKNOWN]))]]),
  ],
  ['a body in a string with an unknown key', quoted(objectText([IDS, MESSAGE, UNKNOWN]))],
  ['an empty body in a string', quoted('{}')],
];

const PROTOTYPES: readonly NamedBody[] = VALUES.flatMap(([value, text]): readonly NamedBody[] => [
  [`__proto__ is ${value}`, objectText([['__proto__', text], IDS, MESSAGE])],
  [
    `__proto__ of message is ${value}`,
    objectText([IDS, ['message', objectText([TITLE, SUMMARY, ['__proto__', text]])]]),
  ],
]);

const MORE_PROTOTYPES: readonly NamedBody[] = [
  ['__proto__ holds the body', objectText([['__proto__', SOUND]])],
  ['__proto__ holds bad ids', objectText([['__proto__', objectText([['userIds', '[1]']])], MESSAGE])],
  ['__proto__ holds what the body has', objectText([IDS, MESSAGE, ['__proto__', '{"userIds":0,"message":0}']])],
  ['__proto__ holds an unknown key', objectText([IDS, MESSAGE, ['__proto__', objectText([UNKNOWN])]])],
  ['__proto__ holds __proto__', objectText([['__proto__', objectText([['__proto__', SOUND]])]])],
  ['__proto__ holds a bad deeplink', objectText([IDS, MESSAGE, ['__proto__', '{"deeplink":1}']])],
  ['__proto__ and an unknown key', objectText([IDS, MESSAGE, ['__proto__', '{}'], UNKNOWN])],
  ['__proto__ of message holds the texts', objectText([IDS, ['message', objectText([['__proto__', MESSAGE[1]]])]])],
  ['__proto__ in a body in a string', quoted(objectText([IDS, MESSAGE, ['__proto__', '{}']]))],
  [
    '__proto__ in a message in a string',
    objectText([IDS, ['message', quoted(objectText([TITLE, SUMMARY, ['__proto__', '0']]))]]),
  ],
];

const UNKNOWN_KEYS: readonly NamedBody[] = ODD_KEYS.flatMap((key): readonly NamedBody[] => [
  [`unknown key ${quoted(key)}`, objectText([IDS, MESSAGE, [key, '1']])],
  [`unknown key ${quoted(key)} in message`, objectText([IDS, ['message', objectText([TITLE, [key, '{}'], SUMMARY])]])],
]);

/** Bodies chosen by hand. */
export const NAMED_BODIES: readonly NamedBody[] = [
  ...WHOLE,
  ...LIMITS,
  ...EVERY_VALUE_EVERYWHERE,
  ...IN_STRINGS,
  ...PROTOTYPES,
  ...MORE_PROTOTYPES,
  ...UNKNOWN_KEYS,
];

import fc from 'fast-check';
import { arrayText, deepText, type Entry, idsText, objectText, quoted, wideEntries } from './json-text.js';

/** Keys that the vendor does not know at the top, nor inside `message`. */
export const ODD_KEYS = [
  'foo',
  '',
  ' ',
  '0',
  '10',
  '-1',
  '01',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  'userids',
  'message.title',
  '"',
  '\\',
  "'",
  '{{label}}',
  '{{!child}}',
  '$&',
  '$1',
  '%s',
  '<b>',
  '\n',
  '\u0000',
  '\u2028',
  'имя',
  '😀',
  '\ud83d',
  '\ude00x',
] as const;

const ODD_STRINGS = [' ', '\t\n', '0', 'null', 'имя', '😀', '\ud83d', '{{label}}', '$&', '"', '\\', '+79990000000'];

/** Strings that hold JSON, or nearly do. */
const JSON_IN_STRINGS = ['[]', '{}', '["a"]', '[1]', ' [ ] ', '{"title":"a","summary":"b"}', '[', '{"a"', '\ufeff[]'];

type Texts = fc.Arbitrary<string>;
type Entries = fc.Arbitrary<readonly Entry[]>;

const SCALARS = ['null', 'true', 'false', '0', '-0', '1.5', '1e400', '""'];
const HUGE = [idsText(2000), objectText(wideEntries(500)), deepText(10_000, '['), deepText(10_000, '{"a":')];

/** Draws from the alternatives as often as they are weighed. */
function weighed<T>(...alternatives: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<T>])[]) {
  return fc.oneof(...alternatives.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

const scalar: Texts = fc.constantFrom(...SCALARS);
const sound: Texts = weighed(
  [6, fc.string({ minLength: 1, maxLength: 6 })],
  [3, fc.constantFrom(...ODD_STRINGS)],
  [1, fc.string({ unit: 'binary', minLength: 1, maxLength: 4 })],
).map(quoted);
const oddKey: Texts = weighed([5, fc.constantFrom(...ODD_KEYS)], [1, fc.string({ maxLength: 6 })]);

/** Any value at all. */
const junk: Texts = weighed(
  [8, scalar],
  [3, sound],
  [3, fc.constantFrom(...JSON_IN_STRINGS).map(quoted)],
  [2, fc.array(weighed([1, scalar], [1, sound]), { maxLength: 3 }).map(arrayText)],
  [2, fc.array(fc.tuple(oddKey, scalar), { maxLength: 3 }).map(objectText)],
  [1, fc.constantFrom(...HUGE)],
);

/** Where the vendor wants a text: mostly one, else anything. */
const field: Texts = weighed([8, sound], [1, scalar], [1, junk]);

/** The value, or a string that holds it, or, seldom, a string in a string. */
function perhapsInString(value: Texts): Texts {
  return weighed([14, value], [2, value.map(quoted)], [1, value.map((inner) => quoted(quoted(inner)))]);
}

/** A key that is mostly there, seldom missing or there twice. */
function mostly(key: string, value: Texts): Entries {
  const entry = value.map((text): Entry => [key, text]);
  return weighed<readonly Entry[]>([14, fc.tuple(entry)], [2, fc.constant([])], [1, fc.tuple(entry, entry)]);
}

/** None of such entries, or up to three, as often as weighed. */
function perhaps(weight: number, entry: fc.Arbitrary<Entry>): Entries {
  return weighed<readonly Entry[]>([6, fc.constant([])], [weight, fc.array(entry, { minLength: 1, maxLength: 3 })]);
}

/** An object of these entries in any order. */
function objectOf(...parts: readonly Entries[]): Texts {
  return fc
    .tuple(...parts)
    .map((lists) => lists.flat())
    .chain((entries) => fc.shuffledSubarray(entries, { minLength: entries.length }))
    .map(objectText);
}

function unknownKeys(...more: readonly string[]): Entries {
  return perhaps(1, fc.tuple(weighed([6, oddKey], [1, fc.constantFrom(...more)]), junk));
}

/** An own `__proto__` that holds anything, or what may be read in the place of the body's own keys. */
function prototype(holder: Texts): Entries {
  return perhaps(3, fc.tuple(fc.constant('__proto__'), weighed([1, junk], [2, scalar], [3, holder])));
}

const longIds = fc
  .tuple(fc.constantFrom(999, 1000, 1001, 1002), weighed([2, fc.constant(undefined)], [1, fc.nat({ max: 1001 })]))
  .map(([count, at]) => idsText(count, at));

const userIds = perhapsInString(
  weighed(
    [60, fc.array(sound, { maxLength: 4 }).map(arrayText)],
    [20, fc.array(field, { maxLength: 6 }).map(arrayText)],
    [10, junk],
    [4, longIds],
  ),
);

const title = mostly('title', field);
const summary = mostly('summary', field);
const message = perhapsInString(
  weighed([12, objectOf(title, summary, unknownKeys('userIds'), prototype(objectOf(title, summary)))], [1, junk]),
);

const known = [
  mostly('userIds', userIds),
  mostly('message', message),
  perhaps(1, fc.tuple(fc.constant('deeplink'), field)),
];

/** The raw JSON text of a body, sound or not: what a careless or hostile caller could send. */
export const bodies: Texts = weighed(
  [30, perhapsInString(objectOf(...known, unknownKeys('title', 'summary'), prototype(objectOf(...known))))],
  [1, junk],
);

/** The raw JSON text of a body as the vendor's page has it. */
export const soundBodies: Texts = fc
  .record(
    {
      userIds: weighed([40, fc.array(sound, { maxLength: 20 }).map(arrayText)], [1, fc.constant(idsText(1000))]),
      message: fc.record({ title: sound, summary: sound }).map((texts) => objectText(Object.entries(texts))),
      deeplink: sound,
    },
    { requiredKeys: ['userIds', 'message'] },
  )
  .chain((body) => fc.shuffledSubarray(Object.entries(body), { minLength: Object.keys(body).length }))
  .map(objectText);

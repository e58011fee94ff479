import fc from 'fast-check';
import { arrayText, deepText, type Entry, idsText, objectText, quoted, wideEntries } from './json-text.js';

/** Keys that are unknown at the top and inside `message`. */
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

/** Strings that contain JSON, or almost JSON. */
const JSON_IN_STRINGS = ['[]', '{}', '["a"]', '[1]', ' [ ] ', '{"title":"a","summary":"b"}', '[', '{"a"', '\ufeff[]'];

type Texts = fc.Arbitrary<string>;
type Entries = fc.Arbitrary<readonly Entry[]>;

const SCALARS = ['null', 'true', 'false', '0', '-0', '1.5', '1e400', '""'];
const HUGE = [idsText(2000), objectText(wideEntries(500)), deepText(10_000, '['), deepText(10_000, '{"a":')];

/** Draws from the alternatives with these weights. */
function weighted<T>(...alternatives: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<T>])[]) {
  return fc.oneof(...alternatives.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

const scalar: Texts = fc.constantFrom(...SCALARS);
const validText: Texts = weighted(
  [6, fc.string({ minLength: 1, maxLength: 6 })],
  [3, fc.constantFrom(...ODD_STRINGS)],
  [1, fc.string({ unit: 'binary', minLength: 1, maxLength: 4 })],
).map(quoted);
const oddKey: Texts = weighted([5, fc.constantFrom(...ODD_KEYS)], [1, fc.string({ maxLength: 6 })]);

/** Any value. */
const anyValue: Texts = weighted(
  [8, scalar],
  [3, validText],
  [3, fc.constantFrom(...JSON_IN_STRINGS).map(quoted)],
  [2, fc.array(weighted([1, scalar], [1, validText]), { maxLength: 3 }).map(arrayText)],
  [2, fc.array(fc.tuple(oddKey, scalar), { maxLength: 3 }).map(objectText)],
  [1, fc.constantFrom(...HUGE)],
);

/** A value for a text: usually a valid one. */
const field: Texts = weighted([8, validText], [1, scalar], [1, anyValue]);

/** The value, or a string that contains it, or, seldom, a string in a string. */
function maybeInString(value: Texts): Texts {
  return weighted([14, value], [2, value.map(quoted)], [1, value.map((inner) => quoted(quoted(inner)))]);
}

/** A key that is usually present, seldom missing or repeated. */
function usually(key: string, value: Texts): Entries {
  const entry = value.map((text): Entry => [key, text]);
  return weighted<readonly Entry[]>([14, fc.tuple(entry)], [2, fc.constant([])], [1, fc.tuple(entry, entry)]);
}

/** No entry, or up to three. */
function sometimes(weight: number, entry: fc.Arbitrary<Entry>): Entries {
  return weighted<readonly Entry[]>([6, fc.constant([])], [weight, fc.array(entry, { minLength: 1, maxLength: 3 })]);
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
  return sometimes(1, fc.tuple(weighted([6, oddKey], [1, fc.constantFrom(...more)]), anyValue));
}

/** An own `__proto__` with any value, or with values that may replace the body's own keys. */
function prototype(holder: Texts): Entries {
  return sometimes(3, fc.tuple(fc.constant('__proto__'), weighted([1, anyValue], [2, scalar], [3, holder])));
}

const longIds = fc
  .tuple(fc.constantFrom(999, 1000, 1001, 1002), weighted([2, fc.constant(undefined)], [1, fc.nat({ max: 1001 })]))
  .map(([count, at]) => idsText(count, at));

const userIds = maybeInString(
  weighted(
    [60, fc.array(validText, { maxLength: 4 }).map(arrayText)],
    [20, fc.array(field, { maxLength: 6 }).map(arrayText)],
    [10, anyValue],
    [4, longIds],
  ),
);

const title = usually('title', field);
const summary = usually('summary', field);
const message = maybeInString(
  weighted([12, objectOf(title, summary, unknownKeys('userIds'), prototype(objectOf(title, summary)))], [1, anyValue]),
);

const known = [
  usually('userIds', userIds),
  usually('message', message),
  sometimes(1, fc.tuple(fc.constant('deeplink'), field)),
];

/** The raw JSON text of a body, valid or not, as a careless or hostile caller could send it. */
export const bodies: Texts = weighted(
  [30, maybeInString(objectOf(...known, unknownKeys('title', 'summary'), prototype(objectOf(...known))))],
  [1, anyValue],
);

/** The raw JSON text of a body as the vendor's page documents it. */
export const validBodies: Texts = fc
  .record(
    {
      userIds: weighted([40, fc.array(validText, { maxLength: 20 }).map(arrayText)], [1, fc.constant(idsText(1000))]),
      message: fc.record({ title: validText, summary: validText }).map((texts) => objectText(Object.entries(texts))),
      deeplink: validText,
    },
    { requiredKeys: ['userIds', 'message'] },
  )
  .chain((body) => fc.shuffledSubarray(Object.entries(body), { minLength: Object.keys(body).length }))
  .map(objectText);

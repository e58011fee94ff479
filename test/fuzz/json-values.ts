import type { Random } from './random.js';

/** Keys that mean something to JavaScript, and keys that mean something to the mock. */
const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'userIds',
  'message',
  'title',
  'summary',
  'deeplink',
  'phases',
  'fault',
  'type',
  'length',
  '',
  'a.b',
  '[0]',
  '\u0000',
  'я',
  '{{#label}}',
  '$ref',
] as const;

const TEXTS = [
  '""',
  '" "',
  '"x"',
  '"\\u0000"',
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"Скидка"',
  '"79999999999"',
  '"{}"',
  '"[\\"1\\"]"',
  '"__proto__"',
  '"{{#label}}"',
  '"<script>"',
  '"a\\r\\nX-Injected: 1"',
  '"\u2028"',
  '"🙂"',
] as const;

const NUMBERS = ['0', '-0', '1', '-1', '1.5', '1e308', '1e309', '-1e309', '1e-400', '9007199254740993', '599'] as const;
const OTHERS = ['null', 'true', 'false', '{}', '[]', '{"polluted":1}', '{"polluted":{"polluted":1}}'] as const;
/** What is no JSON, though it may look like it. */
const BROKEN = [
  'NaN',
  'Infinity',
  'undefined',
  '01',
  "'x'",
  '"\t"',
  '{"a":1,}',
  '[1,]',
  '/**/1',
  '\ufeff1',
  '"',
  '{',
  '-',
] as const;

/** A JSON text of any shape, seldom a broken one. */
export function jsonText(random: Random, depth = 3): string {
  const drawn = random.next();
  if (depth > 0 && drawn < 0.25) return objectText(random, depth - 1);
  if (depth > 0 && drawn < 0.4) return `[${several(random, () => jsonText(random, depth - 1))}]`;
  if (drawn < 0.6) return random.pick(TEXTS);
  if (drawn < 0.8) return random.pick(NUMBERS);
  return drawn < 0.99 ? random.pick(OTHERS) : random.pick(BROKEN);
}

/** Keys may come twice. */
function objectText(random: Random, depth: number): string {
  return `{${several(random, () => `${JSON.stringify(random.pick(KEYS))}:${jsonText(random, depth)}`)}}`;
}

function several(random: Random, text: () => string): string {
  return Array.from({ length: random.below(5) }, text).join(',');
}

/** One array or object in another, so many times. */
export function nestedText(random: Random, depth: number): string {
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
    ['{"__proto__":', '}'],
    ['[[],', ']'],
  ]);
  return `${open.repeat(depth)}1${random.chance(0.9) ? close.repeat(depth) : ''}`;
}

/** A JSON text with one of its values replaced, dropped or put twice. */
export function changedText(random: Random, text: string): string {
  const values = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null|\[\]|\{\}/g)];
  const found = random.pick(values);
  if (!found) return jsonText(random);
  const end = found.index + found[0].length;
  const other = random.pick([
    jsonText(random),
    '',
    `${found[0]},${found[0]}`,
    `${found[0]}:${found[0]}`,
    found[0].slice(1),
  ]);
  return text.slice(0, found.index) + other + text.slice(end);
}

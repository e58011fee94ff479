import { isWellFormed } from 'imshop-contracts';
import { ODD_KEYS } from './bodies.js';
import { at, has, keysOf, kind, parsed, refused, refusedAt, type Situation, size, taken } from './situation.js';

const TAKEN: readonly Situation[] = [
  taken('as it stands', (body, { maxUserIds }) => isWellFormed(body, maxUserIds)),
  taken('with a deeplink', (body) => has(body, 'deeplink')),
  taken('no ids at all', (body) => size(at(body, 'userIds')) === 0),
  taken('keys in another order', (body) => keysOf(body)[0] === 'message'),
  taken('a key twice', (_, { text }) => /^{.*(?<!\\)"title":[^{}]*(?<!\\)"title":/.test(text)),
  taken('a text of spaces', (body) => String(at(body, 'message', 'title')).trim() === ''),
  taken('a lone surrogate', (body) => /^\p{Cs}/u.test(String(at(body, 'message', 'title')))),
  taken('one id less than the limit', (body, { maxUserIds }) => size(at(body, 'userIds')) === maxUserIds - 1),
  taken('as many ids as the limit', (body, { maxUserIds }) => size(at(body, 'userIds')) === maxUserIds),
  taken('999 ids', (body) => size(at(body, 'userIds')) === 999),
  taken('1000 ids', (body) => size(at(body, 'userIds')) === 1000),
  taken('the body in a string', (body) => typeof body === 'string'),
  taken('ids in a string', (body) => kind(at(body, 'userIds')) === 'string'),
  taken('a message in a string', (body) => kind(at(body, 'message')) === 'string'),
  taken(
    'ids and message in strings',
    (body) => kind(at(body, 'message')) + kind(at(body, 'userIds')) === 'stringstring',
  ),
  ...['null', 'boolean', 'number', 'string', 'array', 'object'].flatMap((type) => [
    taken(`__proto__ is ${type}`, (body) => has(body, '__proto__') && kind(at(body, '__proto__')) === type),
    taken(`__proto__ of message is ${type}`, (body) => {
      const message = at(body, 'message');
      return has(message, '__proto__') && kind(at(message, '__proto__')) === type;
    }),
  ]),
  ...['userIds', 'message', 'deeplink'].map((key) =>
    taken(`${key} from __proto__`, (body) => !has(body, key) && has(at(body, '__proto__'), key)),
  ),
  ...['title', 'summary'].map((key) =>
    taken(`${key} from __proto__ of message`, (body) => {
      const message = at(body, 'message');
      return !has(message, key) && has(at(message, '__proto__'), key);
    }),
  ),
];

const TEXTS: readonly Situation[] = [
  ...['is required', 'must be an array', 'must contain less than or equal to'].map((words) =>
    refusedAt('userIds', words),
  ),
  ...['is required', 'must be an object'].map((words) => refusedAt('message', words)),
  ...['is required', 'must be a string', 'is not allowed to be empty'].flatMap((words) => [
    refusedAt('title', words),
    refusedAt('summary', words),
  ]),
  ...['must be a string', 'is not allowed to be empty'].flatMap((words) => [
    refusedAt('deeplink', words),
    refused(`an id ${words}`, new RegExp(`"userIds" at position \\d+ fails because \\["\\d+" ${words}`)),
  ]),
  ...['null', 'boolean', 'number', 'string', 'array'].map((type) =>
    refused(`a body that is ${type}`, '"value" must be an object', (body) => kind(body) === type),
  ),
  ...['userIds', 'message', 'deeplink'].map((key) =>
    refused(`null for ${key}`, `child "${key}"`, (body) => at(body, key) === null),
  ),
  refused('null for a text', 'must be a string', (body) => at(body, 'message', 'title') === null),
];

const JOINED: readonly Situation[] = [
  refused('faults at the top', /\]\. child "message"/),
  refused('faults inside message', /\], child "summary"/),
  refused('several bad ids', /at position \d+ fails because \["\d+" [^[\]]*\], "userIds" at position/),
  refused('a bad id hides the limit', 'at position', (body, { maxUserIds }) => size(at(body, 'userIds')) > maxUserIds),
  refused('more than 1000 ids', 'less than or equal to 1000 items'),
  refused('an unknown key after a known one', /\]\. "[^"]*" is not allowed$/),
  refused(
    'an unknown key after a text in message',
    /child "summary" fails because \[[^[\]]*\], "[^"]*" is not allowed\]/,
  ),
  refused('an unknown key at the top, no more', /^"[^"]*" is not allowed$/),
  refused('an unknown key in message, no more', /^child "message" fails because \["[^"]*" is not allowed\]$/),
  ['refused: several unknown keys though only the first error', ({ first }) => !first.ok && first.keys.length > 1],
  refused('digits before other unknown keys', /"10" is not allowed\. "[^\d"][^"]*" is not allowed/),
];

const IN_STRINGS: readonly Situation[] = [
  refused('__proto__ of a body in a string', /(^|\. )"__proto__" is not allowed/),
  refused('__proto__ of a message in a string', /child "message" fails because \[[^.]*"__proto__" is not allowed/),
  ...(['array', 'object'] as const).flatMap((expected) => {
    const key = expected === 'array' ? 'userIds' : 'message';
    const words = `"${key}" must be an ${expected}`;
    const holds = (is: (inner: unknown) => boolean) => (body: unknown) =>
      kind(at(body, key)) === 'string' && is(parsed(at(body, key)));
    return [
      refused(
        `${key} in a string that is not JSON`,
        words,
        holds((inner) => inner === undefined),
      ),
      refused(
        `${key} in a string in a string`,
        words,
        holds((inner) => typeof inner === 'string'),
      ),
      refused(
        `${key} in a string that holds something else`,
        words,
        holds((inner) => typeof inner === 'object'),
      ),
    ];
  }),
  refused('a body in a string in a string', '"value" must be', (body) => typeof parsed(body) === 'string'),
  refused('a body in a string that holds an array', '"value" must be', (body) => Array.isArray(parsed(body))),
  refused(
    'a body in a string that is not JSON',
    '"value" must be',
    (body) => kind(body) === 'string' && parsed(body) === undefined,
  ),
];

const ODD: readonly Situation[] = ODD_KEYS.flatMap((key) => [
  refused(`the key ${JSON.stringify(key)} at the top`, `"${key}" is not allowed`, (body) => has(body, key)),
  refused(`the key ${JSON.stringify(key)} in message`, `"${key}" is not allowed`, (body) =>
    has(at(body, 'message'), key),
  ),
]);

const HUGE: readonly Situation[] = [
  ['10 000 arrays deep', ({ text }) => text.includes('['.repeat(10_000))],
  ['10 000 objects deep', ({ text }) => text.includes('{"a":'.repeat(10_000))],
  refused('500 unknown keys in message', '"k499" is not allowed'),
  refused('2000 ids', 'less than or equal to', (body) => size(at(body, 'userIds')) === 2000),
];

/** Every situation that the generated bodies must reach. */
export const SITUATIONS: readonly Situation[] = [...TAKEN, ...TEXTS, ...JOINED, ...IN_STRINGS, ...ODD, ...HUGE];

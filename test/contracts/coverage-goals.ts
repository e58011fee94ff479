import { isWellFormed, parseJson } from 'imshop-contracts';
import { ODD_KEYS } from './bodies.js';
import type { OracleResult } from './oracle.js';

/** One generated body, and the result of joi 14. */
interface GeneratedCase {
  /** The raw JSON. */
  readonly text: string;
  readonly body: unknown;
  readonly maxUserIds: number;
  /** The result with every error. */
  readonly all: OracleResult;
  /** The result with the first error only. */
  readonly first: OracleResult;
}

/** A kind of body that the generator must produce: without it, an agreement would prove little. */
type CoverageGoal = readonly [name: string, isReached: (generated: GeneratedCase) => boolean];

type Condition = (body: unknown, generated: GeneratedCase) => boolean;

const ACCEPTED: readonly CoverageGoal[] = [
  accepted('as it stands', (body, { maxUserIds }) => isWellFormed(body, maxUserIds)),
  accepted('with a deeplink', (body) => has(body, 'deeplink')),
  accepted('no ids at all', (body) => size(at(body, 'userIds')) === 0),
  accepted('keys in another order', (body) => keysOf(body)[0] === 'message'),
  accepted('a key twice', (_, { text }) => /^{.*(?<!\\)"title":[^{}]*(?<!\\)"title":/.test(text)),
  accepted('a text of spaces', (body) => String(at(body, 'message', 'title')).trim() === ''),
  accepted('a lone surrogate', (body) => /^\p{Cs}/u.test(String(at(body, 'message', 'title')))),
  accepted('one id less than the limit', (body, { maxUserIds }) => size(at(body, 'userIds')) === maxUserIds - 1),
  accepted('as many ids as the limit', (body, { maxUserIds }) => size(at(body, 'userIds')) === maxUserIds),
  accepted('999 ids', (body) => size(at(body, 'userIds')) === 999),
  accepted('1000 ids', (body) => size(at(body, 'userIds')) === 1000),
  accepted('the body in a string', (body) => typeof body === 'string'),
  accepted('ids in a string', (body) => jsonType(at(body, 'userIds')) === 'string'),
  accepted('a message in a string', (body) => jsonType(at(body, 'message')) === 'string'),
  accepted(
    'ids and message in strings',
    (body) => jsonType(at(body, 'message')) + jsonType(at(body, 'userIds')) === 'stringstring',
  ),
  ...['null', 'boolean', 'number', 'string', 'array', 'object'].flatMap((type) => [
    accepted(`__proto__ is ${type}`, (body) => has(body, '__proto__') && jsonType(at(body, '__proto__')) === type),
    accepted(`__proto__ of message is ${type}`, (body) => {
      const message = at(body, 'message');
      return has(message, '__proto__') && jsonType(at(message, '__proto__')) === type;
    }),
  ]),
  ...['userIds', 'message', 'deeplink'].map((key) =>
    accepted(`${key} from __proto__`, (body) => !has(body, key) && has(at(body, '__proto__'), key)),
  ),
  ...['title', 'summary'].map((key) =>
    accepted(`${key} from __proto__ of message`, (body) => {
      const message = at(body, 'message');
      return !has(message, key) && has(at(message, '__proto__'), key);
    }),
  ),
];

const TEXTS: readonly CoverageGoal[] = [
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
    refused(`a body that is ${type}`, '"value" must be an object', (body) => jsonType(body) === type),
  ),
  ...['userIds', 'message', 'deeplink'].map((key) =>
    refused(`null for ${key}`, `child "${key}"`, (body) => at(body, key) === null),
  ),
  refused('null for a text', 'must be a string', (body) => at(body, 'message', 'title') === null),
];

const JOINED: readonly CoverageGoal[] = [
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

const IN_STRINGS: readonly CoverageGoal[] = [
  refused('__proto__ of a body in a string', /(^|\. )"__proto__" is not allowed/),
  refused('__proto__ of a message in a string', /child "message" fails because \[[^.]*"__proto__" is not allowed/),
  ...(['array', 'object'] as const).flatMap((expected) => {
    const key = expected === 'array' ? 'userIds' : 'message';
    const words = `"${key}" must be an ${expected}`;
    const holds = (is: (inner: unknown) => boolean) => (body: unknown) =>
      jsonType(at(body, key)) === 'string' && is(parsed(at(body, key)));
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
    (body) => jsonType(body) === 'string' && parsed(body) === undefined,
  ),
];

const ODD: readonly CoverageGoal[] = ODD_KEYS.flatMap((key) => [
  refused(`the key ${JSON.stringify(key)} at the top`, `"${key}" is not allowed`, (body) => has(body, key)),
  refused(`the key ${JSON.stringify(key)} in message`, `"${key}" is not allowed`, (body) =>
    has(at(body, 'message'), key),
  ),
]);

const HUGE: readonly CoverageGoal[] = [
  ['10 000 arrays deep', ({ text }) => text.includes('['.repeat(10_000))],
  ['10 000 objects deep', ({ text }) => text.includes('{"a":'.repeat(10_000))],
  refused('500 unknown keys in message', '"k499" is not allowed'),
  refused('2000 ids', 'less than or equal to', (body) => size(at(body, 'userIds')) === 2000),
];

/** All goals of the generated bodies. */
export const COVERAGE_GOALS: readonly CoverageGoal[] = [
  ...ACCEPTED,
  ...TEXTS,
  ...JOINED,
  ...IN_STRINGS,
  ...ODD,
  ...HUGE,
];

/** A body that is accepted and satisfies the condition. */
function accepted(name: string, condition: Condition): CoverageGoal {
  return [`accepted: ${name}`, (generated) => generated.all.ok && condition(generated.body, generated)];
}

/** A body that is refused with this text in the message and satisfies the condition. */
function refused(name: string, words: string | RegExp, condition: Condition = () => true): CoverageGoal {
  const includesWords = (message: string) =>
    typeof words === 'string' ? message.includes(words) : words.test(message);
  return [
    `refused: ${name}`,
    (generated) => !generated.all.ok && includesWords(generated.all.message) && condition(generated.body, generated),
  ];
}

/** A body that is refused for the value at a known key. */
function refusedAt(key: string, words: string): CoverageGoal {
  return refused(`${key} ${words}`, `child "${key}" fails because ["${key}" ${words}`);
}

/** Returns the value at a path of own keys. */
function at(value: unknown, ...path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    return value;
  }
  return has(value, key) ? at(Reflect.get(value, key), ...rest) : undefined;
}

/** True for a value with this own key. */
function has(value: unknown, key: string): value is object {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** Returns the number of items; NaN for a value that is not an array. */
function size(value: unknown): number {
  return Array.isArray(value) ? value.length : Number.NaN;
}

/** Returns JSON's name for the type of a value. */
function jsonType(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** Returns the JSON value in a string; undefined for a string that is not JSON and for any other value. */
function parsed(value: unknown): unknown {
  return typeof value === 'string' ? parseJson(value) : undefined;
}

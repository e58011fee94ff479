import type { Random } from './random.js';

/** A file of settings and one of scenarios that are taken, to be changed. */
export const GOOD_CONFIG = [
  'rateLimit: 10/1m',
  'rateLimitAlgorithm: bucket',
  'maxUserIds: 5',
  'strict: true',
  'envelope: hapi',
  'path: "/api/:slug/send"',
  'seed: 7',
  'adminToken: a-token-of-the-test',
  '',
].join('\n');
export const GOOD_SCENARIO = [
  'integrations:',
  '  shop: &outage',
  '    loop: true',
  '    phases:',
  '      - { name: up, for: { requests: 3 } }',
  '      - for: { ms: 500 }',
  '        faults:',
  '          - { fault: { type: status, status: 503, retryAfter: 1 }, when: { probability: 0.5 } }',
  '  other: *outage',
  '',
].join('\n');

/** Files that are hard to read: what each is, and its text. None of them is taken, as settings or as scenarios. */
export const HOSTILE_FILES: readonly (readonly [what: string, text: string | Buffer])[] = [
  ['an alias of nothing', 'port: *nowhere'],
  ['a file within itself', '&a { phases: *a }'],
  ['a list within itself', 'phases: &a [*a]'],
  ['aliases upon aliases', bomb(9)],
  ['a key within its value', 'port: &a { *a : 1 }'],
  ['500 lists, one in another', `port: ${'['.repeat(500)}${']'.repeat(500)}`],
  ['a value within itself', 'port: &a { b: *a }'],
  ['50,000 lists, one in another', `port: ${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ['50,000 lists without an end', `port: ${'['.repeat(50_000)}`],
  ['a list for a key', '? [a, b]\n: c'],
  ['bytes for a number', 'port: !!binary aGVsbG8='],
  ['a tag that nobody knows', 'port: !evil { a: 1 }'],
  ['two documents', 'seed: 1\n---\nseed: 2'],
  ['a key given twice', 'seed: 1\nseed: 2'],
  ['keys that objects inherit', '__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }'],
  ['numbers beyond range', 'seed: 1e999\nmaxUserIds: -.inf\nport: .nan'],
  ['a merge key', '<<: { port: 0 }'],
  ['NUL bytes', Buffer.from('port: "\0"\n\0')],
  ['bytes that are no UTF-8', Buffer.from([0x70, 0x3a, 0x20, 0xff, 0xfe, 0xc0])],
  ['a directive of another version', '%YAML 9.9\n---\nport: x'],
  ['one long line', `port: ${'x'.repeat(1_000_000)}`],
  ['a text alone', 'port'],
  ['a list alone', '[1, 2]'],
];

/** Each list nine times in the next. */
function bomb(levels: number): string {
  const lists = Array.from({ length: levels }, (_, level) => {
    const items = Array.from({ length: 9 }, () => (level === 0 ? 'x' : `*l${level - 1}`));
    return `l${level}: &l${level} [${items.join(', ')}]`;
  });
  return lists.join('\n');
}

const PIECES = [
  ':',
  ' ',
  '\n',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '&a ',
  '*a',
  '*outage',
  '!!str ',
  '? ',
  '|',
  '>',
  '#',
  '\t',
  '~',
  '%',
  ',',
  '0x10',
  '.nan',
  '__proto__: 1\n',
  '\u2028',
] as const;

/** A text with pieces put in, left out and put twice. */
export function changedFile(random: Random, text: string): string {
  let now = text;
  for (let times = 1 + random.below(4); times > 0; times -= 1) {
    const at = random.below(now.length + 1);
    const length = 1 + random.below(12);
    const put = random.pick([random.pick(PIECES), '', now.slice(at, at + length).repeat(2)]);
    now = now.slice(0, at) + put + now.slice(at + random.pick([0, 1, length]));
  }
  return now;
}

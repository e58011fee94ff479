import type { OracleVerdict } from './oracle.js';

/** One generated body and what joi 14 says of it. */
interface Case {
  /** The raw JSON. */
  readonly text: string;
  readonly body: unknown;
  readonly maxUserIds: number;
  /** With every error listed. */
  readonly all: OracleVerdict;
  /** With the first error only. */
  readonly first: OracleVerdict;
}

/** Something that the generated bodies must reach, or their agreement would prove little. */
export type Situation = readonly [name: string, isReached: (generated: Case) => boolean];

type Condition = (body: unknown, generated: Case) => boolean;

const ALWAYS: Condition = () => true;

/** Taken, and so. */
export function taken(name: string, isSo: Condition): Situation {
  return [`taken: ${name}`, (generated) => generated.all.ok && isSo(generated.body, generated)];
}

/** Refused with these words, among others where every error is listed. */
export function refused(name: string, words: string | RegExp, isSo: Condition = ALWAYS): Situation {
  const says = (message: string) => (typeof words === 'string' ? message.includes(words) : words.test(message));
  return [
    `refused: ${name}`,
    (generated) => !generated.all.ok && says(generated.all.message) && isSo(generated.body, generated),
  ];
}

/** Refused for the value at a known key. */
export function refusedAt(key: string, words: string): Situation {
  return refused(`${key} ${words}`, `child "${key}" fails because ["${key}" ${words}`);
}

/** What a parsed body has at a path of own keys. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    return value;
  }
  return has(value, key) ? at(Reflect.get(value, key), ...rest) : undefined;
}

/** Whether a parsed value has this own key. */
export function has(value: unknown, key: string): value is object {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

/** The own keys of a parsed value. */
export function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** How many items an array has; NaN where there is none. */
export function size(value: unknown): number {
  return Array.isArray(value) ? value.length : Number.NaN;
}

/** JSON's name for the kind of a parsed value. */
export function kind(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** What a string holds; undefined where it is no JSON, or the value no string. */
export function parsed(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}

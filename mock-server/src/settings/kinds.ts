/** What a setting may hold: a sentence for people, and the parser that enforces it. */
export interface Kind<T> {
  /** What is allowed, as it completes "must be …". */
  readonly allowed: string;
  /** The value meant, or `undefined` where it is not allowed. Takes the text of a flag or a typed value alike. */
  parse(value: unknown): T | undefined;
  /** Whether even a value that is not allowed must not be shown. Default: false. */
  readonly isSecret?: true;
}

export function integer(min: number, max: number): Kind<number> {
  return {
    allowed: `a whole number from ${min} to ${max}`,
    parse(value) {
      const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
      return typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max
        ? number
        : undefined;
    },
  };
}

export function oneOf<const T extends string>(...values: readonly T[]): Kind<T> {
  return {
    allowed: `one of ${values.join(', ')}`,
    parse: (value) => values.find((candidate) => candidate === value),
  };
}

export function text(pattern: RegExp, allowed: string): Kind<string> {
  return { allowed, parse: (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined) };
}

/** The same kind, whose values no error repeats. */
export function secret<T>(kind: Kind<T>): Kind<T> {
  return { ...kind, isSecret: true };
}

const SWITCH = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

export const boolean: Kind<boolean> = { allowed: 'true or false', parse: (value) => SWITCH.get(value) };

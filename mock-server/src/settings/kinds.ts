/** The values of a setting: a description for people, and the parser that enforces it. */
export interface Kind<T> {
  /** Completes "must be …". */
  readonly allowed: string;
  /** Placeholder of the value in the help; a kind without one makes a switch. */
  readonly argument?: string;
  /** Returns the value, or `undefined` if it is not allowed. Takes the text of a flag and a typed value alike. */
  parse(value: unknown): T | undefined;
  /** Writes a value as a flag would. Default: `String`. */
  format?(value: T): string;
  /** No error repeats a value of this kind, not even a wrong one. */
  readonly isSecret?: true;
}

export const boolean: Kind<boolean> = {
  allowed: 'true or false',
  parse: (value) => BOOLEANS.get(value),
};

const BOOLEANS = new Map<unknown, boolean>([
  ...[true, 'true', '1'].map((value) => [value, true] as const),
  ...[false, 'false', '0'].map((value) => [value, false] as const),
]);

export function integer(min: number, max: number): Kind<number> {
  return {
    allowed: `a whole number from ${min} to ${max}`,
    argument: 'NUMBER',
    parse(value) {
      const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
      return typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max
        ? number
        : undefined;
    },
  };
}

export function bytes(min: number, max: number): Kind<number> {
  return { ...integer(min, max), argument: 'BYTES' };
}

export function oneOf<const T extends string>(...values: readonly T[]): Kind<T> {
  return {
    allowed: `one of ${values.join(', ')}`,
    argument: 'NAME',
    parse: (value) => values.find((candidate) => candidate === value),
  };
}

export function text(argument: string, pattern: RegExp, allowed: string): Kind<string> {
  return {
    allowed,
    argument,
    parse: (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined),
  };
}

export function secret<T>(kind: Kind<T>): Kind<T> {
  return { ...kind, isSecret: true };
}

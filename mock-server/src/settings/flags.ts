import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './errors.js';
import { flagName } from './sources.js';

/** One flag of a command. */
export interface Flag {
  /** Placeholder of the value in the help; a flag without one is a switch. */
  readonly argument?: string;
  readonly help: string;
  /** The flag may be repeated, and a value may hold several, separated by commas. */
  readonly isList?: true;
  /** The help does not list the flag. */
  readonly isHidden?: true;
}

/** Flags by their keys: `rateLimit` is `--rate-limit`. */
export type FlagTable = Readonly<Record<string, Flag>>;

/** Values of flags, not checked yet. */
export type FlagValues<T extends FlagTable> = {
  readonly [K in keyof T]?: T[K] extends { isList: true }
    ? readonly string[]
    : T[K] extends { argument: string }
      ? string
      : boolean;
};

/** The arguments of a command: `--help`, its flags, and its operands. */
export interface Arguments {
  readonly help: boolean;
  readonly flags: FlagValues<FlagTable>;
  readonly operands: readonly string[];
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Most letters that a mistyped flag may differ from the one that the error suggests. */
const MAX_TYPOS = 2;

/**
 * Parses the arguments of a command.
 *
 * @param runsProgram The operands are the command line of another program, so flags behind the first belong to that.
 * @throws {UsageError} on an unknown flag or a missing value. It repeats no value, since that may be a secret.
 */
export function parseArguments(argv: readonly string[], table: FlagTable, runsProgram = false): Arguments {
  const names = new Map(Object.keys(table).map((key) => [flagName(key).slice('--'.length), key]));
  const options: Options = { help: { type: 'boolean', short: 'h' } };
  for (const [name, key] of names) {
    const { argument, isList = false } = table[key] ?? {};
    options[name] = { type: argument === undefined ? 'boolean' : 'string', multiple: isList };
  }
  const end = runsProgram ? firstOperand(argv, options) : argv.length;
  const { values, positionals } = parsed(argv.slice(0, end), options);
  const flags = [...names].map(([name, key]) => [key, listed(values[name])]);
  const program = argv.slice(argv[end] === '--' ? end + 1 : end);
  return {
    help: values['help'] === true,
    flags: Object.fromEntries(flags.filter(([, value]) => value !== undefined)),
    operands: runsProgram ? program : positionals,
  };
}

function firstOperand(argv: readonly string[], options: Options): number {
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true });
  return tokens.find(({ kind }) => kind !== 'option')?.index ?? argv.length;
}

function parsed(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // Of its own errors only; the second sentence advises to pass an unknown flag as an operand.
    if (!(error instanceof TypeError)) throw error;
    const [sentence = ''] = error.message.split('. ');
    const message = sentence.charAt(0).toLowerCase() + sentence.slice(1).replaceAll('\n', ' ');
    const [, unknown] = /^unknown option '--(.*)'$/.exec(message) ?? [];
    throw new UsageError(message + (unknown === undefined ? '' : suggestion(unknown, Object.keys(options))));
  }
}

function listed(value: string | boolean | (string | boolean)[] | undefined) {
  return Array.isArray(value) ? value.flatMap((text) => String(text).split(',')) : value;
}

function suggestion(given: string, names: readonly string[]): string {
  const [closest] = names
    .map((name) => ({ name, typos: editDistance(given, name) }))
    .filter(({ typos }) => typos <= MAX_TYPOS)
    .toSorted((one, other) => one.typos - other.typos);
  return closest ? `; did you mean --${closest.name}?` : '';
}

/** Letters to insert, remove or replace (Levenshtein). */
function editDistance(from: string, to: string): number {
  let distances = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...from].entries()) {
    const next = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const [diagonal = 0, above = 0] = distances.slice(column);
      next.push(Math.min(diagonal + (letter === other ? 0 : 1), above + 1, (next[column] ?? 0) + 1));
    }
    distances = next;
  }
  return distances.at(-1) ?? 0;
}

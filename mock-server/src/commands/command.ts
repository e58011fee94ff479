import { open } from 'node:fs/promises';
import { replaceControlChars } from '../base/text.js';
import { SettingsError } from '../settings/errors.js';
import type { FlagTable, FlagValues } from '../settings/flags.js';
import type { Kind } from '../settings/kinds.js';

/** A command of `imshop-mock`: what it takes, and what it does. */
export interface Command<T extends FlagTable = FlagTable> {
  readonly flags: T;
  /** The arguments that are not flags; a command without them takes none. */
  readonly operands?: Operands;
  /** Resolves to the exit code. */
  run(flags: FlagValues<T>, operands: readonly string[]): Promise<number>;
}

interface Operands {
  /** As the usage line shows one of them. */
  readonly name: string;
  readonly help: string;
  readonly isOptional?: true;
  /** They are the command line of another program, behind `--`. */
  readonly isProgram?: true;
}

/** Exit codes of all commands. `exec` exits with the code of the command that it runs. */
export const EXIT = {
  ok: 0,
  /** The command ran, and the result is no: a busy port, a sender that fails a check, a surviving mutant. */
  failed: 1,
  /** `check`, `mutants`, `verify` or `probe` could not run to its end: there is no result. */
  notRun: 2,
  /** Wrong usage: a flag or a setting is not allowed. `EX_USAGE` of sysexits.h. */
  usage: 64,
  /** The program given to `exec` cannot be executed, or was not found: the codes of a shell. */
  notExecutable: 126,
  notFound: 127,
} as const;

/** Prints a line to stderr. Text from elsewhere cannot steer the terminal. */
export function printError(text: string): void {
  process.stderr.write(`imshop-mock: ${replaceControlChars(text)}\n`);
}

/**
 * Parses the value of a flag that is not a setting.
 *
 * @throws {SettingsError} if it is not allowed.
 */
export function parseFlag<T>(name: string, kind: Kind<T>, value: unknown): T {
  const parsed = kind.parse(value);
  if (parsed === undefined) throw new SettingsError([{ name, value, allowed: kind.allowed }]);
  return parsed;
}

/**
 * Checks that a report can be saved, before the work whose result would be lost.
 *
 * @throws {SettingsError} if the file cannot be written.
 */
export async function assertWritable(flag: string, path: string): Promise<void> {
  const file = await open(path, 'a').catch((error: NodeJS.ErrnoException) => {
    throw new SettingsError([{ name: flag, value: path, allowed: `a file that can be written (${error.code})` }]);
  });
  await file.close();
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs work whose signal aborts when this process is told to stop, and when the work is over. */
export async function withAbortOnStopSignal<T>(work: (stopped: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
  try {
    return await work(stopping.signal);
  } finally {
    stop();
    for (const signal of STOP_SIGNALS) process.off(signal, stop);
  }
}

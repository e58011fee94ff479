import type { Readable } from 'node:stream';
import type { Counts } from '../report.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A stream for messages, a terminal or not. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** The process of the command. */
export interface CommandContext {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly stdin: Readable;
  readonly stdout: Pick<Terminal, 'write'>;
  readonly stderr: Terminal;
  /** Aborted by the first signal: the command stops after the answer to the current request. */
  readonly stop: AbortSignal;
  /** Aborted by the second signal: the request in flight is aborted. */
  readonly abort: AbortSignal;
}

/** The command cannot do what its arguments, variables or input files ask for. Printed as one line; exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const EXIT = { accepted: 0, rejected: 2, unknown: 3, notSent: 4, usage: 64 } as const;

/** The exit code of the most urgent state. */
export function exitCodeOf(counts: Counts): number {
  if (counts['not-sent'] > 0) return EXIT.notSent;
  if (counts.unknown > 0) return EXIT.unknown;
  return counts.rejected > 0 ? EXIT.rejected : EXIT.accepted;
}

export function printError({ stderr }: CommandContext, message: string): void {
  stderr.write(`imshop-push: ${message}\n`);
}

import type { Readable } from 'node:stream';
import type { Report } from '../report.js';
import { EXIT, exitCodeOf } from './exit-code.js';
import type { Screen } from './progress.js';
import type { Environment } from './settings.js';
import { reportJson, reportText } from './summary.js';

/** What the command has of the world around it. */
export interface World {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly stdin: Readable;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: Screen;
  /** Aborted by the first request to end: the answer on its way is waited for. */
  readonly stop: AbortSignal;
  /** Aborted by the second: nothing is waited for. */
  readonly cut: AbortSignal;
}

export function print(made: Report, world: World, journal: string | undefined, json: boolean): number {
  world.stdout.write(json ? reportJson(made, journal) : reportText(made, journal));
  return exitCodeOf(made.counts);
}

export function complain({ stderr }: World, message: string): void {
  stderr.write(`imshop-push: ${message}\n`);
}

export function say({ stdout }: World, text: string): number {
  stdout.write(text);
  return EXIT.accepted;
}

#!/usr/bin/env node
import { MockStartError } from './base/errors.js';
import { printableOutput } from './base/printable.js';
import { EXIT } from './commands/exit.js';
import { plainStart } from './commands/plain-start.js';
import { start } from './commands/start.js';
import { tell } from './commands/tell.js';
import { SettingsError } from './settings/errors.js';

/** What a command threw, as one exit code and the lines that explain it. */
function report(error: unknown): number {
  const expected = error instanceof SettingsError || error instanceof MockStartError;
  const text = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  tell(printableOutput(text).replaceAll('\n', '\nimshop-mock: '));
  return error instanceof SettingsError ? EXIT.usage : EXIT.failed;
}

/** Runs what the command line asks for; a plain start does not wait for the library that reads the others. */
async function main(argv: readonly string[]): Promise<number> {
  const flags = plainStart(argv);
  if (flags) return start(flags);
  const { run } = await import('./commands/program.js');
  return run(argv, {
    start,
    exec: async (command, flags) => (await import('./commands/exec.js')).exec(command, flags),
    mutants: async (command, flags) => (await import('./commands/mutants.js')).mutants(command, flags),
    ready: async (flags) => (await import('./commands/ready.js')).ready(flags),
    probe: async (flags) => (await import('./commands/probe.js')).probe(flags),
    check: async (command, flags) => (await import('./commands/check.js')).check(command, flags),
    verify: async (pacts, flags) => (await import('./commands/verify.js')).verify(pacts, flags),
  });
}

// Who reads an output may stop early, as head does; what is going on goes on.
for (const output of [process.stdout, process.stderr]) {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = report(error);
}

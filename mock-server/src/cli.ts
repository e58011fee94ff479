#!/usr/bin/env node
import { EXIT } from './commands/exit.js';
import { run } from './commands/program.js';
import { tell } from './commands/tell.js';
import { MockStartError } from './errors.js';
import { SettingsError } from './options/errors.js';
import { printableOutput } from './printing/printable.js';
import { StoreError } from './store/errors.js';

/** What a command threw, as one exit code and the lines that explain it. */
function report(error: unknown): number {
  const expected = error instanceof SettingsError || error instanceof MockStartError || error instanceof StoreError;
  const text = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  tell(printableOutput(text).replaceAll('\n', '\nimshop-mock: '));
  return error instanceof SettingsError ? EXIT.usage : EXIT.failed;
}

try {
  process.exitCode = await run(process.argv.slice(2), {
    start: async (flags) => (await import('./commands/start.js')).start(flags),
    exec: async (command, flags) => (await import('./commands/exec.js')).exec(command, flags),
    mutants: async (command, flags) => (await import('./commands/mutants.js')).mutants(command, flags),
    ready: async (flags) => (await import('./commands/ready.js')).ready(flags),
    probe: async (flags) => (await import('./commands/probe.js')).probe(flags),
    check: async (command, flags) => (await import('./commands/check.js')).check(command, flags),
    verify: async (pacts, flags) => (await import('./commands/verify.js')).verify(pacts, flags),
  });
} catch (error) {
  process.exitCode = report(error);
}

#!/usr/bin/env node
import { MockStartError } from './base/errors.js';
import { cleanOutput } from './base/text.js';
import { VERSION } from './base/version.js';
import { type Command, EXIT, printError } from './commands/command.js';
import { start } from './commands/start.js';
import { SettingsError, UsageError } from './settings/errors.js';
import { parseArguments } from './settings/flags.js';

interface Entry {
  readonly summary: string;
  /** Imports the command on need: only `start` has to be quick. */
  load(): Promise<Command>;
}

const COMMANDS: Readonly<Record<string, Entry>> = {
  start: { summary: 'serve until SIGTERM or SIGINT (the default command)', load: async () => start },
  exec: {
    summary: 'serve while a command runs; exit with its exit code',
    load: async () => (await import('./commands/exec.js')).exec,
  },
  check: {
    summary:
      'run the conformance scenarios against a sender in any language; exit codes: 0 all MUST pass, 1 some fail, 2 could not run',
    load: async () => (await import('./commands/check.js')).check,
  },
  mutants: {
    summary:
      'run tests against vendors with one defect each; exit codes: 0 all mutants killed, 1 some survived, 2 could not run',
    load: async () => (await import('./commands/mutants.js')).mutants,
  },
  ready: {
    summary: 'exit 0 when a mock answers, for health checks',
    load: async () => (await import('./commands/ready.js')).ready,
  },
  verify: {
    summary:
      'verify pacts and sequences against a temporary mock; exit codes: 0 verified, 1 different, 2 could not run',
    load: async () => (await import('./commands/verify.js')).verify,
  },
  probe: {
    summary:
      'compare a real endpoint with the mock by requests that cannot deliver a push; exit codes: 0 same, 1 different, 2 incomplete',
    load: async () => (await import('./commands/probe.js')).probe,
  },
};

/** Runs the command that the command line names, and resolves to the exit code. */
async function main([first = '', ...rest]: readonly string[]): Promise<number> {
  if (['-V', '--version'].includes(first)) return print(`${VERSION}\n`);
  if (['-h', '--help'].includes(first) || (first === 'help' && rest.length === 0)) return printProgramHelp();
  if (first === 'help') return run(rest[0] ?? '', ['--help']);
  return first === '' || first.startsWith('-')
    ? run('start', first === '' ? rest : [first, ...rest])
    : run(first, rest);
}

async function run(name: string, argv: readonly string[]): Promise<number> {
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!entry) throw new UsageError(`unknown command '${name}'; commands are ${Object.keys(COMMANDS).join(', ')}`);
  const command = await entry.load();
  const { operands: expected } = command;
  const { help, flags, operands } = parseArguments(argv, command.flags, expected?.isProgram);
  if (help) {
    const { commandHelp } = await import('./commands/help.js');
    return print(commandHelp(name, entry.summary, command));
  }
  if (!expected && operands.length > 0) throw new UsageError(`${name} takes no arguments but flags`);
  if (expected && !expected.isOptional && operands.length === 0)
    throw new UsageError(`${name} needs a ${expected.name}; see imshop-mock ${name} --help`);
  return command.run(flags, operands);
}

async function printProgramHelp(): Promise<number> {
  const { programHelp } = await import('./commands/help.js');
  return print(programHelp(Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary])));
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.ok;
}

/** Prints an error in one line each, and returns the exit code. */
function report(error: unknown): number {
  const isUsage = error instanceof SettingsError || error instanceof UsageError;
  const isExpected = isUsage || error instanceof MockStartError;
  const text = error instanceof Error ? (isExpected ? error.message : (error.stack ?? error.message)) : String(error);
  printError(cleanOutput(text).replaceAll('\n', '\nimshop-mock: '));
  return isUsage ? EXIT.usage : EXIT.failed;
}

// The reader of an output may stop early, as head does; the command goes on.
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

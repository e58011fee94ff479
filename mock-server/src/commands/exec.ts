import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Settings } from '../settings/settings.js';
import { type Command, EXIT, printError } from './command.js';
import { mockFlags, withTemporaryMock } from './create-mock.js';

const DEFAULTS = { port: 0, logLevel: 'warn' } as const satisfies Partial<Settings>;

const FORWARDED_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Serves while a program runs, and exits with its exit code. */
export const exec: Command = {
  operands: { name: 'COMMAND', help: 'program to run, with IMSHOP_PUSH_URL set', isProgram: true },
  // A mock that nobody watches takes neither.
  flags: mockFlags(DEFAULTS, ['demo', 'json']),
  run: (flags, program) =>
    withTemporaryMock(flags, DEFAULTS, ({ variables }) => runProgram(program, { ...process.env, ...variables })),
};

function runProgram([file = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env, stdio: 'inherit' });
    const forward = (signal: NodeJS.Signals) => isFromTerminal(signal) || child.kill(signal);
    for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
    const settle = (code: number) => {
      for (const signal of FORWARDED_SIGNALS) process.off(signal, forward);
      resolve(code);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      printError(`cannot run ${file}: ${error.message}`);
      settle(error.code === 'ENOENT' ? EXIT.notFound : EXIT.notExecutable);
    });
    child.once('exit', (code, signal) => settle(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/** A terminal sends Ctrl-C to all of its processes: forwarding it would be a second one. */
function isFromTerminal(signal: NodeJS.Signals): boolean {
  return signal === 'SIGINT' && process.stdin.isTTY === true;
}

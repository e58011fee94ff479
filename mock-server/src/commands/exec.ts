import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { EXIT } from './exit.js';
import type { Flags } from './flags.js';
import { withOwnMock } from './own-mock.js';
import { tell } from './tell.js';

const FORWARDED = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Ctrl-C comes to every process of a terminal: once more would be a second one. */
function isHeardAlready(signal: NodeJS.Signals): boolean {
  return signal === 'SIGINT' && process.stdin.isTTY === true;
}

/** Serves on a free port while a command runs, and exits as the command did. */
export function exec(command: readonly string[], flags: Flags): Promise<number> {
  return withOwnMock(flags, { logLevel: 'warn' }, ({ variables }) =>
    runCommand(command, { ...process.env, ...variables }),
  );
}

function runCommand([file = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env, stdio: 'inherit' });
    const forward = (signal: NodeJS.Signals) => isHeardAlready(signal) || child.kill(signal);
    for (const signal of FORWARDED) process.on(signal, forward);
    const settle = (code: number) => {
      for (const signal of FORWARDED) process.off(signal, forward);
      resolve(code);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      tell(`cannot run ${file}: ${error.message}`);
      settle(error.code === 'ENOENT' ? EXIT.notFound : EXIT.notExecutable);
    });
    child.once('exit', (code, signal) => settle(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

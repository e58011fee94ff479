import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { environmentName, URL_VARIABLE } from '../options/layers.js';
import { serve } from '../serve.js';
import { DEFAULT_SLUG } from '../vendor/route.js';
import { EXIT } from './exit.js';
import { mockOf } from './mock-of.js';
import type { Flags } from './program.js';

const FORWARDED = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Serves on a free port while a command runs, and exits as the command did. */
export async function exec(command: readonly string[], flags: Flags): Promise<number> {
  const planes = await mockOf({ ...flags, settings: { port: '0', ...flags.settings } }, { logLevel: 'warn' });
  const serving = await serve(planes);
  try {
    const { adminToken } = planes.state;
    return await runCommand(command, {
      ...process.env,
      IMSHOP_PUSH_URL: serving.origin + planes.path.of(DEFAULT_SLUG),
      [URL_VARIABLE]: serving.origin,
      ...(adminToken === undefined ? {} : { [environmentName('adminToken')]: adminToken }),
    });
  } finally {
    await serving.close();
  }
}

function runCommand([file = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env, stdio: 'inherit' });
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    for (const signal of FORWARDED) process.on(signal, forward);
    const settle = (code: number) => {
      for (const signal of FORWARDED) process.off(signal, forward);
      resolve(code);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      process.stderr.write(`imshop-mock: cannot run ${file}: ${error.message}\n`);
      settle(error.code === 'ENOENT' ? EXIT.notFound : EXIT.notExecutable);
    });
    child.once('exit', (code, signal) => settle(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

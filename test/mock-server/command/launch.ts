import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { MOCK_CLI, ready, START } from '../../mock-cli.js';

interface Exit {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Launched {
  readonly child: ChildProcessWithoutNullStreams;
  readonly exit: Promise<Exit>;
}

export function launch(args: readonly string[], env: NodeJS.ProcessEnv = {}): Launched {
  return launchCommand(MOCK_CLI, args, env);
}

/** Launches a command by the file behind it; it is killed after the test. */
export function launchCommand(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Launched {
  const child = spawn(process.execPath, [file, ...args], { env: { PATH: process.env['PATH'], ...env } });
  // Not a hook of this file: where test files share a process, it would be the first one's alone.
  onTestFinished(() => void child.kill('SIGKILL'));
  const exit = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
    ([stdout, stderr, [code]]): Exit => ({ stdout, stderr, code }),
  );
  return { child, exit };
}

/** Launches the mock on a free port, and waits for its line of JSON. */
export async function start(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const { child, exit } = launch([...START, ...args], env);
  const stop = () => {
    child.kill('SIGTERM');
    return exit;
  };
  return { child, exit, ready: await ready(child), stop };
}

export async function requestsOf(url: string): Promise<number> {
  const response = await fetch(`${url}/_mock/integrations/shop`);
  const { counters } = (await response.json()) as { counters: { requests: number } };
  return counters.requests;
}

export function refusesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(false)).once('error', () => resolve(true));
    socket.once('connect', () => socket.destroy());
  });
}

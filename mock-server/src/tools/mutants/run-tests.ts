import { spawn } from 'node:child_process';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The way in which the test command ended. */
export type TestEnd =
  | { readonly type: 'exited'; readonly code: number }
  | { readonly type: 'signalled'; readonly signal: string }
  | { readonly type: 'timed-out' }
  | { readonly type: 'stopped' }
  | { readonly type: 'not-started'; readonly reason: string };

/** Describes an end of the test command, as a sentence without its subject: `exited with 1`. */
export function describeTestEnd(end: TestEnd): string {
  switch (end.type) {
    case 'exited':
      return `exited with ${end.code}`;
    case 'signalled':
      return `were terminated by ${end.signal}`;
    case 'timed-out':
      return 'did not end in time';
    case 'stopped':
      return 'were stopped';
    case 'not-started':
      return `could not be started: ${end.reason}`;
  }
}

export interface TestRun {
  readonly end: TestEnd;
  readonly durationMs: number;
  /** The end of the output; empty if `verbose` showed it. */
  readonly outputEnd: string;
}

export interface TestOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  /** Shows the output of the tests on stderr. */
  readonly verbose: boolean;
  /** Ends the tests. */
  readonly signal: AbortSignal;
}

/** Runs a test command. It is ended with all its processes if it takes too long. */
export async function runTests(command: readonly string[], options: TestOptions): Promise<TestRun> {
  const startMs = performance.now();
  const result = (end: TestEnd, outputEnd: string): TestRun => ({
    end,
    outputEnd,
    durationMs: Math.round(performance.now() - startMs),
  });
  if (options.verbose) return result(await runCommand(command, process.stderr.fd, options), '');

  // A file and not a pipe: processes that the tests leave behind would keep a pipe open.
  const folder = await mkdtemp(join(tmpdir(), 'imshop-mutants-'));
  const output = await open(join(folder, 'output'), 'a+');
  try {
    return result(await runCommand(command, output.fd, options), await readEnd(output));
  } finally {
    await output.close();
    await rm(folder, { recursive: true });
  }
}

/** Time between SIGTERM and SIGKILL. */
const GRACE_MS = 2_000;

function runCommand([file = '', ...args]: readonly string[], outputFd: number, options: TestOptions): Promise<TestEnd> {
  const { env, timeoutMs, signal } = options;
  if (signal.aborted) return Promise.resolve({ type: 'stopped' });
  return new Promise((resolve) => {
    // Its own process group, so that its child processes can be ended with it.
    const child = spawn(file, args, { env, stdio: ['ignore', outputFd, outputFd], detached: true });
    const signalAll = (name: NodeJS.Signals) => signalGroup(child.pid, name);
    const timers: NodeJS.Timeout[] = [];
    let abortedBy: TestEnd | undefined;
    const abort = (end: TestEnd) => {
      abortedBy ??= end;
      signalAll('SIGTERM');
      timers.push(setTimeout(signalAll, GRACE_MS, 'SIGKILL'));
    };
    const onStop = () => abort({ type: 'stopped' });
    timers.push(setTimeout(abort, timeoutMs, { type: 'timed-out' }));
    signal.addEventListener('abort', onStop);
    const settle = (end: TestEnd) => {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener('abort', onStop);
      if (abortedBy) signalAll('SIGKILL');
      resolve(abortedBy ?? end);
    };
    child.once('error', ({ message }) => settle({ type: 'not-started', reason: message }));
    child.once('exit', (code, by) => {
      settle(code === null ? { type: 'signalled', signal: String(by) } : { type: 'exited', code });
    });
  });
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // The group has no process left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const OUTPUT_END_BYTES = 8_192;

async function readEnd(file: FileHandle): Promise<string> {
  const { size } = await file.stat();
  const start = Math.max(0, size - OUTPUT_END_BYTES);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(OUTPUT_END_BYTES), 0, OUTPUT_END_BYTES, start);
  return buffer.toString('utf8', 0, bytesRead);
}

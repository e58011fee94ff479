import { spawn } from 'node:child_process';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How a run of the tests ended. */
export type End =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'not-run'; readonly reason: string };

export interface SuiteRun {
  readonly end: End;
  readonly durationMs: number;
  /** The end of what the tests wrote; empty where it was shown. */
  readonly tail: string;
}

export interface SuiteOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  /** Whether what the tests write is shown, on stderr. */
  readonly verbose: boolean;
  /** Aborts to end the run. */
  readonly stop: AbortSignal;
}

/** Runs a test command to its end, and ends its processes where it takes too long. */
export async function runSuite(command: readonly string[], options: SuiteOptions): Promise<SuiteRun> {
  const beganMs = performance.now();
  const timed = (end: End, tail: string) => ({ end, tail, durationMs: Math.round(performance.now() - beganMs) });
  if (options.verbose) return timed(await run(command, 2, options), '');

  // A file, not a pipe: what the tests leave behind in the background cannot hold it open.
  const folder = await mkdtemp(join(tmpdir(), 'imshop-mutants-'));
  const output = await open(join(folder, 'output'), 'a+');
  try {
    return timed(await run(command, output.fd, options), await tailOf(output));
  } finally {
    await output.close();
    await rm(folder, { recursive: true });
  }
}

/** From the request to end until processes that do not listen are killed. */
const GRACE_MS = 2_000;

function run([file = '', ...args]: readonly string[], output: number, options: SuiteOptions): Promise<End> {
  const { env, timeoutMs, stop } = options;
  if (stop.aborted) return Promise.resolve({ kind: 'stopped' });
  return new Promise((resolve) => {
    // A group of its own, so that whatever the tests started can be ended with them.
    const child = spawn(file, args, { env, stdio: ['ignore', output, output], detached: true });
    const endGroup = (signal: NodeJS.Signals) => signalGroup(child.pid, signal);
    const timers: NodeJS.Timeout[] = [];
    let givenUp: End | undefined;
    const giveUp = (end: End) => {
      givenUp ??= end;
      endGroup('SIGTERM');
      timers.push(setTimeout(endGroup, GRACE_MS, 'SIGKILL'));
    };
    const onStop = () => giveUp({ kind: 'stopped' });
    timers.push(setTimeout(giveUp, timeoutMs, { kind: 'timed-out' }));
    stop.addEventListener('abort', onStop);
    const settle = (end: End) => {
      for (const timer of timers) clearTimeout(timer);
      stop.removeEventListener('abort', onStop);
      if (givenUp) endGroup('SIGKILL');
      resolve(givenUp ?? end);
    };
    child.once('error', ({ message }) => settle({ kind: 'not-run', reason: message }));
    child.once('exit', (code, signal) =>
      settle(code === null ? { kind: 'killed', signal: String(signal) } : { kind: 'exited', code }),
    );
  });
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Nobody is left in the group.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const TAIL_BYTES = 8_192;

async function tailOf(file: FileHandle): Promise<string> {
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(
    Buffer.alloc(TAIL_BYTES),
    0,
    TAIL_BYTES,
    Math.max(0, size - TAIL_BYTES),
  );
  return buffer.toString('utf8', 0, bytesRead);
}

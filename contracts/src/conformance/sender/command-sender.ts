import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { SenderEnd, SenderRun } from '../evidence.js';
import { CheckOptionsError } from '../option-checks.js';
import { JobFiles } from './job-files.js';
import { FLOOD_BYTES, Output } from './output.js';
import { ProcessTree } from './process-tree.js';
import { environmentOf, type RunningSender, type Sender, type Surroundings } from './sender.js';

/**
 * A command that is started for each job, and whose exit code is its word.
 *
 * @param command The program, and its arguments.
 * @throws CheckOptionsError where there is no program.
 */
export function commandSender(command: readonly string[]): Sender {
  if (!command[0]) throw new CheckOptionsError('command', 'must be a list of a program and its arguments');
  return {
    canBeInterrupted: true,
    async open(surroundings) {
      const jobs = new JobFiles(surroundings.folder);
      return { start: (job) => launch(command, surroundings, jobs.pathOf(job)), close: async () => {} };
    },
  };
}

/** Starts a program that is ended with all that came of it when it takes too long or prints without end. */
export function launch(command: readonly string[], surroundings: Surroundings, jobPath: string): RunningSender {
  const [file = '', ...args] = command;
  const startedAtMs = Date.now();
  const env = { ...process.env, ...environmentOf(surroundings, jobPath) };
  // A group of its own, so that what it starts can be ended with it.
  const child = spawn(file, args, { env, detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
  const tree = child.pid === undefined ? undefined : new ProcessTree(child.pid, `IMSHOP_JOB=${jobPath}`);
  const output = new Output();
  let interrupted = false;
  const run = endOf(child, output, surroundings).then(async (how): Promise<SenderRun> => {
    const isOver = how.kind === 'exited' || how.kind === 'signalled';
    const left = isOver ? ((await tree?.left()) ?? 0) : 0;
    if (!isOver || left > 0) await tree?.end();
    if (how.kind !== 'not-started') await drained(child);
    const end: SenderEnd = isOver ? { ...how, left } : how;
    return { startedAtMs, endedAtMs: Date.now(), end, output: output.text, interrupted };
  });
  return {
    run,
    interrupt: (signal) => {
      interrupted = true;
      tree?.signal(signal);
    },
  };
}

/** A process that could not be found may hold the pipes open for ever. */
const DRAIN_MS = 1000;

/** What it printed last may still be on its way. */
async function drained(child: ChildProcess): Promise<void> {
  const giveUp = new AbortController();
  const isOpen = child.stdout?.closed === false || child.stderr?.closed === false;
  if (isOpen) await Promise.race([once(child, 'close'), pause(DRAIN_MS, undefined, giveUp)]).catch(() => {});
  giveUp.abort();
  child.stdout?.destroy();
  child.stderr?.destroy();
}

type OwnEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | Extract<SenderEnd, { readonly kind: 'never-exited' | 'flooded' | 'not-started' }>;

function endOf(child: ChildProcess, output: Output, { limitMs, signal }: Surroundings): Promise<OwnEnd> {
  return new Promise((resolve) => {
    const tooLong = () => settle({ kind: 'never-exited', limitMs });
    const timer = setTimeout(tooLong, limitMs);
    const settle = (end: OwnEnd) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', tooLong);
      resolve(end);
    };
    const take = (chunk: Buffer) => {
      output.add(chunk);
      if (output.isFlood) settle({ kind: 'flooded', bytes: FLOOD_BYTES });
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('error', (error) => settle({ kind: 'not-started', why: error.message }));
    child.once('exit', (code, by) => {
      settle(code === null ? { kind: 'signalled', signal: String(by) } : { kind: 'exited', code });
    });
    signal.addEventListener('abort', tooLong);
    if (signal.aborted) tooLong();
  });
}

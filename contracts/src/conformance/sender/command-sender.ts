import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { SenderEnd, SenderRun } from '../evidence.js';
import { CheckOptionsError } from '../options.js';
import { ProcessTree } from './process-tree.js';
import { environmentVariables, JobFiles, type RunningSender, type Sender, type SenderEnvironment } from './sender.js';

/**
 * Creates a sender from a command. It is started once for each job and reports its result by the exit code.
 *
 * @param command The program and its arguments.
 * @throws CheckOptionsError when there is no program.
 */
export function commandSender(command: readonly string[]): Sender {
  if (!command[0]) throw new CheckOptionsError('command', 'must be a list of a program and its arguments');
  return {
    canBeRestarted: true,
    async open(environment) {
      const jobs = new JobFiles(environment.folder);
      return { start: (job) => startProcess(command, environment, jobs.pathOf(job)), close: async () => {} };
    },
  };
}

/** Starts a program. It is killed with all its processes when it runs too long or prints too much. */
export function startProcess(
  command: readonly string[],
  environment: SenderEnvironment,
  jobPath: string,
): RunningSender {
  const [file = '', ...args] = command;
  const startedAtMs = Date.now();
  const env = { ...process.env, ...environmentVariables(environment, jobPath) };
  // Its own process group, so that its child processes can be killed with it.
  const child = spawn(file, args, { env, detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
  const tree = child.pid === undefined ? undefined : new ProcessTree(child.pid, `IMSHOP_JOB=${jobPath}`);
  const output = new Output();
  let interrupted = false;
  const run = endOf(child, output, environment).then(async (ownEnd): Promise<SenderRun> => {
    const hasExited = ownEnd.type === 'exited' || ownEnd.type === 'signalled';
    const processesLeft = hasExited ? ((await tree?.countRemaining()) ?? 0) : 0;
    if (!hasExited || processesLeft > 0) await tree?.kill();
    if (ownEnd.type !== 'not-started') await drain(child);
    const end: SenderEnd = hasExited ? { ...ownEnd, processesLeft } : ownEnd;
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

/** Limit for `drain`: a process that was not found may keep the pipes open for ever. */
const DRAIN_MS = 1000;

/** Waits for output that is still in the pipes. */
async function drain(child: ChildProcess): Promise<void> {
  const abort = new AbortController();
  const isOpen = child.stdout?.closed === false || child.stderr?.closed === false;
  if (isOpen) await Promise.race([once(child, 'close'), pause(DRAIN_MS, undefined, abort)]).catch(() => {});
  abort.abort();
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** The end of the process itself, before the rest of its tree is counted. */
type OwnEnd =
  | { readonly type: 'exited'; readonly code: number }
  | { readonly type: 'signalled'; readonly signal: string }
  | Extract<SenderEnd, { readonly type: 'timed-out' | 'too-much-output' | 'not-started' }>;

function endOf(child: ChildProcess, output: Output, { maxRunMs, signal }: SenderEnvironment): Promise<OwnEnd> {
  return new Promise((resolve) => {
    const timeOut = () => settle({ type: 'timed-out', maxRunMs });
    const timer = setTimeout(timeOut, maxRunMs);
    const settle = (end: OwnEnd) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', timeOut);
      resolve(end);
    };
    const onData = (chunk: Buffer) => {
      output.add(chunk);
      if (output.isTooMuch) settle({ type: 'too-much-output', bytes: MAX_OUTPUT_BYTES });
    };
    child.stdout?.on('data', onData);
    child.stderr?.on('data', onData);
    child.once('error', (error) => settle({ type: 'not-started', reason: error.message }));
    child.once('exit', (code, by) => {
      settle(code === null ? { type: 'signalled', signal: String(by) } : { type: 'exited', code });
    });
    signal.addEventListener('abort', timeOut);
    if (signal.aborted) timeOut();
  });
}

/** More than any sensible sender prints. */
const MAX_OUTPUT_BYTES = 16 * 2 ** 20;
/** Bytes kept of the beginning and of the end of the output. */
const HEAD_BYTES = 16_384;
const TAIL_BYTES = 49_152;

/** The output of a process, without the middle of a long one. */
class Output {
  #head = Buffer.alloc(0);
  #tail = Buffer.alloc(0);
  #bytes = 0;

  get isTooMuch(): boolean {
    return this.#bytes > MAX_OUTPUT_BYTES;
  }

  add(chunk: Buffer): void {
    this.#bytes += chunk.length;
    const room = HEAD_BYTES - this.#head.length;
    this.#head = Buffer.concat([this.#head, chunk.subarray(0, room)]);
    const rest = chunk.subarray(room);
    if (rest.length > 0) this.#tail = Buffer.concat([this.#tail, rest]).subarray(-TAIL_BYTES);
  }

  get text(): string {
    const omitted = this.#bytes - this.#head.length - this.#tail.length;
    const between = omitted > 0 ? `\n[… ${omitted} bytes …]\n` : '';
    return this.#head.toString() + between + this.#tail.toString();
  }
}

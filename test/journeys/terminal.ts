import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command left behind. */
interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Set for tests, or by npm for the script that runs them; where npm finds packages stays. */
const OURS = /^(IMSHOP_|VITEST|NODE_ENV$|NODE_OPTIONS$|npm_(?!config_(?:registry|cache|userconfig|globalconfig)$))/i;

/** The environment of somebody who types a command: nothing of this test run. */
export function ordinaryEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
}

/** A reader's terminal: commands in one folder, one after another, and all they started ends with it. */
export class Terminal {
  readonly folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #started: ChildProcess[] = [];

  constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.#env = env;
  }

  /** Runs a command to its end. What it leaves in the background goes on. */
  async run(command: string): Promise<Ran> {
    // Files rather than pipes, which what is left in the background would keep open.
    const kept = await mkdtemp(join(tmpdir(), 'imshop-terminal-'));
    const [out, err] = [openSync(join(kept, 'out'), 'w'), openSync(join(kept, 'err'), 'w')];
    const shell = this.#spawn(command, ['ignore', out, err]);
    const [status] = (await once(shell, 'exit')) as [number | null];
    closeSync(out);
    closeSync(err);
    const [stdout, stderr] = await Promise.all(['out', 'err'].map((name) => readFile(join(kept, name), 'utf8')));
    await rm(kept, { recursive: true });
    return { status, stdout: stdout ?? '', stderr: stderr ?? '' };
  }

  /** Starts what stays in front, as a server does; its output is piped. */
  open(command: string): ChildProcess {
    return this.#spawn(command, ['ignore', 'pipe', 'pipe']);
  }

  close(): void {
    for (const child of this.#started) endGroup(child, 'SIGKILL');
  }

  #spawn(command: string, stdio: ('ignore' | 'pipe' | number)[]): ChildProcess {
    const shell = spawn('sh', ['-ec', command], { cwd: this.folder, env: this.#env, detached: true, stdio });
    this.#started.push(shell);
    return shell;
  }
}

/** As Ctrl-C does: every process of the terminal hears it. */
export function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // They are gone.
  }
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SenderRun } from '../evidence.js';
import type { Job } from '../job.js';
import type { RunLimits } from '../mock.js';

/** The program under test. */
export interface Sender {
  /** True when it can be stopped and started again. */
  readonly canBeRestarted: boolean;
  /** Prepares it for one scenario. */
  open(environment: SenderEnvironment): Promise<SenderSession>;
}

/** The environment of the sender in one scenario. */
export interface SenderEnvironment {
  readonly pushUrl: string;
  readonly limits: RunLimits;
  /** A folder of this scenario only, for jobs and the sender's own files. */
  readonly folder: string;
  /** Maximum duration of one run. */
  readonly maxRunMs: number;
  /** Stops the sender at once. */
  readonly signal: AbortSignal;
}

/** The sender during one scenario. */
export interface SenderSession {
  /** Starts the sender with a job. The same job again means a restart. */
  start(job: Job): RunningSender;
  close(): Promise<void>;
}

export interface RunningSender {
  /** Resolves when it has ended, and never rejects. */
  readonly run: Promise<SenderRun>;
  interrupt(signal: NodeJS.Signals): void;
}

/** Returns the environment variables of the sender. */
export function environmentVariables(
  { pushUrl, limits, folder }: Pick<SenderEnvironment, 'pushUrl' | 'limits' | 'folder'>,
  jobPath: string,
): Readonly<Record<string, string>> {
  return {
    IMSHOP_PUSH_URL: pushUrl,
    IMSHOP_JOB: jobPath,
    IMSHOP_RATE_LIMIT_REQUESTS: String(limits.requests),
    IMSHOP_RATE_LIMIT_WINDOW_MS: String(limits.windowMs),
    IMSHOP_TIMEOUT_MS: String(limits.timeoutMs),
    // State that senders share on a machine, such as the time of the last request, must not cross scenarios.
    TMPDIR: folder,
    TMP: folder,
    TEMP: folder,
  };
}

/** Writes jobs to files, one for each job: a restarted sender gets the same path. */
export class JobFiles {
  readonly #folder: string;
  readonly #paths = new Map<Job, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  pathOf(job: Job): string {
    const known = this.#paths.get(job);
    if (known !== undefined) return known;
    const path = join(this.#folder, `job-${this.#paths.size + 1}.json`);
    writeFileSync(path, JSON.stringify(job));
    this.#paths.set(job, path);
    return path;
  }
}

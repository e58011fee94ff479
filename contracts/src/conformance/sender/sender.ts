import type { SenderRun } from '../evidence.js';
import type { Job } from '../job.js';
import type { Terms } from '../vendor.js';

/** The program under test. */
export interface Sender {
  /** Whether it can be ended and started again. */
  readonly canBeInterrupted: boolean;
  /** Makes it ready for one scenario. */
  open(surroundings: Surroundings): Promise<SenderSession>;
}

/** What a sender is told for one scenario. */
export interface Surroundings {
  readonly pushUrl: string;
  readonly terms: Terms;
  /** A folder of its own, for jobs and whatever the sender keeps. */
  readonly folder: string;
  /** Longest that one start of it may take. */
  readonly limitMs: number;
  /** Ends everything at once. */
  readonly signal: AbortSignal;
}

/** The sender during one scenario. */
export interface SenderSession {
  /** Gives it a job; the same job once more means that it was started again. */
  start(job: Job): RunningSender;
  close(): Promise<void>;
}

export interface RunningSender {
  /** Resolves when it has ended, and never rejects. */
  readonly run: Promise<SenderRun>;
  interrupt(signal: NodeJS.Signals): void;
}

/** Variables that a sender reads. */
export function environmentOf(
  { pushUrl, terms, folder }: Pick<Surroundings, 'pushUrl' | 'terms' | 'folder'>,
  jobPath: string,
): Readonly<Record<string, string>> {
  return {
    IMSHOP_PUSH_URL: pushUrl,
    IMSHOP_JOB: jobPath,
    IMSHOP_RATE_LIMIT_REQUESTS: String(terms.requests),
    IMSHOP_RATE_LIMIT_WINDOW_MS: String(terms.windowMs),
    IMSHOP_TIMEOUT_MS: String(terms.timeoutMs),
    // What senders keep for the whole machine, such as the time of the last request, is of this scenario alone.
    TMPDIR: folder,
    TMP: folder,
    TEMP: folder,
  };
}

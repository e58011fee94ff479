import { stat } from 'node:fs/promises';
import { JournalError } from '../journal/journal-error.js';
import { UsageError } from './usage-error.js';

/**
 * Where the run of a job is recorded: beside it, so that who starts the job again goes on with it. Not for what is no file, as a pipe: it
 * cannot be read again, and its folder is not the user's.
 */
export async function jobJournalOf(job: string | undefined): Promise<string | undefined> {
  return job !== undefined && (await stat(job)).isFile() ? `${job}.journal.ndjson` : undefined;
}

/** Says how to do without a journal beside the job, where it cannot be kept there. */
export function withAdvice(error: unknown): unknown {
  if (!(error instanceof JournalError && error.code === 'JOURNAL_IO')) return error;
  return new UsageError(`${error.message}; --journal FILE keeps the journal of the job elsewhere`);
}

import { JournalError } from '../errors.js';
import type { Config } from '../options.js';
import { type Job, jobOf } from '../plan.js';
import type { Push } from '../push.js';
import { checkJob } from './identity.js';
import type { JournalContents } from './read-journal.js';

/**
 * The job that a journal is of: from the push, given once more, or from what the journal stored.
 *
 * @throws JournalError `JOURNAL_INPUT_MISSING` where there is neither; `JOURNAL_MISMATCH` where the push is another one.
 */
export async function earlierJob(
  { run, ids }: JournalContents,
  push: Push | undefined,
  config: Config,
  path: string,
): Promise<Job> {
  const source = push ?? (run.content && { ...run.content, userIds: ids.flatMap((record) => record.ids) });
  if (!source) {
    throw new JournalError('JOURNAL_INPUT_MISSING', `${path} holds no ids: give the push of the run once more`);
  }
  const job = await jobOf(source, config, run.chunkSize, run.runId);
  checkJob(run, job, path);
  return { ...job, plan: { ...job.plan, duplicatesRemoved: run.duplicatesRemoved } };
}

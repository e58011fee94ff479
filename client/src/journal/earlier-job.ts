import type { RateLimit } from '../pacing/rate-limit.js';
import { type Job, jobOf } from '../plan.js';
import type { Push } from '../push.js';
import { checkJob } from './identity.js';
import { JournalError } from './journal-error.js';
import type { JournalContents } from './read-journal.js';
import type { IdsRecord, RunRecord } from './records.js';

/**
 * The job that a journal is of: from the push, given once more, or from what the journal stored.
 *
 * @throws JournalError `JOURNAL_INPUT_MISSING` where there is neither; `JOURNAL_MISMATCH` where the push is another one.
 */
export async function earlierJob(
  { run, ids }: JournalContents,
  push: Push | undefined,
  limit: RateLimit,
  path: string,
): Promise<Job> {
  const source = push ?? storedPush(run, ids);
  if (!source) {
    throw new JournalError(
      'JOURNAL_INPUT_MISSING',
      `${path} does not hold all ids: give the push of the run once more`,
    );
  }
  const job = await jobOf(source, { chunkSize: run.chunkSize, limit }, run.runId);
  checkJob(run, job, path);
  return { ...job, plan: { ...job.plan, duplicatesRemoved: run.duplicatesRemoved } };
}

/** Nothing, too, where a crash came before all ids were written. */
function storedPush({ content, total }: RunRecord, records: readonly IdsRecord[]): Push | undefined {
  const userIds = records.flatMap(({ ids }) => ids);
  return content && userIds.length === total ? { ...content, userIds } : undefined;
}

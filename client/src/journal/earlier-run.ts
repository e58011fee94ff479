import type { Config } from '../config.js';
import type { Job } from '../plan.js';
import type { Push } from '../push.js';
import { earlierJob } from './earlier-job.js';
import { checkUrl } from './identity.js';
import { FileJournal, type Journal } from './journal.js';
import { isUnbegunFile } from './journal-access.js';
import { JournalError } from './journal-error.js';
import type { JournalFiles } from './journal-files.js';

/** A run that is ready to be sent, or gone on with. */
export interface OpenRun {
  readonly job: Job;
  readonly journal: Journal;
  /** Milliseconds since the epoch before which nobody may send. */
  readonly nextAtMs: number;
}

/**
 * Opens the journal of an earlier run to go on with it.
 *
 * @param push The push of the run once more, or `undefined` where the journal stored it.
 * @throws JournalError, InvalidPushError.
 */
export async function openEarlierRun(
  path: string,
  files: JournalFiles,
  push: Push | undefined,
  { url, limit }: Pick<Config, 'url' | 'limit'>,
): Promise<OpenRun> {
  const { journal, contents, accepted } = await FileJournal.open(path, files, (found) => {
    checkUrl(found.run, url, path);
    return earlierJob(found, push, limit, path);
  });
  return { job: accepted, journal, nextAtMs: contents.nextAtMs };
}

/** As `openEarlierRun`; `undefined` where no run was begun: there is no journal, or a crash came before its first record. */
export async function openEarlierRunIfAny(
  ...[path, files, push, config]: Parameters<typeof openEarlierRun>
): Promise<OpenRun | undefined> {
  try {
    return await openEarlierRun(path, files, push, config);
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    const { code } = error;
    if (code === 'JOURNAL_NOT_FOUND' || (code === 'JOURNAL_CORRUPT' && (await isUnbegunFile(path, files))))
      return undefined;
    throw error;
  }
}

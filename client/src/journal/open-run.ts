import { type Config, onlyKnown } from '../config.js';
import { InvalidOptionsError } from '../errors.js';
import { jobOf } from '../plan.js';
import type { Push } from '../push.js';
import { type OpenRun, openEarlierRunIfAny } from './earlier-run.js';
import { idsRecords, runRecord } from './identity.js';
import { FileJournal, type JournalOptions, noJournal } from './journal.js';
import { diskFiles } from './journal-files.js';

/**
 * Reads a push and begins its journal, if it is to have one; with `goOn`, goes on with what is there.
 *
 * @throws InvalidPushError, InvalidOptionsError, JournalError.
 */
export async function openRun(
  push: Push,
  journal: string | JournalOptions | undefined,
  config: Config,
): Promise<OpenRun> {
  if (journal === undefined) return { job: await jobOf(push, config), journal: noJournal, nextAtMs: 0 };
  const kept = typeof journal === 'string' ? { path: journal } : journal;
  onlyKnown('journal', kept, ['path', 'storeIds', 'goOn', 'files']);
  const { path, storeIds = false, goOn = false, files = diskFiles } = kept;
  if (typeof path !== 'string') throw new InvalidOptionsError('journal', 'must be a path, or have one');
  const earlier = goOn ? await openEarlierRunIfAny(path, files, push, config) : undefined;
  if (earlier) return earlier;
  const job = await jobOf(push, config);
  const record = runRecord(job, config.url, config.chunkSize, config.clock.now(), storeIds);
  const file = await FileJournal.create(kept, record, storeIds ? idsRecords(job) : []);
  return { job, journal: file, nextAtMs: 0 };
}

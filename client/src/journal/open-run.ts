import { type Config, checkKeys } from '../config.js';
import { InvalidOptionsError } from '../errors.js';
import { type PreparedPush, preparePush } from '../plan.js';
import type { Push } from '../push.js';
import { FileJournal, isEmptyJournalFile, type Journal, type JournalOptions, noJournal } from './journal.js';
import { JournalError } from './journal-error.js';
import { diskFiles, type JournalFiles } from './journal-files.js';
import { checkUrl, createRunRecord, idsRecords, restorePush } from './run-record.js';

/** A run that is ready to be sent, from its beginning or from where an earlier process stopped. */
export interface OpenRun {
  readonly push: PreparedPush;
  readonly journal: Journal;
  /** Milliseconds since the epoch before which no sender may send. */
  readonly nextAtMs: number;
}

/**
 * Prepares a push and begins its journal, if it has one. With `resume`, reopens the journal if it exists.
 *
 * @throws InvalidPushError, InvalidOptionsError, JournalError.
 */
export async function openRun(
  push: Push,
  journal: string | JournalOptions | undefined,
  config: Config,
): Promise<OpenRun> {
  if (journal === undefined) return { push: await preparePush(push, config), journal: noJournal, nextAtMs: 0 };
  const options = typeof journal === 'string' ? { path: journal } : journal;
  checkKeys('journal', options, ['path', 'storeIds', 'resume', 'files']);
  const { path, storeIds = false, resume = false, files = diskFiles } = options;
  if (typeof path !== 'string') throw new InvalidOptionsError('journal', 'must be a path, or have one');
  const earlier = resume ? await reopenRunIfBegun(path, files, push, config) : undefined;
  if (earlier) return earlier;
  const prepared = await preparePush(push, config);
  const { url, chunkSize, clock } = config;
  const record = createRunRecord(prepared, { url, chunkSize, atMs: clock.now(), storeIds });
  const file = await FileJournal.create(options, record, storeIds ? idsRecords(prepared) : []);
  return { push: prepared, journal: file, nextAtMs: 0 };
}

/**
 * Opens the journal of an earlier run to resume it.
 *
 * @param push The push of the run; `undefined` if the journal stores it.
 * @throws JournalError, InvalidPushError.
 */
export async function reopenRun(
  path: string,
  files: JournalFiles,
  push: Push | undefined,
  { url, limit }: Pick<Config, 'url' | 'limit'>,
): Promise<OpenRun> {
  const { journal, contents, accepted } = await FileJournal.open(path, files, (found) => {
    checkUrl(found.run, url, path);
    return restorePush(found, push, limit, path);
  });
  return { push: accepted, journal, nextAtMs: contents.nextAtMs };
}

/** As `reopenRun`; `undefined` if no run was begun: the journal does not exist, or a crash came before its first record. */
async function reopenRunIfBegun(
  path: string,
  files: JournalFiles,
  push: Push,
  config: Config,
): Promise<OpenRun | undefined> {
  try {
    return await reopenRun(path, files, push, config);
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    const { code } = error;
    if (code === 'JOURNAL_NOT_FOUND' || (code === 'JOURNAL_CORRUPT' && (await isEmptyJournalFile(path, files))))
      return undefined;
    throw error;
  }
}

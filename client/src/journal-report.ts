import { PackedIds } from './chunker.js';
import { resolveOptions } from './config.js';
import { Run } from './delivery/run.js';
import { noJournal, readJournalFile } from './journal/journal.js';
import { JournalError } from './journal/journal-error.js';
import { diskFiles, type JournalFiles } from './journal/journal-files.js';
import type { JournalContents } from './journal/read-journal.js';
import { restorePush } from './journal/run-record.js';
import { Pacer } from './pacing/pacer.js';
import type { PreparedPush } from './plan.js';
import type { Push } from './push.js';
import type { Counts, Report } from './report.js';

export interface JournalReportOptions {
  /** The push of the run. Not needed if the journal stores the ids. */
  readonly push?: Push;
  /** @default the disk */
  readonly files?: JournalFiles;
}

/**
 * The outcomes of a run so far, from its journal. Changes nothing, and can be called during the run: a request in flight counts as
 * unknown, ids that were not tried as not sent.
 *
 * @throws JournalError, InvalidPushError.
 */
export async function reportFromJournal(
  path: string,
  { push, files = diskFiles }: JournalReportOptions = {},
): Promise<Report> {
  const contents = await readJournalFile(path, files);
  return reportOf(contents, await restorePush(contents, push, CONFIG.limit, path));
}

/**
 * The customers in each state, as in `reportFromJournal`, but without the ids.
 *
 * @throws JournalError `JOURNAL_INPUT_MISSING` if the ids are needed, because long ones made chunks smaller than `chunkSize`.
 */
export async function countsFromJournal(path: string, files: JournalFiles = diskFiles): Promise<Counts> {
  const contents = await readJournalFile(path, files);
  const { counts } = await reportOf(contents, anonymousPush(contents, path));
  return counts;
}

/** Sends nothing, so the address does not matter. */
const CONFIG = resolveOptions({ url: 'http://localhost/' });

/** Runs what is stopped before it begins, so that all outcomes come from the journal. */
function reportOf({ batches }: JournalContents, push: PreparedPush): Promise<Report> {
  const stop = AbortSignal.abort();
  const journal = { ...noJournal, history: (batch: string) => batches.get(batch) };
  const pacer = new Pacer(CONFIG, '');
  return new Run({
    push,
    config: CONFIG,
    pacer,
    journal,
    emit: () => {},
    stop,
    abort: stop,
    holdUntilMs: 0,
  }).deliver();
}

/** The push with a number in place of each id. */
function anonymousPush({ run }: JournalContents, path: string): PreparedPush {
  const { runId, total, chunkSize, duplicatesRemoved, idsHash } = run;
  if (run.chunks !== Math.ceil(total / chunkSize)) {
    throw new JournalError(
      'JOURNAL_INPUT_MISSING',
      `${path} does not record the sizes of its chunks: pass the push of the run again`,
    );
  }
  const chunks = Array.from({ length: run.chunks }, (_, number) => {
    const size = Math.min(chunkSize, total - number * chunkSize);
    return new PackedIds(Array.from({ length: size }, (_, position) => String(position)));
  });
  const plan = { customers: total, duplicatesRemoved, requests: chunks.length, durationMs: 0, warnings: [] };
  return { runId, content: { message: { title: '', summary: '' } }, chunks, idsHash, plan };
}

import { type Config, configOf } from './config.js';
import { Run } from './delivery/run.js';
import { Chunk } from './ids/chunk.js';
import { earlierJob } from './journal/earlier-job.js';
import { noJournal } from './journal/journal.js';
import { readJournalFile } from './journal/journal-access.js';
import { JournalError } from './journal/journal-error.js';
import { diskFiles, type JournalFiles } from './journal/journal-files.js';
import type { JournalContents } from './journal/read-journal.js';
import { Pacer } from './pacing/pacer.js';
import type { Job } from './plan.js';
import type { Push } from './push.js';
import type { Counts, Report } from './report.js';

export interface ReportOptions {
  /** The push of the run once more. Not needed where the journal stored the ids. */
  readonly push?: Push;
  /** @default the disk */
  readonly files?: JournalFiles;
}

/**
 * What became of everybody in a run so far, from its journal. Changes nothing, and may be asked while the run goes on: a request that is
 * on its way is unknown, what was not tried is not sent.
 *
 * @throws JournalError, InvalidPushError.
 */
export async function reportOf(path: string, { push, files = diskFiles }: ReportOptions = {}): Promise<Report> {
  const contents = await readJournalFile(path, files);
  const config = offline();
  return remember(contents, await earlierJob(contents, push, config.limit, path), config);
}

/**
 * As `reportOf`, but only how many customers are in each state, for which no ids are needed.
 *
 * @throws JournalError `JOURNAL_INPUT_MISSING` where ids so long that they did not fill their chunks make it impossible.
 */
export async function countsOf(path: string, files: JournalFiles = diskFiles): Promise<Counts> {
  const contents = await readJournalFile(path, files);
  const { counts } = await remember(contents, anonymousJob(contents, path), offline());
  return counts;
}

/** A run that is stopped before it begins only remembers, so no address is needed. */
function offline(): Config {
  return configOf({ url: 'http://localhost/' });
}

function remember(contents: JournalContents, job: Job, config: Config): Promise<Report> {
  const { store, limit, clock, random, totalMs: requestMs } = config;
  const pacer = new Pacer({ store, credential: '', limit, requestMs, clock, random });
  const stop = AbortSignal.abort();
  const journal = { ...noJournal, history: (piece: string) => contents.pieces.get(piece) };
  return new Run(job, { config, pacer, journal, emit: () => {}, stop, cut: stop, notBeforeMs: 0 }).deliver();
}

/** The job with a number in place of each id. */
function anonymousJob({ run }: JournalContents, path: string): Job {
  const { runId, total, chunkSize, duplicatesRemoved, idsHash } = run;
  if (run.chunks !== Math.ceil(total / chunkSize)) {
    throw new JournalError(
      'JOURNAL_INPUT_MISSING',
      `${path} does not tell how its ids were cut: give the push of the run once more`,
    );
  }
  const chunks = Array.from({ length: run.chunks }, (_, number) => {
    const size = Math.min(chunkSize, total - number * chunkSize);
    return Chunk.of(
      number,
      Array.from({ length: size }, (_, position) => String(position)),
    );
  });
  const plan = { customers: total, duplicatesRemoved, requests: chunks.length, durationMs: 0, warnings: [] };
  return { runId, content: { message: { title: '', summary: '' } }, chunks, idsHash, plan };
}

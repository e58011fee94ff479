import { createHash } from 'node:crypto';
import type { Job } from '../plan.js';
import type { PushContent } from '../push.js';
import { JournalError } from './journal-error.js';
import { type IdsRecord, JOURNAL_VERSION, type RunRecord } from './records.js';

/** The first line of a job's journal. */
export function runRecord(job: Job, url: URL, chunkSize: number, atMs: number, storeIds: boolean): RunRecord {
  const { runId, content, idsHash, chunks, plan } = job;
  return {
    type: 'run',
    version: JOURNAL_VERSION,
    runId,
    atMs,
    urlHash: sha256(url.href),
    contentHash: contentHash(content),
    idsHash,
    total: plan.customers,
    duplicatesRemoved: plan.duplicatesRemoved,
    chunks: chunks.length,
    chunkSize,
    ...(storeIds && { content }),
  };
}

export function* idsRecords({ chunks }: Job): Generator<IdsRecord, void, undefined> {
  for (const { number, ids } of chunks) yield { type: 'ids', chunk: number, ids };
}

/** @throws JournalError `JOURNAL_MISMATCH` where `job` is not the one that the journal is of. */
export function checkJob(run: RunRecord, { content, idsHash, plan }: Job, path: string): void {
  if (contentHash(content) !== run.contentHash) throw mismatch(path, 'another title, summary or deeplink');
  if (idsHash === run.idsHash) return;
  throw mismatch(path, `other ids: ${run.total} customers then, ${plan.customers} now, or in another order`);
}

/** @throws JournalError `JOURNAL_MISMATCH`. */
export function checkUrl(run: RunRecord, url: URL, path: string): void {
  if (sha256(url.href) !== run.urlHash) throw mismatch(path, 'another url');
}

function mismatch(path: string, what: string): JournalError {
  return new JournalError('JOURNAL_MISMATCH', `${path} is of a run with ${what}`);
}

function contentHash({ message, deeplink }: PushContent): string {
  return sha256(JSON.stringify([message.title, message.summary, deeplink ?? null]));
}

/** In hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

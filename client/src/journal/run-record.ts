import { hash } from 'node:crypto';
import type { RateLimit } from '../pacing/rate-limit.js';
import { type PreparedPush, preparePush } from '../plan.js';
import type { Push, PushContent } from '../push.js';
import { JournalError } from './journal-error.js';
import type { JournalContents } from './read-journal.js';
import { type IdsRecord, JOURNAL_VERSION, type RunRecord } from './records.js';

/** The first line of the journal of a push. */
export function createRunRecord(
  { runId, content, idsHash, chunks, plan }: PreparedPush,
  { url, chunkSize, atMs, storeIds }: { url: URL; chunkSize: number; atMs: number; storeIds: boolean },
): RunRecord {
  return {
    type: 'run',
    version: JOURNAL_VERSION,
    runId,
    atMs,
    urlHash: urlHash(url),
    contentHash: contentHash(content),
    idsHash,
    total: plan.customers,
    duplicatesRemoved: plan.duplicatesRemoved,
    chunks: chunks.length,
    chunkSize,
    ...(storeIds && { content }),
  };
}

export function* idsRecords({ chunks }: PreparedPush): Generator<IdsRecord, void, undefined> {
  for (const [chunk, ids] of chunks.entries()) yield { type: 'ids', chunk, ids: ids.toArray() };
}

/**
 * The push of a journal: prepared again from `push`, or from the ids and texts that the journal stores.
 *
 * @throws JournalError `JOURNAL_INPUT_MISSING` if there is neither; `JOURNAL_MISMATCH` if `push` is a different one.
 */
export async function restorePush(
  { run, ids }: JournalContents,
  push: Push | undefined,
  limit: RateLimit,
  path: string,
): Promise<PreparedPush> {
  const source = push ?? storedPush(run, ids);
  if (!source)
    throw new JournalError('JOURNAL_INPUT_MISSING', `${path} does not contain all ids: pass the push of the run again`);
  const prepared = await preparePush(source, { chunkSize: run.chunkSize, limit }, run.runId);
  const { content, idsHash, plan } = prepared;
  if (contentHash(content) !== run.contentHash) throw mismatch(path, 'a different title, summary or deeplink');
  if (idsHash !== run.idsHash)
    throw mismatch(path, `different ids: ${run.total} customers then, ${plan.customers} now, or in a different order`);
  return { ...prepared, plan: { ...plan, duplicatesRemoved: run.duplicatesRemoved } };
}

/** @throws JournalError `JOURNAL_MISMATCH`. */
export function checkUrl(run: RunRecord, url: URL, path: string): void {
  if (urlHash(url) !== run.urlHash) throw mismatch(path, 'a different URL');
}

/** `undefined` also if a crash came before all ids were written. */
function storedPush({ content, total }: RunRecord, records: readonly IdsRecord[]): Push | undefined {
  const userIds = records.flatMap(({ ids }) => ids);
  return content && userIds.length === total ? { ...content, userIds } : undefined;
}

function mismatch(path: string, difference: string): JournalError {
  return new JournalError('JOURNAL_MISMATCH', `${path} belongs to a run with ${difference}`);
}

function urlHash(url: URL): string {
  return hash('sha256', url.href);
}

function contentHash({ message, deeplink }: PushContent): string {
  return hash('sha256', JSON.stringify([message.title, message.summary, deeplink ?? null]));
}

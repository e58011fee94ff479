import { crc32 } from 'node:zlib';
import type { PushContent } from '../push.js';

/** The version of the format; a reader refuses any other. */
export const JOURNAL_VERSION = 1;

/** One line of a journal. Ids and texts are stored only with `storeIds`. */
export type JournalRecord = RunRecord | IdsRecord | StepRecord;

/** The records that are written during a run. */
export type StepRecord = IntentRecord | OutcomeRecord | EndRecord;

/** The first line: identifies the run by hashes that no other run shares by accident. */
export interface RunRecord {
  readonly type: 'run';
  readonly version: number;
  readonly runId: string;
  readonly atMs: number;
  readonly urlHash: string;
  readonly contentHash: string;
  readonly idsHash: string;
  readonly total: number;
  readonly duplicatesRemoved: number;
  readonly chunks: number;
  readonly chunkSize: number;
  /** Only with `storeIds`, as is `IdsRecord`. */
  readonly content?: PushContent;
}

export interface IdsRecord {
  readonly type: 'ids';
  readonly chunk: number;
  readonly ids: readonly string[];
}

/** On disk before the first byte of the request leaves. */
interface IntentRecord {
  readonly type: 'intent';
  /** `Batch.id` */
  readonly batch: string;
  readonly attempt: number;
  readonly atMs: number;
  readonly size: number;
  /** Of the ids' JSON. */
  readonly sha256: string;
  /** The moment before which no sender may send if this process dies: the request's time-out, and a gap. */
  readonly nextAtMs: number;
}

/** On disk before the caller learns the outcome. */
export interface OutcomeRecord {
  readonly type: 'outcome';
  readonly batch: string;
  readonly attempt: number;
  readonly atMs: number;
  /** The verdict on the request, or the step that replaced the batch by others. */
  readonly state: 'accepted' | 'rejected' | 'unknown' | 'not-delivered' | 'split' | 'dropped';
  readonly nextAtMs: number;
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  /** Positions in the batch of the ids that the vendor named. */
  readonly refused?: readonly number[];
}

interface EndRecord {
  readonly type: 'end';
  readonly atMs: number;
  /** True if nothing is left to send. */
  readonly complete: boolean;
}

/** A record as a line: JSON, a tab, the CRC-32 of the JSON in hexadecimal. JSON contains no raw tab or line end. */
export function formatRecord(record: JournalRecord): string {
  const json = JSON.stringify(record);
  return `${json}\t${checksum(json)}\n`;
}

/** The record of a line without its line end; `undefined` if the line is corrupt. */
export function parseRecord(line: string): JournalRecord | undefined {
  const tab = line.lastIndexOf('\t');
  const json = line.slice(0, tab);
  if (tab === -1 || line.slice(tab + 1) !== checksum(json)) return undefined;
  return JSON.parse(json) as JournalRecord;
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}

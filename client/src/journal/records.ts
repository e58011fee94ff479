import type { PushContent } from '../push.js';

/** The version of the format; a reader refuses any other. */
export const JOURNAL_VERSION = 1;

/** One line of a journal. Ids and texts are there only where `storeIds` asked for them. */
export type JournalRecord = RunRecord | IdsRecord | StepRecord;

/** What is written as a run goes on. */
export type StepRecord = IntentRecord | OutcomeRecord | EndRecord;

/** The first line: which run this is, as hashes that another run cannot meet by accident. */
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

/** Written and on disk before the first byte of a request leaves. */
export interface IntentRecord {
  readonly type: 'intent';
  /** Which ids: a chunk's number, or of a part of it as `3.1`. */
  readonly piece: string;
  readonly attempt: number;
  readonly atMs: number;
  readonly size: number;
  /** Of the ids' JSON. */
  readonly sha256: string;
  /** When the request can no longer be on its way, with a gap: nobody may send before, if this process dies now. */
  readonly nextAtMs: number;
}

/** Written and on disk before anybody is told. */
export interface OutcomeRecord {
  readonly type: 'outcome';
  readonly piece: string;
  readonly attempt: number;
  readonly atMs: number;
  readonly state: RecordedState;
  readonly nextAtMs: number;
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  /** Positions in the piece of the ids that the vendor named. */
  readonly refused?: readonly number[];
}

/** What one request came to. */
type RecordedState = 'accepted' | 'rejected' | 'unknown' | 'not-delivered' | 'split' | 'dropped';

interface EndRecord {
  readonly type: 'end';
  readonly atMs: number;
  /** Nothing is left to send. */
  readonly complete: boolean;
}

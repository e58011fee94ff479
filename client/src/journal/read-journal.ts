import { JournalError } from './journal-error.js';
import {
  type IdsRecord,
  JOURNAL_VERSION,
  type JournalRecord,
  type OutcomeRecord,
  parseRecord,
  type RunRecord,
} from './records.js';

/** The content of a journal. */
export interface JournalContents {
  readonly run: RunRecord;
  readonly ids: readonly IdsRecord[];
  /** By `Batch.id`. */
  readonly batches: ReadonlyMap<string, BatchHistory>;
  /** Milliseconds since the epoch before which no sender may send. */
  readonly nextAtMs: number;
  /** Length in bytes without a last line that a crash cut off. */
  readonly intactBytes: number;
}

/** The recorded requests for one batch. */
export interface BatchHistory {
  readonly attempts: number;
  /** The outcome of the last request; `undefined` if the process died before the answer. */
  readonly last: OutcomeRecord | undefined;
  /** The requests that may have been delivered; `undefined` for one that a crash interrupted. */
  readonly ambiguous: readonly (OutcomeRecord | undefined)[];
}

/**
 * Reads a journal. A last line that is cut off is ignored: its write was never confirmed, so nothing depends on it.
 *
 * @throws JournalError `JOURNAL_CORRUPT` if any other line is corrupt; `JOURNAL_VERSION`.
 */
export function readJournal(bytes: Buffer, path: string): JournalContents {
  const { records, intactBytes } = intactRecords(bytes, path);
  const [run, ...rest] = records;
  if (run?.type !== 'run')
    throw new JournalError('JOURNAL_CORRUPT', `${path} does not start with a run record, so nothing was sent from it`);
  if (run.version !== JOURNAL_VERSION) {
    throw new JournalError(
      'JOURNAL_VERSION',
      `${path} has version ${run.version}, this package reads ${JOURNAL_VERSION}`,
    );
  }
  return {
    run,
    ids: rest.filter((record) => record.type === 'ids'),
    batches: historiesOf(rest),
    nextAtMs: rest.reduce((latest, record) => ('nextAtMs' in record ? record.nextAtMs : latest), 0),
    intactBytes,
  };
}

const BEGINNING = '{"type":"run",';

/** True if a crash came before the first line was complete, as far as such a file can be told from one that is not a journal. */
export function isEmptyJournal(bytes: Buffer): boolean {
  if (bytes.includes(LINE_END)) return false;
  const text = bytes.toString('utf8').replace(/\0+$/, '');
  return text.startsWith(BEGINNING) || BEGINNING.startsWith(text);
}

const LINE_END = 0x0a;

function intactRecords(bytes: Buffer, path: string): { records: JournalRecord[]; intactBytes: number } {
  const records: JournalRecord[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(LINE_END, at);
    const record = end === -1 ? undefined : parseRecord(bytes.toString('utf8', at, end));
    if (!record) {
      const isLast = end === -1 || end === bytes.length - 1;
      if (isLast) break;
      throw new JournalError('JOURNAL_CORRUPT', `${path}: line ${records.length + 1} is corrupt`);
    }
    records.push(record);
    at = end + 1;
  }
  return { records, intactBytes: at };
}

function historiesOf(records: readonly JournalRecord[]): Map<string, BatchHistory> {
  const outcomes = new Map<string, Map<number, OutcomeRecord | undefined>>();
  for (const record of records) {
    if (record.type === 'intent') {
      const attempts = outcomes.get(record.batch) ?? new Map();
      outcomes.set(record.batch, attempts.set(record.attempt, undefined));
    }
    if (record.type === 'outcome') outcomes.get(record.batch)?.set(record.attempt, record);
  }
  return new Map([...outcomes].map(([batch, attempts]) => [batch, historyOf([...attempts.values()])]));
}

function historyOf(outcomes: readonly (OutcomeRecord | undefined)[]): BatchHistory {
  return {
    attempts: outcomes.length,
    last: outcomes.at(-1),
    ambiguous: outcomes.filter((outcome) => outcome === undefined || outcome.state === 'unknown'),
  };
}

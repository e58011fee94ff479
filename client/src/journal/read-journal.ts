import { JournalError } from './journal-error.js';
import { recordOf } from './line.js';
import {
  type IdsRecord,
  type IntentRecord,
  JOURNAL_VERSION,
  type JournalRecord,
  type OutcomeRecord,
  type RunRecord,
} from './records.js';

/** What a journal tells about an earlier run. */
export interface JournalContents {
  readonly run: RunRecord;
  readonly ids: readonly IdsRecord[];
  readonly pieces: ReadonlyMap<string, PieceHistory>;
  /** Milliseconds since the epoch before which nobody may send. */
  readonly nextAtMs: number;
  /** Length of what is whole, in bytes: what is behind it was torn by a crash. */
  readonly wholeBytes: number;
}

/** The requests made for one piece. */
export interface PieceHistory {
  readonly attempts: number;
  /** The last request's outcome; `undefined` where the process died before it knew. */
  readonly last: OutcomeRecord | undefined;
  /** Outcomes of requests that may have been delivered; `undefined` stands for one that was on its way in a crash. */
  readonly doubts: readonly (OutcomeRecord | undefined)[];
}

/**
 * Reads a journal. A torn last line is left out: its write was never confirmed, so nothing depended on it.
 *
 * @throws JournalError `JOURNAL_CORRUPT` where any other line is not as it was written; `JOURNAL_VERSION`.
 */
export function readJournal(bytes: Buffer, path: string): JournalContents {
  const { records, wholeBytes } = wholeRecords(bytes, path);
  const [run, ...rest] = records;
  if (run?.type !== 'run')
    throw new JournalError('JOURNAL_CORRUPT', `${path} does not begin with a run: nothing was sent from it`);
  if (run.version !== JOURNAL_VERSION) {
    throw new JournalError(
      'JOURNAL_VERSION',
      `${path} has version ${run.version}, this package reads ${JOURNAL_VERSION}`,
    );
  }
  return {
    run,
    ids: rest.filter((record) => record.type === 'ids'),
    pieces: histories(rest),
    nextAtMs: rest.reduce((latest, record) => ('nextAtMs' in record ? record.nextAtMs : latest), 0),
    wholeBytes,
  };
}

const BEGINNING = '{"type":"run",';

/** Whether a crash came before the first line was whole, as far as what it left can be told from a file of somebody else. */
export function isUnbegun(bytes: Buffer): boolean {
  if (bytes.includes(LINE_END)) return false;
  const text = bytes.toString('utf8').replace(/\0+$/, '');
  return text.startsWith(BEGINNING) || BEGINNING.startsWith(text);
}

const LINE_END = 0x0a;

function wholeRecords(bytes: Buffer, path: string): { records: JournalRecord[]; wholeBytes: number } {
  const records: JournalRecord[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(LINE_END, at);
    const record = end === -1 ? undefined : recordOf(bytes.toString('utf8', at, end));
    if (!record) {
      const isLast = end === -1 || end === bytes.length - 1;
      if (isLast) break;
      throw new JournalError('JOURNAL_CORRUPT', `${path}: line ${records.length + 1} is not as it was written`);
    }
    records.push(record);
    at = end + 1;
  }
  return { records, wholeBytes: at };
}

function histories(records: readonly JournalRecord[]): Map<string, PieceHistory> {
  const pieces = new Map<string, Attempted[]>();
  for (const record of records) {
    if (record.type === 'intent') pieces.set(record.piece, [...(pieces.get(record.piece) ?? []), { intent: record }]);
    if (record.type === 'outcome') {
      const attempt = pieces.get(record.piece)?.find(({ intent }) => intent.attempt === record.attempt);
      if (attempt) attempt.outcome = record;
    }
  }
  return new Map([...pieces].map(([piece, attempts]) => [piece, historyOf(attempts)]));
}

interface Attempted {
  readonly intent: IntentRecord;
  outcome?: OutcomeRecord;
}

function historyOf(attempts: readonly Attempted[]): PieceHistory {
  const outcomes = attempts.map(({ outcome }) => outcome);
  return {
    attempts: attempts.length,
    last: outcomes.at(-1),
    doubts: outcomes.filter((outcome) => outcome === undefined || outcome.state === 'unknown'),
  };
}

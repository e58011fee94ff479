import { useEffect, useMemo } from 'preact/hooks';
import type { RequestLine } from '../../src/api/requests.js';
import { useInspector } from '../state/context.js';
import type { Inspector } from '../state/inspector.js';
import { throttle } from '../state/timing.js';
import { GROUP_OF, OUTCOME_GROUPS, type OutcomeGroup } from './outcome-groups.js';

/** Number of buckets on the axis. */
export const BUCKET_COUNT = 60;
const UPDATE_INTERVAL_MS = 250;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Widths of a bucket. Requests older than 60 of the widest are left out. */
const BUCKET_WIDTHS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE_MS),
  ...[1, 2, 4, 12].map((n) => n * HOUR_MS),
  DAY_MS,
];

export type GroupCounts = Readonly<Record<OutcomeGroup, number>>;

export interface Bucket {
  readonly startMs: number;
  readonly counts: GroupCounts;
  readonly total: number;
}

export interface Buckets {
  readonly startMs: number;
  readonly endMs: number;
  /** Width of one bucket. */
  readonly bucketMs: number;
  /** Oldest first. */
  readonly buckets: readonly Bucket[];
  readonly counts: GroupCounts;
  readonly total: number;
}

/** Buckets of the requests found. The outcome filter does not apply, so that the legend offers all outcomes. */
export function useBuckets(): Buckets {
  const inspector = useInspector();
  const inputs = useMemo(() => throttle(() => inputsOf(inspector), UPDATE_INTERVAL_MS), [inspector]);
  useEffect(() => inputs.stop, [inputs]);
  const { rows, nowMs } = inputs.value.value;
  return useMemo(() => bucketsOf(rows, nowMs), [rows, nowMs]);
}

function inputsOf({ searchResult, rows, filter, integrationNowMs }: Inspector) {
  return {
    rows: filter.applyStatus(searchResult.value?.summaries ?? rows.all),
    nowMs: integrationNowMs.value,
  };
}

/** Counts rows, which are in the order of arrival, by time and outcome. The axis ends now, or at the newest row. */
function bucketsOf(rows: readonly RequestLine[], nowMs: number): Buckets {
  const oldestMs = receivedAtMs(rows[0]) ?? nowMs;
  const { startMs, endMs, bucketMs } = axisFor(oldestMs, Math.max(nowMs, receivedAtMs(rows.at(-1)) ?? nowMs));
  const starts = Array.from({ length: BUCKET_COUNT }, (_, index) => startMs + index * bucketMs);
  const firstRows = [...starts, endMs].map((ms) => firstRowSince(rows, ms));
  const buckets = starts.map((bucketStartMs, index): Bucket => {
    const inBucket = rows.slice(firstRows[index], firstRows[index + 1]);
    const counts = noCounts();
    for (const { outcome } of inBucket) counts[GROUP_OF[outcome]] += 1;
    return { startMs: bucketStartMs, counts, total: inBucket.length };
  });
  const counts = noCounts();
  for (const bucket of buckets) for (const group of OUTCOME_GROUPS) counts[group] += bucket.counts[group];
  return { startMs, endMs, bucketMs, buckets, counts, total: buckets.reduce((sum, { total }) => sum + total, 0) };
}

/** Binary search. ISO 8601 timestamps of one length sort as texts, so none is parsed. */
function firstRowSince(rows: readonly RequestLine[], sinceMs: number): number {
  const since = new Date(sinceMs).toISOString();
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.receivedAt ?? since) < since) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The axis with the narrowest buckets that reaches back to the oldest request. Buckets start at round times. */
function axisFor(oldestMs: number, latestMs: number): { startMs: number; endMs: number; bucketMs: number } {
  const endFor = (bucketMs: number): number => (Math.floor(latestMs / bucketMs) + 1) * bucketMs;
  const bucketMs = BUCKET_WIDTHS_MS.find((ms) => endFor(ms) - BUCKET_COUNT * ms <= oldestMs) ?? DAY_MS;
  const endMs = endFor(bucketMs);
  return { startMs: endMs - BUCKET_COUNT * bucketMs, endMs, bucketMs };
}

function receivedAtMs(row: RequestLine | undefined): number | undefined {
  return row && Date.parse(row.receivedAt);
}

function noCounts(): Record<OutcomeGroup, number> {
  return { accepted: 0, pending: 0, 'rate-limited': 0, rejected: 0, unavailable: 0, failed: 0 };
}

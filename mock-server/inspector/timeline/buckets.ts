import type { RequestLine } from '../../src/api/requests.js';
import { GROUP_OF, GROUPS, type Group } from './groups.js';

export const BUCKETS = 60;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Widths that people count in; what is older than so many days is left out. */
const WIDTHS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE_MS),
  ...[1, 2, 4, 12].map((n) => n * HOUR_MS),
  DAY_MS,
];

export type Counts = Readonly<Record<Group, number>>;

export interface Bucket {
  readonly beginMs: number;
  readonly counts: Counts;
  readonly total: number;
}

export interface Buckets {
  readonly beginMs: number;
  readonly endMs: number;
  readonly widthMs: number;
  /** `BUCKETS` of them, oldest first. */
  readonly buckets: readonly Bucket[];
  readonly counts: Counts;
  readonly total: number;
}

/** Counts requests, which are in the order of arrival, by when they came and how they ended. The axis ends now, or at the newest. */
export function bucketed(lines: readonly RequestLine[], nowMs: number): Buckets {
  const oldestMs = timeOf(lines[0]) ?? nowMs;
  const { beginMs, endMs, widthMs } = axisFor(oldestMs, Math.max(nowMs, timeOf(lines.at(-1)) ?? nowMs));
  const buckets = Array.from({ length: BUCKETS }, (_, index) => ({
    beginMs: beginMs + index * widthMs,
    counts: noCounts(),
    total: 0,
  }));
  count(lines, buckets, endMs);
  const counts = noCounts();
  for (const bucket of buckets) for (const group of GROUPS) counts[group] += bucket.counts[group];
  return { beginMs, endMs, widthMs, buckets, counts, total: buckets.reduce((sum, { total }) => sum + total, 0) };
}

interface Filling {
  readonly counts: Record<Group, number>;
  readonly beginMs: number;
  total: number;
}

function count(lines: readonly RequestLine[], buckets: readonly Filling[], endMs: number): void {
  const starts = [...buckets.map(({ beginMs }) => beginMs), endMs].map((ms) => firstSince(lines, ms));
  for (const [index, bucket] of buckets.entries()) {
    const [start = 0, end = 0] = [starts[index], starts[index + 1]];
    for (let at = start; at < end; at += 1) {
      const line = lines[at];
      if (line) bucket.counts[GROUP_OF[line.outcome]] += 1;
    }
    bucket.total = end - start;
  }
}

/** Halving finds it in thousands; and moments, texts of one length, are compared without being read as dates. */
function firstSince(lines: readonly RequestLine[], sinceMs: number): number {
  const since = new Date(sinceMs).toISOString();
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.receivedAt ?? since) < since) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The smallest round width with which the oldest is still on the axis; buckets begin at round times. */
function axisFor(oldestMs: number, latestMs: number): { beginMs: number; endMs: number; widthMs: number } {
  const endWith = (widthMs: number): number => (Math.floor(latestMs / widthMs) + 1) * widthMs;
  const widthMs = WIDTHS_MS.find((widthMs) => endWith(widthMs) - BUCKETS * widthMs <= oldestMs) ?? DAY_MS;
  const endMs = endWith(widthMs);
  return { beginMs: endMs - BUCKETS * widthMs, endMs, widthMs };
}

function timeOf(line: RequestLine | undefined): number | undefined {
  return line && Date.parse(line.receivedAt);
}

function noCounts(): Record<Group, number> {
  return { accepted: 0, pending: 0, 'rate-limited': 0, refused: 0, unavailable: 0, broken: 0 };
}

import type { Report } from './campaign.js';

/** What a run comes to beside its findings. */
export interface Outcome {
  readonly report: Report;
  readonly seconds: number;
  /** The process ended, or refused to go in peace. */
  readonly crashes: number;
  /** Lines the process said, though it had nothing to say. */
  readonly said: readonly string[];
}

/** One line while it goes on. */
export function progress(report: Report, seconds: number): string {
  const rate = Math.round(report.requests / seconds);
  return `${report.requests} requests, ${rate} a second, ${report.findings.length} findings`;
}

/** All figures at the end. */
export function figures({ report, seconds, crashes, said }: Outcome): string {
  const { requests, byStatus, byKind, findings, abandoned } = report;
  const count = (pattern: RegExp) => findings.filter(({ fault }) => pattern.test(fault)).length;
  const hangs = count(/^a hang|never ended/);
  const unasked = count(/^an unasked/);
  return [
    `requests sent        ${requests} in ${Math.round(seconds)} s, ${Math.round(requests / seconds)} a second`,
    `cases by kind        ${counts(byKind)}`,
    `answers by status    ${counts(byStatus)}`,
    `left open, ended     ${abandoned}`,
    `crashes              ${crashes}`,
    `hangs                ${hangs}`,
    `unasked 5xx          ${unasked}`,
    `other findings       ${findings.length - hangs - unasked}`,
    `lines said           ${said.length}`,
  ].join('\n');
}

function counts(of: ReadonlyMap<number | string, number>): string {
  return [...of]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => `${key}: ${count}`)
    .join(', ');
}

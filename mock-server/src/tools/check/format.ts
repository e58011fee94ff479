import { FIDELITY, type FidelityId, standingOf } from 'imshop-contracts';
import {
  describeEnd,
  type MatrixRow,
  type ScenarioResult,
  type SenderRun,
  type TimelineRequest,
  type Variant,
} from 'imshop-contracts/conformance';
import type { CheckSummary } from './summary.js';

/** Formats the result of the whole check as one line. */
export function formatSummary({ results, matrix, baseline }: CheckSummary): string {
  const skipped = results.filter(({ verdict }) => verdict === 'skipped').length;
  const levels = (['MUST', 'SHOULD'] as const).flatMap((level) => {
    const ofLevel = results.filter((result) => result.level === level);
    return ofLevel.length === 0 ? [] : [`${level} ${formatPassed(ofLevel)}`];
  });
  return [
    `${formatPassed(results)} passed`,
    levels.join(', '),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(baseline.known.length > 0 ? [formatCount(baseline.known.length, 'known failure')] : []),
    ...(baseline.fixed.length > 0 ? [formatFixed(baseline.fixed.length)] : []),
    ...(matrix ? [formatMatrix(matrix)] : []),
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function formatFixed(fixed: number): string {
  const [passes, it] = fixed === 1 ? ['passes', 'it'] : ['pass', 'them'];
  return `${formatCount(fixed, 'known failure')} ${passes} now: remove ${it} from the baseline`;
}

function formatMatrix(matrix: readonly MatrixRow[]): string {
  const robust = matrix.filter(({ cells }) => cells.every(({ result }) => result.verdict !== 'failed')).length;
  return `${robust} of ${formatCount(matrix.length, 'scenario')} in every variant`;
}

/** Formats how many scenarios passed, such as `3 of 4`. Skipped ones do not count. */
export function formatPassed(results: readonly ScenarioResult[]): string {
  const run = results.filter(({ verdict }) => verdict !== 'skipped');
  return `${run.filter(({ verdict }) => verdict === 'passed').length} of ${run.length}`;
}

export function formatPassedVariants({ cells }: MatrixRow): string {
  return `${formatPassed(cells.map(({ result }) => result))} variants`;
}

/** Formats the variants in which the sender fails, one sentence each. */
export function formatFailingVariants({ failing }: MatrixRow): readonly string[] {
  return failing.map((variant) => {
    const condition = formatVariant(variant, ' is ', ' and ');
    return condition === '' ? 'fails in every variant' : `fails when ${condition}`;
  });
}

export function formatVariant(variant: Variant, is = ' ', and = ', '): string {
  return Object.entries(variant)
    .map(([key, value]) => key + is + value)
    .join(and);
}

/** Formats the behaviour of the vendor that a scenario depends on, and how well it is known. */
export function formatFidelityRow(id: FidelityId): string {
  return `${id} (${standingOf(id)}): ${formatBehaviour(id)}`;
}

/** Formats a behaviour of the vendor and its source. */
export function formatBehaviour(id: FidelityId): string {
  const row = FIDELITY.find((candidate) => candidate.id === id);
  return row ? `${row.behaviour}; ${row.source}` : id;
}

/** Formats the end of a run, as a sentence without its subject. */
export function formatEnd({ end, interrupted }: SenderRun): string {
  return `${describeEnd(end)}${interrupted ? ', as planned' : ''}`;
}

/** Names a run of the sender: `start 2` if the scenario has several. */
export function formatRunName(index: number, runs: readonly SenderRun[]): string {
  return runs.length > 1 ? `start ${index + 1}` : 'the sender';
}

const UNITS = [
  { ms: 86_400_000, name: 'days' },
  { ms: 3_600_000, name: 'h' },
  { ms: 60_000, name: 'min' },
] as const;

/** Formats a duration in the unit that gives a small number. */
export function formatDuration(durationMs: number): string {
  if (Math.abs(durationMs) < 1000) return `${Math.round(durationMs)} ms`;
  const unit = UNITS.find(({ ms }) => durationMs >= 2 * ms) ?? { ms: 1000, name: 's' };
  const number = durationMs / unit.ms;
  return `${Number(number.toFixed(number < 10 ? 2 : 1))} ${unit.name}`;
}

export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Formats a request as one line. */
export function formatRequest(request: TimelineRequest): string {
  const { atMs, durationMs, by, method, customers, status, fault, outcome, accepted, retryAtMs } = request;
  const sender = by === 'sender' ? '' : `${by.replace('-', ' ')}: `;
  return [
    `${formatDuration(atMs)}: ${sender}${method} for ${formatCount(customers, 'customer')}`,
    status === null ? 'no answer' : `status ${status}`,
    fault === null ? outcome : `${outcome} (${fault})`,
    accepted ? 'delivered' : 'not delivered',
    ...(durationMs === null ? [] : [`took ${formatDuration(durationMs)}`]),
    ...(retryAtMs === null ? [] : [`Retry-After until ${formatDuration(retryAtMs)}`]),
  ].join(', ');
}

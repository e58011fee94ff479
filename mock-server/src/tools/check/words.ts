import { FIDELITY, type FidelityId, standingOf } from 'imshop-contracts';
import {
  describeEnd,
  type MatrixRow,
  type ScenarioResult,
  type SenderRun,
  type TimelineRequest,
  type Variant,
} from 'imshop-contracts/conformance';
import type { CheckSummary } from './report.js';

/** What is good and what is not, in one line. */
export function summaryLine({ results, matrix, baseline }: CheckSummary): string {
  const skipped = results.filter(({ verdict }) => verdict === 'skipped').length;
  const levels = (['MUST', 'SHOULD'] as const).flatMap((level) => {
    const own = results.filter((result) => result.level === level);
    return own.length === 0 ? [] : [`${level} ${passedOf(own)}`];
  });
  return [
    `${passedOf(results)} passed`,
    levels.join(', '),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(baseline.known.length > 0 ? [count(baseline.known.length, 'known failure')] : []),
    ...mendedWords(baseline.fixed.length),
    ...(matrix ? [matrixWords(matrix)] : []),
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function mendedWords(mended: number): readonly string[] {
  if (mended === 0) return [];
  const [passes, it] = mended === 1 ? ['passes', 'it'] : ['pass', 'them'];
  return [`${count(mended, 'known failure')} ${passes} now: remove ${it} from the baseline`];
}

function matrixWords(matrix: readonly MatrixRow[]): string {
  const hold = matrix.filter(({ cells }) => cells.every(({ result }) => result.verdict !== 'failed')).length;
  return `${hold} of ${count(matrix.length, 'scenario')} under every reading`;
}

/** How many passed, of those that could be played. */
export function passedOf(results: readonly ScenarioResult[]): string {
  const played = results.filter(({ verdict }) => verdict !== 'skipped');
  return `${played.filter(({ verdict }) => verdict === 'passed').length} of ${played.length}`;
}

/** How many readings of a row pass, of those that could be played. */
export function readingsPassed({ cells }: MatrixRow): string {
  return `${passedOf(cells.map(({ result }) => result))} readings`;
}

/** Under what the sender breaks, a sentence each. */
export function breakingWords({ failing }: MatrixRow): readonly string[] {
  return failing.map((reading) => {
    const words = readingWords(reading, ' is ', ' and ');
    return words === '' ? 'breaks whatever is assumed' : `breaks when ${words}`;
  });
}

export function readingWords(reading: Variant, is = ' ', and = ', '): string {
  return Object.entries(reading)
    .map(([key, value]) => key + is + value)
    .join(and);
}

/** What a scenario stands on, and how well that is known. */
export function fidelityWords(id: FidelityId): string {
  return `${id} (${standingOf(id)}): ${behaviourWords(id)}`;
}

/** A behaviour of the vendor, and who says so. */
export function behaviourWords(id: FidelityId): string {
  const row = FIDELITY.find((one) => one.id === id);
  return row ? `${row.behaviour}; ${row.source}` : id;
}

/** How a start of the sender ended. */
export function endWords({ end, interrupted }: SenderRun): string {
  return `${describeEnd(end)}${interrupted ? ', as planned' : ''}`;
}

const UNITS = [
  { ms: 86_400_000, name: 'days' },
  { ms: 3_600_000, name: 'h' },
  { ms: 60_000, name: 'min' },
] as const;

/** In the unit in which it is a number that people can picture. */
export function durationWords(durationMs: number): string {
  if (Math.abs(durationMs) < 1000) return `${Math.round(durationMs)} ms`;
  const unit = UNITS.find(({ ms }) => durationMs >= 2 * ms) ?? { ms: 1000, name: 's' };
  const number = durationMs / unit.ms;
  return `${Number(number.toFixed(number < 10 ? 2 : 1))} ${unit.name}`;
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** One line for a request. */
export function requestWords(request: TimelineRequest): string {
  const { atMs, durationMs, by, method, customers, status, fault, outcome, accepted, retryAtMs } = request;
  return [
    `${durationWords(atMs)}: ${by === 'sender' ? '' : `${by.replace('-', ' ')}: `}${method} for ${count(customers, 'customer')}`,
    status === null ? 'no answer' : `status ${status}`,
    fault === null ? outcome : `${outcome} (${fault})`,
    accepted ? 'delivered' : 'not delivered',
    ...(durationMs === null ? [] : [`took ${durationWords(durationMs)}`]),
    ...(retryAtMs === null ? [] : [`not again before ${durationWords(retryAtMs)}`]),
  ].join(', ');
}

import { maskUserId } from 'imshop-contracts';
import type { PushError } from '../errors.js';
import type { Plan } from '../plan.js';
import type { Counts, Outcome, OutcomeState, Report } from '../report.js';
import { exitCodeOf } from './context.js';

/** The output of `plan` and `--dry-run`. */
export function planText({ customers, duplicatesRemoved, requests, durationMs, warnings }: Plan): string {
  return joinLines(
    `${formatCount(customers, 'customer')} in ${formatCount(requests, 'request')}${requests > 1 ? `, at least ${formatDuration(durationMs)}` : ''}`,
    duplicatesRemoved > 0 && `${formatCount(duplicatesRemoved, 'duplicate id')} removed`,
    ...warnings.map(({ message }) => `warning: ${message}`),
  );
}

const LABELS: Readonly<Record<OutcomeState, string>> = {
  accepted: 'accepted by the vendor',
  rejected: 'rejected by the vendor',
  unknown: 'unknown: may or may not have been delivered',
  'not-sent': 'not sent',
};

/** The report for people, with masked ids. */
export function reportText(report: Report, journal: string | undefined): string {
  const { counts, halted, possibleDuplicates, duplicatesRemoved } = report;
  return joinLines(
    ...statesIn(counts).flatMap((state) => [countLine(counts, state), ...reasons(report, state)]),
    possibleDuplicates > 0 && `${formatCount(possibleDuplicates, 'customer')} may have received it more than once`,
    duplicatesRemoved > 0 && `${formatCount(duplicatesRemoved, 'duplicate id')} removed from the input`,
    halted && `halted: ${halted.message}`,
    ...hints(report, journal),
  );
}

/** The report of a journal without its ids. */
export function countsText(counts: Counts): string {
  return joinLines(...statesIn(counts).map((state) => countLine(counts, state)));
}

/** True for a resumed run that had nothing left to send. */
export function hadEnded({ counts, outcomes }: Report): boolean {
  return outcomes.length > 0 && counts['not-sent'] === 0 && outcomes.every(({ attempts }) => attempts.length === 0);
}

function statesIn(counts: Counts): OutcomeState[] {
  return (Object.keys(LABELS) as OutcomeState[]).filter((state) => state === 'accepted' || counts[state] > 0);
}

function countLine(counts: Counts, state: OutcomeState): string {
  return `${counts[state].toLocaleString('en')} ${LABELS[state]}`;
}

const MAX_EXAMPLES = 5;

/** Each reason once, with examples of the ids that the vendor named. */
function reasons({ outcomes }: Report, state: OutcomeState): string[] {
  const sizes = new Map<string, number>();
  const badIds: string[] = [];
  for (const outcome of outcomes.filter((one) => one.state === state)) {
    const message = errorOf(outcome)?.message;
    if (message !== undefined) sizes.set(message, (sizes.get(message) ?? 0) + outcome.size);
    if (outcome.state === 'rejected') badIds.push(...(outcome.badIds ?? []));
  }
  const examples = badIds.slice(0, MAX_EXAMPLES).map(maskUserId);
  return [
    ...[...sizes].map(([message, size]) => `  ${size.toLocaleString('en')}: ${message}`),
    ...(badIds.length > 0
      ? [
          `  invalid ids: ${examples.join(', ')}${badIds.length > MAX_EXAMPLES ? ` and ${badIds.length - MAX_EXAMPLES} more` : ''}`,
        ]
      : []),
  ];
}

function hints({ counts, complete }: Report, journal: string | undefined): string[] {
  if (complete) return [];
  if (journal === undefined)
    return ['use --journal FILE to resume such a run and list its ids later, or --json to list them at once'];
  return [
    ...(counts['not-sent'] > 0 ? [`resume with: imshop-push resume ${journal}`] : []),
    ...(counts.unknown > 0 ? [`list unknown ids with: imshop-push report ${journal} --state unknown`] : []),
  ];
}

/** The report for programs: one object, with the ids that were not accepted. */
export function reportJson(report: Report, journal: string | undefined): string {
  const { runId, counts, complete, possibleDuplicates, duplicatesRemoved, halted, outcomes } = report;
  const requests = outcomes.reduce((total, { attempts }) => total + attempts.length, 0);
  const value = {
    runId,
    exitCode: exitCodeOf(counts),
    complete,
    counts,
    requests,
    duplicatesRemoved,
    possibleDuplicates,
    ...(halted && { halted: { code: halted.code, message: halted.message } }),
    ...(journal !== undefined && { journal }),
    outcomes: outcomes.filter(({ state }) => state !== 'accepted').map(outcomeValue),
  };
  return joinLines(JSON.stringify(value));
}

function outcomeValue(outcome: Outcome): object {
  const { chunk, state, ids } = outcome;
  const error = errorOf(outcome);
  return {
    chunk,
    state,
    ...(outcome.state === 'not-sent' && { reason: outcome.reason }),
    ...(error && { code: error.code, message: error.message }),
    userIds: ids,
    ...(outcome.state === 'rejected' && outcome.badIds && { badIds: outcome.badIds }),
  };
}

function errorOf(outcome: Outcome): PushError | undefined {
  return outcome.state === 'accepted' ? undefined : outcome.error;
}

/** `45 s`, `12 min` or `1 h 43 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `1,000 customers` or `1 customer`. */
export function formatCount(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

function joinLines(...lines: readonly (string | false | undefined)[]): string {
  return lines.flatMap((line) => (line ? [`${line}\n`] : [])).join('');
}

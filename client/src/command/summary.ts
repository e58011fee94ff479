import type { Outcome, OutcomeState } from '../outcome.js';
import type { Plan } from '../plan.js';
import type { Counts, Report } from '../report.js';
import { exitCodeOf } from './exit-code.js';
import { count, duration, masked } from './words.js';

/** What `plan` and `--dry-run` print. */
export function planText({ customers, duplicatesRemoved, requests, durationMs, warnings }: Plan): string {
  return lines(
    `${count(customers, 'customer')} in ${count(requests, 'request')}${requests > 1 ? `, which take ${duration(durationMs)}` : ''}`,
    duplicatesRemoved > 0 && `${count(duplicatesRemoved, 'repetition')} left out`,
    ...warnings.map(({ message }) => `warning: ${message}`),
  );
}

const SAID: Readonly<Record<OutcomeState, string>> = {
  accepted: 'accepted: the vendor took the push',
  rejected: 'rejected: refused by the vendor, nobody got it',
  unknown: 'unknown: may have been delivered or not; not sent again',
  'not-sent': 'not sent: nobody got it',
};

/** What people read after a run. Ids are masked. */
export function reportText(report: Report, journal: string | undefined): string {
  const { counts, halted, possibleDuplicates, duplicatesRemoved } = report;
  return lines(
    ...statesOf(counts).flatMap((state) => [
      `${counts[state].toLocaleString('en')} ${SAID[state]}`,
      ...reasons(report, state),
    ]),
    possibleDuplicates > 0 && `${count(possibleDuplicates, 'customer')} may have got it more than once`,
    duplicatesRemoved > 0 && `${count(duplicatesRemoved, 'repetition')} in the input left out`,
    halted && `halted: ${halted.message}`,
    ...advice(report, journal),
  );
}

/** Whether a run that was gone on with had ended before. */
export function hadEnded({ counts, outcomes }: Report): boolean {
  return outcomes.length > 0 && counts['not-sent'] === 0 && outcomes.every(({ attempts }) => attempts.length === 0);
}

/** What people read of a journal whose ids they did not give. */
export function countsText(counts: Counts): string {
  return lines(...statesOf(counts).map((state) => `${counts[state].toLocaleString('en')} ${SAID[state]}`));
}

function statesOf(counts: Counts): OutcomeState[] {
  return (Object.keys(SAID) as OutcomeState[]).filter((state) => state === 'accepted' || counts[state] > 0);
}

/** What programs read after a run: one object, ids included where they were not accepted. */
export function reportJson(report: Report, journal: string | undefined): string {
  const { runId, counts, complete, possibleDuplicates, duplicatesRemoved, halted, outcomes } = report;
  const requests = outcomes.reduce((total, { attempts }) => total + attempts.length, 0);
  return lines(
    JSON.stringify({
      runId,
      exitCode: exitCodeOf(counts),
      complete,
      counts,
      requests,
      duplicatesRemoved,
      possibleDuplicates,
      ...(halted && { halted: { code: halted.code, message: halted.message } }),
      ...(journal !== undefined && { journal }),
      outcomes: outcomes.filter(({ state }) => state !== 'accepted').map(outcomeJson),
    }),
  );
}

function outcomeJson(outcome: Outcome): object {
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

/** Each reason once, with an example of the ids that the vendor named. */
function reasons({ outcomes }: Report, state: OutcomeState): string[] {
  const sizes = new Map<string, number>();
  for (const outcome of outcomes) {
    const message = outcome.state === state ? errorOf(outcome)?.message : undefined;
    if (message !== undefined) sizes.set(message, (sizes.get(message) ?? 0) + outcome.size);
  }
  const bad = outcomes.flatMap((outcome) =>
    outcome.state === state && outcome.state === 'rejected' ? (outcome.badIds ?? []) : [],
  );
  return [
    ...[...sizes].map(([message, size]) => `  ${size.toLocaleString('en')}: ${message}`),
    ...(bad.length > 0
      ? [`  ids that the vendor cannot take: ${bad.slice(0, 5).map(masked).join(', ')}${bad.length > 5 ? ', …' : ''}`]
      : []),
  ];
}

function errorOf(outcome: Outcome) {
  return outcome.state === 'accepted' ? undefined : outcome.error;
}

function advice({ counts, complete }: Report, journal: string | undefined): string[] {
  if (complete) return [];
  if (journal === undefined)
    return ['with --journal FILE, such a run can be gone on with, and its ids be listed; --json lists them at once'];
  return [
    ...(counts['not-sent'] > 0 ? [`go on with: imshop-push resume ${journal}`] : []),
    ...(counts.unknown > 0 ? [`list who is unknown with: imshop-push report ${journal} --state unknown`] : []),
  ];
}

function lines(...all: readonly (string | false | undefined)[]): string {
  return all
    .filter((line) => line !== false && line !== undefined)
    .map((line) => `${line}\n`)
    .join('');
}

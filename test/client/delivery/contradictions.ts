import type { Outcome } from 'imshop-push';
import type { PerformedRun } from './performed-run.js';
import { attemptOf, countByUserId, countExtraRequests, isAmbiguous } from './requests.js';

/** The client's defaults. */
const MOST_ATTEMPTS = 5;
const BUDGET = 10;

type Check = readonly [isTrue: boolean, contradiction: string];

/** The contradictions between a report, the mock's ledger and the guarantees of the delivery mode. */
export function contradictionsIn(performed: PerformedRun): string[] {
  const checks = [
    ...checkTotals(performed),
    ...checkDuplicates(performed),
    ...checkEnd(performed),
    ...checkJournal(performed),
    ...performed.report.outcomes.flatMap((outcome) => checkOutcome(performed, outcome)),
  ];
  return checks.filter(([isTrue]) => !isTrue).map(([, contradiction]) => contradiction);
}

function checkTotals({ run, report }: PerformedRun): Check[] {
  const reported = report.outcomes.flatMap(({ ids }) => ids);
  const total = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
  return [
    [`${reported.toSorted()}` === `${run.userIds.toSorted()}`, 'some ids are not in exactly one outcome'],
    [total === run.userIds.length, `the counts add up to ${total}`],
    [report.duplicatesRemoved === run.input.length - run.userIds.length, 'repetitions of the input were counted wrong'],
    [report.complete === (report.counts.accepted === total), `complete is ${report.complete}`],
  ];
}

function checkDuplicates({ run, report, requests }: PerformedRun): Check[] {
  const maybe = countByUserId(requests.filter((request) => request.accepted || isAmbiguous(request)));
  const twice = idsAbove(1, maybe);
  const named = [...report.possibleDuplicateIds()];
  if (run.delivery === 'at-most-once') {
    return [
      [twice.length === 0, `${twice} may have received it twice`],
      [named.length === 0 && report.possibleDuplicates === 0, 'possible duplicates with at-most-once'],
    ];
  }
  const unnamed = twice.filter((userId) => !named.includes(userId));
  const surplus = named.filter((userId) => !twice.includes(userId));
  return [
    [unnamed.length === 0, `${unnamed} may have received it twice and are not reported`],
    [surplus.length === 0, `${surplus} are reported as duplicates, but received it once at most`],
    [report.possibleDuplicates === named.length, `possible duplicates are ${report.possibleDuplicates}`],
  ];
}

function checkEnd({ report, requests, requestsAtHalt }: PerformedRun): Check[] {
  const extras = countExtraRequests(requests);
  const requestIds = new Set(requests.map(({ headers }) => headers['x-request-id']));
  const unharmed = requests.every(({ fault }) => fault === null);
  return [
    [!unharmed || (report.complete && !report.halted), 'nothing failed, but not all were accepted'],
    [(requestsAtHalt ?? requests.length) === requests.length, `requests after the halt, the ${requestsAtHalt}th`],
    [(requestsAtHalt !== undefined) === (report.halted !== undefined), 'halted is in the events or in the report only'],
    [report.halted !== undefined || !report.outcomes.some(isHalted), 'halted without a reason'],
    [requests.every((request) => attemptOf(request) <= MOST_ATTEMPTS), 'too many attempts'],
    [extras <= BUDGET, `${extras} requests beyond one a chunk`],
    [requestIds.size === requests.length, 'a request was sent twice under one id'],
    [requests.length > 0, 'nothing was sent'],
  ];
}

function checkJournal({ run, requests, ledger }: PerformedRun): Check[] {
  const accepted = countByUserId(requests.filter((request) => request.accepted));
  const strangers = [...accepted.keys()].filter((userId) => !run.userIds.includes(userId));
  const duplicated = ledger.duplicated.map(({ userId }) => userId);
  return [
    [strangers.length === 0, `${strangers} received a push that was not for them`],
    [ledger.once === accepted.size - duplicated.length, 'ledger and journal count differently'],
    [`${duplicated.toSorted()}` === `${idsAbove(1, accepted).toSorted()}`, 'ledger and journal differ in duplicates'],
  ];
}

function checkOutcome({ run, requests }: PerformedRun, outcome: Outcome): Check[] {
  const accepted = countByUserId(requests.filter((request) => request.accepted));
  const open = countByUserId(requests.filter(isAmbiguous));
  const triedAll = outcome.attempts.length === MOST_ATTEMPTS || countExtraRequests(requests) >= BUDGET;
  const times = outcome.ids.map((userId) => accepted.get(userId) ?? 0);
  const what = `chunk ${outcome.chunk}, reported ${outcome.state}, was accepted ${times} times`;
  switch (outcome.state) {
    case 'accepted':
      return [[times.every((count) => count > 0 && (count === 1 || run.delivery === 'at-least-once')), what]];
    case 'rejected':
      return [[times.every((count) => count === 0), what]];
    case 'not-sent':
      return [
        [times.every((count) => count === 0), what],
        [outcome.reason !== 'aborted', `chunk ${outcome.chunk} was not sent although the run was not stopped`],
        [outcome.reason !== 'exhausted' || triedAll, `chunk ${outcome.chunk} was abandoned early`],
      ];
    case 'unknown': {
      const mustRetry = run.delivery === 'at-least-once' && outcome.attempts.at(-1)?.error?.code === 'AMBIGUOUS';
      return [
        [outcome.ids.every((userId) => open.has(userId)), `chunk ${outcome.chunk} is reported unknown, but is known`],
        [!mustRetry || triedAll, `chunk ${outcome.chunk} was left unknown early`],
      ];
    }
  }
}

function isHalted(outcome: Outcome): boolean {
  return outcome.state === 'not-sent' && outcome.reason === 'halted';
}

function idsAbove(most: number, times: ReadonlyMap<string, number>): string[] {
  return [...times].filter(([, count]) => count > most).map(([userId]) => userId);
}

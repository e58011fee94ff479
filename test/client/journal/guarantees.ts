import type { Delivery, Outcome, OutcomeState, Report } from 'imshop-push';
import type { Proof } from './answers.js';

/** A request that reached the vendor. */
export interface VendorRequest {
  readonly ids: readonly string[];
  /** The name of the answer. */
  readonly answer: string;
  readonly delivered: boolean;
  readonly proves: Proof;
  readonly atMs: number;
  /** Milliseconds during which no other request may arrive. */
  readonly quietMs: number;
}

/** The traces of a run and of those that resumed it. */
export interface Evidence {
  readonly delivery: Delivery;
  readonly userIds: readonly string[];
  /** In the order of their arrival, from all processes. */
  readonly requests: readonly VendorRequest[];
  /** Failures of a process or of the disk. */
  readonly interruptions: number;
  /** Most ids in a request. */
  readonly chunkSize: number;
  /** The last report. */
  readonly report: Report;
}

type Guarantee = (evidence: Evidence) => readonly string[];

/** The guarantees that the client broke, a sentence each. */
export function brokenGuarantees(evidence: Evidence): readonly string[] {
  return GUARANTEES[evidence.delivery].flatMap((guarantee) => guarantee(evidence));
}

/** Each id is in exactly one outcome, and no other id is. */
const reportsEachIdOnce: Guarantee = ({ userIds, report }) => {
  const times = new Map(userIds.map((id) => [id, 0]));
  for (const id of report.outcomes.flatMap(({ ids }) => ids)) times.set(id, (times.get(id) ?? Number.NaN) + 1);
  return [...times].filter(([, count]) => count !== 1).map(([id, count]) => `${id} is reported ${count} times`);
};

/** The values of "delivered" that each state allows. */
const POSSIBLE: Readonly<Record<OutcomeState, readonly boolean[]>> = {
  accepted: [true],
  rejected: [false],
  'not-sent': [false],
  unknown: [true, false],
};

const reportsTruthfully: Guarantee = ({ requests, report }) => {
  const delivered = new Set(requests.filter((request) => request.delivered).flatMap(({ ids }) => ids));
  const contradictions = ({ ids, state }: Outcome) =>
    ids
      .filter((id) => !POSSIBLE[state].includes(delivered.has(id)))
      .map((id) => `${id} is reported ${state}, and was ${delivered.has(id) ? '' : 'not '}delivered`);
  return report.outcomes.flatMap(contradictions);
};

const delivery = (requests: readonly VendorRequest[], id: string) =>
  requests
    .flatMap(({ ids, answer }, index) => (ids.includes(id) ? [`request ${index + 1} (${answer})`] : []))
    .join(', ');

const sendsAtMostOnce: Guarantee = ({ userIds, requests }) =>
  userIds
    .filter((id) => {
      const first = requests.findIndex(({ proves, ids }) => proves !== 'not-delivered' && ids.includes(id));
      return first !== -1 && requests.slice(first + 1).some(({ ids }) => ids.includes(id));
    })
    .map((id) => `${id} was sent again after it may have been delivered: ${delivery(requests, id)}`);

const reportsNoDuplicates: Guarantee = ({ report }) =>
  [...report.possibleDuplicateIds()].map((id) => `${id} is reported as a possible duplicate`);

const reportsDuplicates: Guarantee = ({ userIds, requests, report }) => {
  const admitted = new Set(report.possibleDuplicateIds());
  return userIds
    .filter((id) => requests.filter((request) => request.delivered && request.ids.includes(id)).length > 1)
    .filter((id) => !admitted.has(id))
    .map((id) => `${id} was delivered more than once but is not reported as a duplicate: ${delivery(requests, id)}`);
};

const leavesFewUnknown: Guarantee = ({ requests, report, interruptions, chunkSize }) => {
  const inDoubt = new Set(requests.filter(({ proves }) => proves === 'nothing').flatMap(({ ids }) => ids));
  const needless = [...report.ids('unknown')].filter((id) => !inDoubt.has(id));
  if (needless.length <= interruptions * chunkSize) return [];
  return [`after ${interruptions} interruptions ${needless.length} are unknown whose answers were clear: ${needless}`];
};

const keepsRateLimit: Guarantee = ({ requests }) =>
  requests.flatMap(({ atMs, quietMs }, index) => {
    const gapMs = (requests[index + 1]?.atMs ?? Number.POSITIVE_INFINITY) - atMs;
    return gapMs < quietMs ? [`request ${index + 2} came ${gapMs} ms after the one before, not ${quietMs}`] : [];
  });

const ALWAYS = [reportsEachIdOnce, reportsTruthfully, leavesFewUnknown, keepsRateLimit];

const GUARANTEES: Readonly<Record<Delivery, readonly Guarantee[]>> = {
  'at-most-once': [...ALWAYS, sendsAtMostOnce, reportsNoDuplicates],
  'at-least-once': [...ALWAYS, reportsDuplicates],
};

import type { Delivery, Outcome, OutcomeState, Report } from 'imshop-push';
import type { Proof } from './answers.js';

/** A request that reached the vendor. */
export interface VendorRequest {
  readonly ids: readonly string[];
  /** How it was answered, for people. */
  readonly answer: string;
  readonly delivered: boolean;
  readonly proves: Proof;
  readonly atMs: number;
  /** Milliseconds during which no other may follow. */
  readonly quietMs: number;
}

/** What a run, and all that went on with it, left behind. */
export interface Evidence {
  readonly delivery: Delivery;
  readonly everybody: readonly string[];
  /** In the order of their arrival, from all processes. */
  readonly requests: readonly VendorRequest[];
  /** How often a process or the disk gave up on the way. */
  readonly interruptions: number;
  /** Most ids in a request. */
  readonly chunkSize: number;
  /** The last report. */
  readonly report: Report;
}

type Promised = (evidence: Evidence) => readonly string[];

/** What the client promises and did not keep, a sentence each; nothing where it kept its word. */
export function brokenPromises(evidence: Evidence): readonly string[] {
  return PROMISES[evidence.delivery].flatMap((promise) => promise(evidence));
}

/** Each id is in one outcome: none forgotten, none twice, none made up. */
const accountsForEverybody: Promised = ({ everybody, report }) => {
  const times = new Map(everybody.map((id) => [id, 0]));
  for (const id of report.outcomes.flatMap(({ ids }) => ids)) times.set(id, (times.get(id) ?? Number.NaN) + 1);
  return [...times].filter(([, count]) => count !== 1).map(([id, count]) => `${id} is reported ${count} times`);
};

/** Whether the vendor may have taken what is reported so. */
const TRUTH: Readonly<Record<OutcomeState, readonly boolean[]>> = {
  accepted: [true],
  rejected: [false],
  'not-sent': [false],
  unknown: [true, false],
};

const tellsTheTruth: Promised = ({ requests, report }) => {
  const delivered = new Set(requests.filter((request) => request.delivered).flatMap(({ ids }) => ids));
  const lies = ({ ids, state }: Outcome) =>
    ids
      .filter((id) => !TRUTH[state].includes(delivered.has(id)))
      .map((id) => `${id} is reported ${state}, and was ${delivered.has(id) ? '' : 'not '}delivered`);
  return report.outcomes.flatMap(lies);
};

const delivery = (requests: readonly VendorRequest[], id: string) =>
  requests
    .flatMap(({ ids, answer }, index) => (ids.includes(id) ? [`request ${index + 1} (${answer})`] : []))
    .join(', ');

const sendsNobodyTwice: Promised = ({ everybody, requests }) =>
  everybody
    .filter((id) => {
      const first = requests.findIndex(({ proves, ids }) => proves !== 'not-delivered' && ids.includes(id));
      return first !== -1 && requests.slice(first + 1).some(({ ids }) => ids.includes(id));
    })
    .map((id) => `${id} was sent again after it may have been delivered: ${delivery(requests, id)}`);

const claimsNoDuplicates: Promised = ({ report }) =>
  [...report.possibleDuplicateIds()].map((id) => `${id} is reported as a possible duplicate`);

const ownsUpToDuplicates: Promised = ({ everybody, requests, report }) => {
  const admitted = new Set(report.possibleDuplicateIds());
  return everybody
    .filter((id) => requests.filter((request) => request.delivered && request.ids.includes(id)).length > 1)
    .filter((id) => !admitted.has(id))
    .map((id) => `${id} was delivered more than once and nobody says so: ${delivery(requests, id)}`);
};

const leavesFewInDoubt: Promised = ({ requests, report, interruptions, chunkSize }) => {
  const inDoubt = new Set(requests.filter(({ proves }) => proves === 'nothing').flatMap(({ ids }) => ids));
  const needless = [...report.ids('unknown')].filter((id) => !inDoubt.has(id));
  if (needless.length <= interruptions * chunkSize) return [];
  return [`after ${interruptions} interruptions ${needless.length} are unknown whose answers were clear: ${needless}`];
};

const keepsThePace: Promised = ({ requests }) =>
  requests.flatMap(({ atMs, quietMs }, index) => {
    const gapMs = (requests[index + 1]?.atMs ?? Number.POSITIVE_INFINITY) - atMs;
    return gapMs < quietMs ? [`request ${index + 2} came ${gapMs} ms after the one before, not ${quietMs}`] : [];
  });

const ALWAYS = [accountsForEverybody, tellsTheTruth, leavesFewInDoubt, keepsThePace];

const PROMISES: Readonly<Record<Delivery, readonly Promised[]>> = {
  'at-most-once': [...ALWAYS, sendsNobodyTwice, claimsNoDuplicates],
  'at-least-once': [...ALWAYS, ownsUpToDuplicates],
};

import { isObject } from '../json.js';
import type { Job } from './job.js';
import type { RecordedRequest, RunLimits } from './mock.js';

/** The way in which a run of the sender ended. */
export type SenderEnd =
  /** The command exited with `code`, or the service answered; `processesLeft` processes of it kept running. */
  | { readonly type: 'exited'; readonly code: number; readonly processesLeft: number }
  /** A signal ended it that `check` did not send, unless the run is `interrupted`. */
  | { readonly type: 'signalled'; readonly signal: string; readonly processesLeft: number }
  /** It ran too long and was killed. */
  | { readonly type: 'timed-out'; readonly maxRunMs: number }
  /** It printed too much and was killed. */
  | { readonly type: 'too-much-output'; readonly bytes: number }
  /** The command does not exist, or the service does not answer. */
  | { readonly type: 'not-started'; readonly reason: string };

/** Describes an end of the sender, as a sentence without its subject: `exited with 0`. */
export function describeEnd(end: SenderEnd): string {
  switch (end.type) {
    case 'exited':
      return `exited with ${end.code}`;
    case 'signalled':
      return `was terminated by ${end.signal}`;
    case 'timed-out':
      return `did not exit within ${end.maxRunMs / 1000} s`;
    case 'too-much-output':
      return `printed more than ${end.bytes / 2 ** 20} MiB`;
    case 'not-started':
      return `could not be started: ${end.reason}`;
  }
}

/** One run of the sender. Times are milliseconds since 1970. */
export interface SenderRun {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly end: SenderEnd;
  /** Standard output and standard error together, without the middle of a long output. */
  readonly output: string;
  /** True when the scenario stopped the sender on purpose. */
  readonly interrupted: boolean;
}

/** The promise of a sender about pushes whose result it cannot know: to risk a loss, or to risk a repetition. */
export type DeliveryGuarantee = 'at-most-once' | 'at-least-once';

/** Everything that a scenario is judged by: the requests on the wire, and the ends of the sender. */
export interface Evidence {
  readonly limits: RunLimits;
  readonly delivery: DeliveryGuarantee;
  /** One job for each sender; a restarted sender keeps its job. */
  readonly jobs: readonly Job[];
  readonly runs: readonly SenderRun[];
  /** Requests of the sender under test, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Requests of another sender that shares the rate limit. */
  readonly otherRequests: readonly RecordedRequest[];
  /** Requests that arrived at the target of a redirect. */
  readonly redirectedRequests: readonly RecordedRequest[];
}

/** Checks one rule; returns a sentence for each violation. */
export type Expectation = (evidence: Evidence) => readonly string[];

/** Returns the customers of a request; none when its body is not a push. */
export function userIdsOf({ body }: RecordedRequest): readonly string[] {
  const userIds = isObject(body) ? body['userIds'] : undefined;
  return Array.isArray(userIds) ? userIds.map(String) : [];
}

/** Returns each customer of the jobs once, in their order. */
export function customersOf({ jobs }: Evidence): readonly string[] {
  return [...new Set(jobs.flatMap(({ userIds }) => userIds))];
}

/** Counts the deliveries to each customer. */
export function countDeliveries({ requests }: Evidence): ReadonlyMap<string, number> {
  const deliveries = new Map<string, number>();
  for (const request of requests) {
    if (!request.accepted) continue;
    for (const userId of userIdsOf(request)) deliveries.set(userId, (deliveries.get(userId) ?? 0) + 1);
  }
  return deliveries;
}

/** True when the last run of every sender exited with 0. */
export function exitedZero({ runs, jobs }: Evidence): boolean {
  return runs.slice(-jobs.length).every(({ end }) => end.type === 'exited' && end.code === 0);
}

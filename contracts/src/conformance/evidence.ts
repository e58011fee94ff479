import type { Job } from './job.js';
import { type Terms, userIdsOf, type WireRequest } from './vendor.js';

/** How one start of the sender ended. */
export interface SenderRun {
  /** By its clock: when it was started, and when it ended. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly end: SenderEnd;
  /** What it printed on both streams, the beginning and the end of it. */
  readonly output: string;
  /** Whether the runner ended it on purpose, as the scenario wants it. */
  readonly interrupted: boolean;
}

/**
 * - `exited`: with a code, or a status that stands for one.
 * - `signalled`: a signal ended it that nobody here sent.
 * - `never-exited`, `flooded`: it was ended, as it took too long or printed without end.
 * - `not-started`: there is no such command, or no service answers.
 */
export type SenderEnd =
  | { readonly kind: 'exited'; readonly code: number; readonly left: number }
  | { readonly kind: 'signalled'; readonly signal: string; readonly left: number }
  | { readonly kind: 'never-exited'; readonly limitMs: number }
  | { readonly kind: 'flooded'; readonly bytes: number }
  | { readonly kind: 'not-started'; readonly why: string };

export type Delivery = 'at-most-once' | 'at-least-once';

/** What a scenario is judged by: the wire, and how the sender ended. */
export interface Evidence {
  readonly terms: Terms;
  /** What the sender promises where it cannot know. */
  readonly delivery: Delivery;
  /** One for each sender; a sender that is started again has the same. */
  readonly jobs: readonly Job[];
  readonly runs: readonly SenderRun[];
  /** The sender's own requests, oldest first. */
  readonly requests: readonly WireRequest[];
  /** Requests of somebody else who shares the limit. */
  readonly others: readonly WireRequest[];
  /** Requests that came where a redirect led to. */
  readonly elsewhere: readonly WireRequest[];
}

/** Each customer once, in the order of the jobs. */
export function customersOf({ jobs }: Evidence): readonly string[] {
  return [...new Set(jobs.flatMap(({ userIds }) => userIds))];
}

/** How often each customer was pushed. */
export function deliveriesOf({ requests }: Evidence): ReadonlyMap<string, number> {
  const deliveries = new Map<string, number>();
  for (const request of requests) {
    if (!request.accepted) continue;
    for (const userId of userIdsOf(request)) deliveries.set(userId, (deliveries.get(userId) ?? 0) + 1);
  }
  return deliveries;
}

/** Whether the last word of every sender was that all went well. */
export function saysAllWell({ runs, jobs }: Evidence): boolean {
  return runs.slice(-jobs.length).every(({ end }) => end.kind === 'exited' && end.code === 0);
}

import type { Difference, Expectation, NearMiss, Verification } from '../api/reports.js';
import type { IntegrationClock } from '../base/clock.js';
import { userIdsOf } from '../log/body.js';
import type { LoggedRequest } from '../log/entry.js';
import type { IntegrationLog } from '../log/integration-log.js';
import { differencesOf } from './differences.js';
import type { Deliver } from './ledger.js';
import { bodyValueOf, isCut, readPush } from './request-body.js';

const MAX_NEAR_MISSES = 3;

/** The integration whose requests are verified. */
export interface Verifiable {
  readonly log: IntegrationLog;
  readonly clock: IntegrationClock;
  /** Aborts when the integration is gone. */
  readonly disposed: AbortSignal;
  /** What an accepted push becomes on phones. */
  readonly deliver: Deliver;
}

/**
 * Verifies an expectation: at once where waiting cannot change the result, else as soon as it comes true, or when `waitMs`
 * are over by the integration's clock, the caller left, or the integration is gone.
 */
export function verify(
  { log, clock, disposed, deliver }: Verifiable,
  expectation: Expectation,
  callerLeft: AbortSignal,
): Promise<Verification> {
  const verifyNow = createVerifier(log, expectation, deliver);
  const { waitMs = 0 } = expectation;
  const first = verifyNow();
  if (waitMs === 0 || isSettled(first, expectation)) return Promise.resolve(first);

  return new Promise((resolve) => {
    const settle = () => {
      stopListening();
      cancelTimer();
      for (const signal of [callerLeft, disposed]) signal.removeEventListener('abort', settle);
      resolve(verifyNow());
    };
    const stopListening = log.onChange(() => {
      if (isSettled(verifyNow(), expectation)) settle();
    });
    const cancelTimer = clock.after(waitMs, settle);
    for (const signal of [callerLeft, disposed]) signal.addEventListener('abort', settle);
  });
}

/** One push of a request, compared with an expectation. */
interface Match {
  readonly request: LoggedRequest;
  /** Which push of the request it is: a mutant may deliver several. */
  readonly index: number;
  /** Number of places where it differs. */
  readonly differences: number;
  /** It may match all the same: too little of its body is kept to tell. */
  readonly isUndecided: boolean;
}

/**
 * Verifies again and again, as requests come in: the matches of requests that cannot change any more are remembered.
 * Differences are listed for near misses only; those of a whole journal would take more memory than the journal.
 */
function createVerifier({ journal }: IntegrationLog, expectation: Expectation, deliver: Deliver): () => Verification {
  const known = new WeakMap<LoggedRequest, readonly Match[]>();
  const differencesIn = (request: LoggedRequest) =>
    pushesOf(request, deliver).map((push) => differencesFrom(expectation, request, push));
  const matchesOf = (request: LoggedRequest) => {
    const matches =
      known.get(request) ??
      differencesIn(request).map((differences, index) => {
        return { request, index, differences: differences.length, isUndecided: differences[0]?.path === BODY };
      });
    if (request.completion) known.set(request, matches);
    return matches;
  };
  const nearMissOf = ({ request, index }: Match): NearMiss => {
    return { requestId: request.id, differences: differencesIn(request)[index] ?? [] };
  };
  return () => {
    const matches = journal.requests.flatMap(matchesOf);
    const misses = matches.filter(({ differences }) => differences > 0);
    const found = matches.length - misses.length;
    const unknown = journal.evicted + misses.filter(({ isUndecided }) => isUndecided).length;
    const result = resultOf(found, unknown, countRange(expectation));
    if (result === 'pass') return { result, found, nearest: [] };
    const nearest = misses.sort((a, b) => a.differences - b.differences).slice(0, MAX_NEAR_MISSES);
    return { result, found, nearest: nearest.map(nearMissOf) };
  };
}

/** More requests cannot change the result, or the exact count is reached. */
function isSettled({ result, found }: Verification, expectation: Expectation): boolean {
  const { atMost } = countRange(expectation);
  if (found > atMost) return true;
  return result === 'pass' && (atMost === Number.POSITIVE_INFINITY || expectation.count === found);
}

interface CountRange {
  readonly atLeast: number;
  readonly atMost: number;
}

function countRange({ count, atLeast, atMost }: Expectation): CountRange {
  if (count !== undefined) return { atLeast: count, atMost: count };
  return { atLeast: atLeast ?? (atMost === undefined ? 1 : 0), atMost: atMost ?? Number.POSITIVE_INFINITY };
}

/** @param unknown Requests that may or may not match. */
function resultOf(found: number, unknown: number, { atLeast, atMost }: CountRange): Verification['result'] {
  if (found > atMost || found + unknown < atLeast) return 'fail';
  const isPass = found >= atLeast && found + unknown <= atMost;
  return isPass ? 'pass' : unknown > 0 ? 'inconclusive' : 'fail';
}

/** The pushes on phones that a request became; its body where nothing was delivered. */
function pushesOf(request: LoggedRequest, deliver: Deliver): readonly unknown[] {
  const push = readPush(request)?.push;
  const delivered = push && request.decision?.accepted ? deliver(push) : [];
  return delivered.length > 0 ? delivered : [push ?? bodyValueOf(request)];
}

/** The path of the difference that stands for a body of which too little is kept. */
const BODY = '(body)';
const CUT_BODY: Difference = { path: BODY, expected: 'kept whole', actual: 'kept in part' };

function differencesFrom(expectation: Expectation, request: LoggedRequest, body: unknown): Difference[] {
  const { userIds = [], match, outcome = 'accepted' } = expectation;
  const actual = request.completion?.outcome ?? 'pending';
  const hasOutcome =
    outcome === 'any' || (outcome === 'accepted' ? request.decision?.accepted === true : actual === outcome);
  const named = new Set(userIdsOf(body));
  const missing = userIds.filter((userId) => !named.has(userId));
  const differences = [
    ...missing.map((userId) => ({ path: 'userIds', expected: userId, actual: null })),
    ...(match ? differencesOf(match, body, '') : []),
  ];
  if (!hasOutcome) return [{ path: '(outcome)', expected: outcome, actual }, ...differences];
  return differences.length > 0 && isCut(request) ? [CUT_BODY] : differences;
}

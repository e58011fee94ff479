import type { Difference, Expectation, NearMiss, Verification } from '../api/reports.js';
import { userIdsOf } from '../log/body-summary.js';
import type { Entry } from '../log/entry.js';
import { differencesOf } from './differences.js';
import { type Deliver, deliveredPushes, isCut, sentPush, sentValue } from './sent.js';

const MOST_NEAREST = 3;

/** What is made of one push that a request became. */
interface Judged {
  readonly entry: Entry;
  /** Which push of the request it is. */
  readonly index: number;
  /** In how many places it is not what was expected. */
  readonly differences: number;
  /** Whether it may be what was expected all the same: what is kept of its body does not say. */
  readonly undecided: boolean;
}

/**
 * A judge of an expectation; it remembers what it made of a complete request, so that it can look often. An accepted
 * push is judged by what reached phones of it, once for each time. Differences are counted and told of the nearest
 * alone: of a whole journal they would take more memory than the journal.
 */
export function judgeOf(
  expectation: Expectation,
  deliver: Deliver,
): (entries: readonly Entry[], evicted: number) => Verification {
  const known = new WeakMap<Entry, readonly Judged[]>();
  const missesOf = (entry: Entry) => bodiesOf(entry, deliver).map((body) => differencesFrom(expectation, entry, body));
  const judged = (entry: Entry) => {
    const found =
      known.get(entry) ??
      missesOf(entry).map((differences, index) => {
        return { entry, index, differences: differences.length, undecided: differences[0]?.path === BODY };
      });
    if (entry.completion) known.set(entry, found);
    return found;
  };
  const missOf = ({ entry, index }: Judged): NearMiss => {
    return { requestId: entry.id, differences: missesOf(entry)[index] ?? [] };
  };
  return (entries, evicted) => verify(entries.flatMap(judged), evicted, expectation, missOf);
}

function verify(
  judged: readonly Judged[],
  evicted: number,
  expectation: Expectation,
  missOf: (judged: Judged) => NearMiss,
): Verification {
  const misses = judged.filter(({ differences }) => differences > 0);
  const found = judged.length - misses.length;
  const unknown = evicted + misses.filter(({ undecided }) => undecided).length;
  const result = resultOf(found, unknown, boundsOf(expectation));
  if (result === 'pass') return { result, found, nearest: [] };
  const nearest = misses.sort((a, b) => a.differences - b.differences).slice(0, MOST_NEAREST);
  return { result, found, nearest: nearest.map(missOf) };
}

/** Whether waiting has no point: more requests change nothing, or the exact count is reached. */
export function isSettled({ result, found }: Verification, expectation: Expectation): boolean {
  const { atMost } = boundsOf(expectation);
  if (found > atMost) return true;
  return result === 'pass' && (atMost === Number.POSITIVE_INFINITY || expectation.count === found);
}

interface Bounds {
  readonly atLeast: number;
  readonly atMost: number;
}

function boundsOf({ count, atLeast, atMost }: Expectation): Bounds {
  if (count !== undefined) return { atLeast: count, atMost: count };
  return { atLeast: atLeast ?? (atMost === undefined ? 1 : 0), atMost: atMost ?? Number.POSITIVE_INFINITY };
}

/** @param unknown Requests of which it is not known whether they count. */
function resultOf(found: number, unknown: number, { atLeast, atMost }: Bounds): Verification['result'] {
  if (found > atMost) return 'fail';
  if (found + unknown < atLeast) return 'fail';
  const surelyEnough = found >= atLeast;
  const surelyNotTooMany = found + unknown <= atMost;
  return surelyEnough && surelyNotTooMany ? 'pass' : unknown > 0 ? 'inconclusive' : 'fail';
}

/** The pushes that a request became; what was sent, where none reached phones. */
function bodiesOf(entry: Entry, deliver: Deliver): readonly unknown[] {
  const delivered = deliveredPushes(entry, deliver);
  return delivered.length > 0 ? delivered : [sentPush(entry) ?? sentValue(entry)];
}

/** What stands for a difference of which too little of the body is kept to tell. */
const BODY = '(body)';

function differencesFrom(expectation: Expectation, entry: Entry, body: unknown): Difference[] {
  const { userIds = [], match, outcome = 'accepted' } = expectation;
  const { completion } = entry;
  const actual = completion?.outcome ?? 'pending';
  const wrongOutcome = outcome !== 'any' && !(outcome === 'accepted' ? completion?.accepted : actual === outcome);
  const named = new Set(userIdsOf(body));
  const missing = userIds.filter((userId) => !named.has(userId));
  const differences = [
    ...missing.map((userId) => ({ path: 'userIds', expected: userId, actual: null })),
    ...(match ? differencesOf(match, body, '') : []),
  ];
  if (wrongOutcome) return [{ path: '(outcome)', expected: outcome, actual }, ...differences];
  return differences.length > 0 && isCut(entry) ? [PARTIAL] : differences;
}

const PARTIAL: Difference = { path: BODY, expected: 'kept whole', actual: 'kept in part' };

import type { Difference, Expectation, NearMiss, Verification } from '../api/reports.js';
import type { Entry } from '../journal/entry.js';
import { differencesOf } from './differences.js';
import { type Deliver, deliveredPushes, sentPush, sentValue, userIdsOf } from './sent.js';

const MOST_NEAREST = 3;

/**
 * A judge of an expectation; it remembers what it made of a complete request, so that it can look often. An accepted
 * push is judged by what reached phones of it, once for each time.
 */
export function judgeOf(
  expectation: Expectation,
  deliver: Deliver,
): (entries: readonly Entry[], evicted: number) => Verification {
  const known = new WeakMap<Entry, readonly NearMiss[]>();
  const judged = (entry: Entry) => {
    const found = known.get(entry) ?? judgedFrom(expectation, entry, deliver);
    if (entry.completion) known.set(entry, found);
    return found;
  };
  return (entries, evicted) => verify(entries.flatMap(judged), evicted, expectation);
}

function verify(judged: readonly NearMiss[], evicted: number, expectation: Expectation): Verification {
  const misses = judged.filter(({ differences }) => differences.length > 0);
  const found = judged.length - misses.length;
  const result = resultOf(found, evicted, boundsOf(expectation));
  const nearest = misses.sort((a, b) => a.differences.length - b.differences.length).slice(0, MOST_NEAREST);
  return { result, found, nearest: result === 'pass' ? [] : nearest };
}

/** Whether more requests could still turn the verdict into `pass`, or away from it: whether waiting has a point. */
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

function resultOf(found: number, evicted: number, { atLeast, atMost }: Bounds): Verification['result'] {
  if (found > atMost) return 'fail';
  if (found + evicted < atLeast) return 'fail';
  const surelyEnough = found >= atLeast;
  const surelyNotTooMany = found + evicted <= atMost;
  return surelyEnough && surelyNotTooMany ? 'pass' : evicted > 0 ? 'inconclusive' : 'fail';
}

/** What each push that a request became lacks; one that none reached phones of is judged by what was sent. */
function judgedFrom(expectation: Expectation, entry: Entry, deliver: Deliver): readonly NearMiss[] {
  const delivered = deliveredPushes(entry, deliver);
  const bodies = delivered.length > 0 ? delivered : [sentPush(entry) ?? sentValue(entry)];
  return bodies.map((body) => ({ requestId: entry.id, differences: differencesFrom(expectation, entry, body) }));
}

function differencesFrom(expectation: Expectation, { completion }: Entry, body: unknown): Difference[] {
  const { userIds = [], match = {}, outcome = 'accepted' } = expectation;
  const actual = completion?.outcome ?? 'pending';
  const wrongOutcome = outcome !== 'any' && !(outcome === 'accepted' ? completion?.accepted : actual === outcome);
  const named = new Set(userIdsOf(body));
  const missing = userIds.filter((userId) => !named.has(userId));
  return [
    ...(wrongOutcome ? [{ path: '(outcome)', expected: outcome, actual }] : []),
    ...missing.map((userId) => ({ path: 'userIds', expected: userId, actual: null })),
    ...differencesOf(match, body, ''),
  ];
}

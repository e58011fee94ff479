import type { Difference, Expectation, Verification } from '../api/reports.js';
import type { Entry } from '../journal/entry.js';
import { differencesOf } from './differences.js';
import { sentPush, sentUserIds, sentValue } from './sent.js';

const MOST_NEAREST = 3;

/** A judge of an expectation; it remembers what it made of a complete request, so that it can look often. */
export function judgeOf(expectation: Expectation): (entries: readonly Entry[], evicted: number) => Verification {
  const known = new WeakMap<Entry, readonly Difference[]>();
  const differences = (entry: Entry) => {
    const found = known.get(entry) ?? differencesFrom(expectation, entry);
    if (entry.completion) known.set(entry, found);
    return found;
  };
  return (entries, evicted) => verify(entries, evicted, expectation, differences);
}

function verify(
  entries: readonly Entry[],
  evicted: number,
  expectation: Expectation,
  differencesOfEntry: (entry: Entry) => readonly Difference[],
): Verification {
  const judged = entries.map((entry) => ({ requestId: entry.id, differences: differencesOfEntry(entry) }));
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

function differencesFrom({ userIds = [], match = {}, outcome = 'accepted' }: Expectation, entry: Entry): Difference[] {
  const actual = entry.completion?.outcome ?? 'pending';
  const wrongOutcome = outcome !== 'any' && !(outcome === 'accepted' ? entry.completion?.accepted : actual === outcome);
  const named = new Set(sentUserIds(entry));
  const missing = userIds.filter((userId) => !named.has(userId));
  return [
    ...(wrongOutcome ? [{ path: '(outcome)', expected: outcome, actual }] : []),
    ...missing.map((userId) => ({ path: 'userIds', expected: userId, actual: null })),
    ...differencesOf(match, sentPush(entry) ?? sentValue(entry), ''),
  ];
}

import type { Expectation } from './expectation.js';

export const withoutA429: Expectation = ({ requests: sent }) => {
  const refused = sent.filter(({ status }) => status === 429).length;
  return refused === 0 ? [] : [`${refused} of ${sent.length} requests came over the limit (429)`];
};

/** No request comes before a `Retry-After` said it might. */
export const waitsAsTold: Expectation = ({ requests: sent }) => {
  const early = sent.flatMap((request, index) => {
    const earlier = sent.slice(0, index).findLast(({ notBeforeMs }) => notBeforeMs !== null);
    const earlyMs = (earlier?.notBeforeMs ?? 0) - request.atMs;
    return earlyMs > 0 ? [{ number: index + 1, ms: earlyMs }] : [];
  });
  return firstOf(early, ({ number, ms }) => `request ${number} came ${ms} ms before Retry-After allowed it`);
};

/** After a 429 at least the pace of the limit is kept, whatever `Retry-After` says. */
export const doesNotHammer: Expectation = ({ requests: sent, terms }) => {
  const paceMs = Math.floor(terms.windowMs / terms.requests);
  const hasty = sent.flatMap((request, index) => {
    const earlier = sent[index - 1];
    const gapMs = request.atMs - (earlier?.atMs ?? 0);
    return earlier?.status === 429 && gapMs < paceMs ? [{ number: index + 1, ms: gapMs }] : [];
  });
  return firstOf(
    hasty,
    ({ number, ms }) => `request ${number} came ${ms} ms after a 429; the limit's pace is ${paceMs} ms`,
  );
};

/** The first of many, and how many more there are. */
function firstOf<T>([first, ...more]: readonly T[], sentence: (one: T) => string): readonly string[] {
  if (first === undefined) return [];
  return [more.length === 0 ? sentence(first) : `${sentence(first)} (and ${more.length} more)`];
}

import { customersOf, deliveriesOf, type Evidence, saysAllWell } from '../evidence.js';
import { endings } from './end.js';
import type { Expectation } from './expectation.js';

/** Everyone was pushed, and the sender says so. */
export const everyoneOnce: Expectation = (evidence) => {
  const missing = everyoneReached(evidence);
  const untold = missing.length === 0 && !saysAllWell(evidence);
  return [
    ...missing,
    ...nobodyTwice(evidence),
    ...(untold ? [`it ${endings(evidence)}, though everyone was pushed`] : []),
  ];
};

/** Nobody is pushed twice, unless the sender declares that it may happen. */
const nobodyTwice: Expectation = (evidence) => {
  if (evidence.delivery === 'at-least-once') return [];
  const twice = [...deliveriesOf(evidence)].filter(([, times]) => times > 1);
  return twice.length === 0 ? [] : [`${named(twice.map(([id]) => id))} pushed more than once`];
};

/** A sender may only say that all went well where everyone was pushed. */
export const honest: Expectation = (evidence) => [
  ...nobodyTwice(evidence),
  ...(saysAllWell(evidence) ? everyoneReached(evidence).map((what) => `it exited with 0, but ${what}`) : []),
];

/** The answer was lost: whether the push was delivered is not known. Sending again is for those who declare it. */
export const unknownOutcome: Expectation = (evidence) =>
  evidence.delivery === 'at-least-once' ? [...everyoneReached(evidence), ...honest(evidence)] : honest(evidence);

/** The push may have been accepted; a sender that cannot know must not say that all went well. */
export const inDoubt: Expectation = (evidence) => {
  if (evidence.delivery === 'at-least-once') return everyoneReached(evidence);
  return [
    ...nobodyTwice(evidence),
    ...(saysAllWell(evidence) ? ['it exited with 0, but cannot know whether the push was accepted'] : []),
  ];
};

/** What failed for good is said. */
export const reportsFailure: Expectation = (evidence) =>
  saysAllWell(evidence) ? ['it exited with 0, but nobody was pushed'] : [];

/** Everyone was pushed, however often. */
function everyoneReached(evidence: Evidence): string[] {
  const deliveries = deliveriesOf(evidence);
  const missing = customersOf(evidence).filter((id) => !deliveries.has(id));
  return missing.length === 0 ? [] : [`${named(missing)} not pushed`];
}

/** One customer by name; of many the first and their number. */
function named(ids: readonly string[]): string {
  const [first = '', ...more] = ids;
  return more.length === 0 ? `customer ${first} was` : `${ids.length} customers (the first is ${first}) were`;
}

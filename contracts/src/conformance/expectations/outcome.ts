import { countDeliveries, customersOf, describeEnd, type Evidence, type Expectation, exitedZero } from '../evidence.js';

/** Required in every scenario: the sender does not crash, hang, print without end or leave processes behind. */
export const endsCleanly: Expectation = ({ runs }) =>
  runs.flatMap(({ end, interrupted }) => {
    if (end.type === 'signalled' && interrupted) return [];
    if (end.type !== 'exited') return [`the sender ${describeEnd(end)}`];
    const { processesLeft } = end;
    if (processesLeft === 0) return [];
    return [`the sender left ${processesLeft} ${processesLeft === 1 ? 'process' : 'processes'} running`];
  });

/** Every customer receives the push once, and the sender exits with 0. */
export const deliveredToAllOnce: Expectation = (evidence) => {
  const missing = deliveredToAll(evidence);
  const ends = evidence.runs.map(({ end }) => describeEnd(end)).join(', then ');
  return [
    ...missing,
    ...deliveredOnce(evidence),
    ...(missing.length === 0 && !exitedZero(evidence)
      ? [`the sender ${ends}, although every customer received the push`]
      : []),
  ];
};

/** A sender exits with 0 only when every customer has received the push. */
export const reportsTruthfully: Expectation = (evidence) => [
  ...deliveredOnce(evidence),
  ...(exitedZero(evidence)
    ? deliveredToAll(evidence).map((finding) => `the sender exited with 0, but ${finding}`)
    : []),
];

/** A request failed and its result is unknown: an at-least-once sender repeats it, any other may report a failure. */
export const deliversOrReports: Expectation = (evidence) =>
  evidence.delivery === 'at-least-once'
    ? [...deliveredToAll(evidence), ...reportsTruthfully(evidence)]
    : reportsTruthfully(evidence);

/** The push may have been accepted: the sender neither repeats it, unless it is at-least-once, nor reports success. */
export const handlesUnknown: Expectation = (evidence) => {
  if (evidence.delivery === 'at-least-once') return deliveredToAll(evidence);
  return [
    ...deliveredOnce(evidence),
    ...(exitedZero(evidence)
      ? ['the sender exited with 0, although it cannot know whether the push was accepted']
      : []),
  ];
};

/** A permanent failure is reported. */
export const reportsFailure: Expectation = (evidence) =>
  exitedZero(evidence) ? ['the sender exited with 0, but no customer received the push'] : [];

/** No customer receives the push twice, unless the sender is at-least-once. */
const deliveredOnce: Expectation = (evidence) => {
  if (evidence.delivery === 'at-least-once') return [];
  const repeated = [...countDeliveries(evidence)].filter(([, times]) => times > 1).map(([id]) => id);
  return repeated.length === 0 ? [] : [`${customers(repeated)} received the push more than once`];
};

function deliveredToAll(evidence: Evidence): string[] {
  const deliveries = countDeliveries(evidence);
  const missing = customersOf(evidence).filter((id) => !deliveries.has(id));
  return missing.length === 0 ? [] : [`${customers(missing)} did not receive the push`];
}

function customers(ids: readonly string[]): string {
  const [first = ''] = ids;
  return ids.length === 1 ? `customer ${first}` : `${ids.length} customers (the first is ${first})`;
}

import { isDeepStrictEqual } from 'node:util';
import { MAX_USER_IDS } from '../limits.js';
import { customersOf, deliveriesOf, type Evidence, type SenderEnd, saysAllWell } from './evidence.js';
import { userIdsOf, type WireRequest } from './vendor.js';

/** Looks at what happened; gives what is wrong with it, a sentence each. */
export type Expectation = (evidence: Evidence) => readonly string[];

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

export const requests =
  (most: number): Expectation =>
  (evidence) =>
    evidence.requests.length <= most ? [] : [`${evidence.requests.length} requests, ${most} would do`];

/** Every request is the documented one and holds of the job what it must: nothing else, and nothing changed. */
export const asDocumented: Expectation = ({ jobs, requests: sent }) =>
  sent.flatMap((request, index) => {
    const job = jobs[0];
    const { userIds: _, ...push } = job ?? {};
    const { userIds: __, ...got } = Object(request.body) as Record<string, unknown>;
    const which = `request ${index + 1}`;
    return [
      ...(request.method === 'POST' ? [] : [`${which} is ${request.method}, not POST`]),
      ...(isJson(request.headers['content-type'])
        ? []
        : [`${which} says Content-Type ${request.headers['content-type'] ?? 'nothing'}, not application/json`]),
      ...(isDeepStrictEqual(got, push)
        ? []
        : [`${which} holds ${JSON.stringify(got)} beside its userIds, the job holds ${JSON.stringify(push)}`]),
    ];
  });

function isJson(contentType: string | undefined): boolean {
  return /^application\/json(\s*;\s*charset="?utf-8"?)?\s*$/i.test(contentType ?? '');
}

/** Ids arrive as the very strings that the job holds. */
export const idsUnchanged: Expectation = (evidence) => {
  const known = new Set<unknown>(customersOf(evidence));
  const strangers = evidence.requests.flatMap(({ body }) => {
    const { userIds } = Object(body) as { readonly userIds?: unknown };
    return Array.isArray(userIds) ? userIds.filter((id) => !known.has(id)) : [];
  });
  return [...new Set(strangers)].map((id) => `${JSON.stringify(id)} is not in the job`);
};

export const withinTheBatchLimit: Expectation = ({ requests: sent }) =>
  sent.flatMap((request, index) => {
    const { length } = userIdsOf(request);
    return length <= MAX_USER_IDS
      ? []
      : [`request ${index + 1} names ${length} customers, at most ${MAX_USER_IDS} are taken`];
  });

export const withoutA429: Expectation = ({ requests: sent }) => {
  const refused = sent.filter(({ status }) => status === 429).length;
  return refused === 0 ? [] : [`${refused} of ${sent.length} requests came over the limit (429)`];
};

/** No request comes before a `Retry-After` said it might. */
export const waitsAsTold: Expectation = ({ requests: sent }) =>
  sent.flatMap((request, index) => {
    const earlier = sent.slice(0, index).findLast(({ notBeforeMs }) => notBeforeMs !== null);
    const earlyMs = (earlier?.notBeforeMs ?? 0) - request.atMs;
    return earlyMs > 0 ? [`request ${index + 1} came ${earlyMs} ms before Retry-After allowed it`] : [];
  });

/** After a 429 at least the pace of the limit is kept, whatever `Retry-After` says. */
export const doesNotHammer: Expectation = ({ requests: sent, terms }) =>
  sent.flatMap((request, index) => {
    const earlier = sent[index - 1];
    if (earlier?.status !== 429) return [];
    const gapMs = request.atMs - earlier.atMs;
    const leastMs = Math.floor(terms.windowMs / terms.requests);
    return gapMs >= leastMs
      ? []
      : [`request ${index + 1} came ${gapMs} ms after a 429; the limit's pace is ${leastMs} ms`];
  });

/** Refused once is refused for good: the same body is not sent again. */
export const notSentAgain: Expectation = ({ requests: sent }) =>
  sent.flatMap((request, index) =>
    sent.slice(0, index).some(({ body }) => isDeepStrictEqual(body, request.body))
      ? [`request ${index + 1} repeats a body that was refused`]
      : [],
  );

/** The vendor's words reach whoever has to mend the push. */
export const shows =
  (text: string): Expectation =>
  ({ runs }) =>
    runs.some(({ output }) => output.includes(text)) ? [] : [`it does not show the vendor's words: ${text}`];

export const nothingElsewhere: Expectation = ({ elsewhere }) =>
  elsewhere.length === 0 ? [] : [`it followed the redirect to another address (${elsewhere.length} times)`];

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

function endings({ runs }: Evidence): string {
  return runs.map(({ end }) => ended(end)).join(', then ');
}

/** How a run ended, as the end of a sentence that begins with "it". */
export function ended(end: SenderEnd): string {
  switch (end.kind) {
    case 'exited':
      return `exited with ${end.code}`;
    case 'signalled':
      return `was ended by ${end.signal}`;
    case 'never-exited':
      return `did not exit within ${end.limitMs / 1000} s`;
    case 'flooded':
      return `printed more than ${end.bytes / 2 ** 20} MiB`;
    case 'not-started':
      return `could not be started: ${end.why}`;
  }
}

/** A sender that is never heard would pass wherever a failure is to be told. */
export const sendsSomething: Expectation = ({ requests: sent }) => (sent.length > 0 ? [] : ['it sent nothing']);

/** What no sender may do, whatever the scenario: crash, never exit, print without end, leave processes behind. */
export const endsByItself: Expectation = ({ runs }) =>
  runs.flatMap(({ end, interrupted }) => {
    if (end.kind === 'exited') return end.left > 0 ? [`it left ${processes(end.left)} running`] : [];
    return end.kind === 'signalled' && interrupted ? [] : [`it ${ended(end)}`];
  });

function processes(count: number): string {
  return count === 1 ? 'a process' : `${count} processes`;
}

/** Requests that the window of the limit holds most of; for reports. */
export function mostInWindow(sent: readonly WireRequest[], windowMs: number): number {
  return sent.reduce((most, { atMs }) => {
    const inWindow = sent.filter((other) => other.atMs > atMs - windowMs && other.atMs <= atMs).length;
    return Math.max(most, inWindow);
  }, 0);
}

import {
  type Evidence,
  SCENARIOS,
  type SenderEnd,
  type SenderRun,
  termsOf,
  type WireRequest,
} from 'imshop-contracts/conformance';
import { expect, test } from 'vitest';

const ALL_WELL: SenderEnd = { kind: 'exited', code: 0, left: 0 };
const FAILED: SenderEnd = { kind: 'exited', code: 1, left: 0 };

interface Story {
  /** Of the scenario that judges. */
  readonly id: string;
  readonly what: string;
  /** One for each request: the ids of the job that it names, by their positions, and what else is not as usual. */
  readonly sent: readonly (Partial<WireRequest> & { readonly ids?: readonly string[] })[];
  readonly end?: SenderEnd;
  readonly more?: Partial<Evidence>;
  readonly findings: readonly (string | RegExp)[];
}

const LATE = { atMs: 5000 };
const REFUSED = { accepted: false, status: 400, outcome: 'bad-request' };
const OVER = { accepted: false, status: 429, outcome: 'rate-limited' };
const LOST = { status: null, outcome: 'faulted' };

const STORIES: readonly Story[] = [
  { id: 'deeplink-left-out', what: 'one good request', sent: [{}], findings: [] },
  {
    id: 'deeplink-left-out',
    what: 'no request, and exit code 0',
    sent: [],
    findings: ['customer user-00001 was not pushed'],
  },
  {
    id: 'deeplink-left-out',
    what: 'a good request, and exit code 1',
    sent: [{}],
    end: FAILED,
    findings: ['it exited with 1, though everyone was pushed'],
  },
  {
    id: 'deeplink-left-out',
    what: 'the same push twice',
    sent: [{}, LATE],
    findings: ['customer user-00001 was pushed more than once'],
  },
  {
    id: 'deeplink-left-out',
    what: 'a deeplink of null',
    sent: [{ body: { userIds: ['user-00001'], message: jobOf('deeplink-left-out').message, deeplink: null } }],
    findings: [/"deeplink":null/],
  },
  {
    id: 'deeplink-left-out',
    what: 'another media type',
    sent: [{ headers: { 'content-type': 'text/plain' } }],
    findings: ['request 1 says Content-Type text/plain, not application/json'],
  },
  { id: 'deeplink-left-out', what: 'a charset', sent: [{ headers: json('; charset=UTF-8') }], findings: [] },
  {
    id: 'deeplink-left-out',
    what: 'another charset',
    sent: [{ headers: json('; charset=windows-1251') }],
    findings: [/windows-1251, not application\/json/],
  },
  {
    id: 'documented-request',
    what: 'a GET beside the POST',
    sent: [{ method: 'GET', accepted: false, status: 405, body: null, ids: [] }, LATE],
    findings: [/^request 1 is GET/, /^request 1 holds \{\}/, '2 requests, 1 would do'],
  },
  {
    id: 'ids-as-strings',
    what: 'ids as numbers',
    sent: [{ body: { userIds: ['0012', 12, '12'], message: jobOf('ids-as-strings').message }, ...REFUSED }],
    end: FAILED,
    findings: [/^6 customers/, '12 is not in the job'],
  },
  {
    id: 'batches-of-1001',
    what: 'all in one request',
    sent: [REFUSED],
    end: FAILED,
    findings: [/^1001 customers/, 'request 1 names 1001 customers, at most 1000 are taken'],
  },
  {
    id: 'fewest-requests',
    what: 'a request more',
    sent: [0, 700, 1400, 2100].map((from) => ({ ids: jobOf('fewest-requests').userIds.slice(from, from + 700) })),
    findings: ['4 requests, 3 would do'],
  },
  {
    id: 'pace-sliding',
    what: 'a 429 that was waited for',
    sent: [OVER, LATE],
    findings: ['1 of 2 requests came over the limit (429)'],
  },
  {
    id: 'retry-after-seconds',
    what: 'a request a moment early',
    sent: [{ ...OVER, notBeforeMs: 4000 }, { atMs: 3999 }],
    findings: ['request 2 came 1 ms before Retry-After allowed it'],
  },
  {
    id: 'retry-after-seconds',
    what: 'a request in time',
    sent: [{ ...OVER, notBeforeMs: 4000 }, { atMs: 4000 }],
    findings: [],
  },
  {
    id: 'retry-after-seconds',
    what: 'a push given up after a 429',
    sent: [{ ...OVER, notBeforeMs: 4000 }],
    end: FAILED,
    findings: ['customer user-00001 was not pushed'],
  },
  {
    id: 'retry-after-absent',
    what: 'a request at once',
    sent: [OVER, { atMs: 1199 }],
    findings: ["request 2 came 199 ms after a 429; the limit's pace is 200 ms"],
  },
  { id: 'retry-after-absent', what: 'a request in time', sent: [OVER, { atMs: 1200 }], findings: [] },
  { id: 'retry-after-huge', what: 'giving up', sent: [OVER], end: FAILED, findings: [] },
  {
    id: 'retry-after-huge',
    what: 'giving up without a word',
    sent: [OVER],
    findings: ['it exited with 0, but customer user-00001 was not pushed'],
  },
  {
    id: 'success-false',
    what: 'success without a push',
    sent: [{ accepted: false }],
    findings: ['it exited with 0, but nobody was pushed'],
  },
  {
    id: 'bad-request',
    what: 'the same again',
    sent: [REFUSED, { ...REFUSED, ...LATE }],
    end: FAILED,
    findings: ['request 2 repeats a body that was refused', /^it does not show the vendor's words: must contain/],
  },
  {
    id: 'redirect',
    what: 'a redirect that is followed',
    sent: [{ accepted: false, status: 307 }],
    end: FAILED,
    more: { elsewhere: [request('redirect', {})] },
    findings: ['it followed the redirect to another address (1 times)'],
  },
  { id: 'reset', what: 'an unknown end that is told', sent: [{ ...LOST, accepted: false }], end: FAILED, findings: [] },
  { id: 'reset', what: 'sending again', sent: [{ ...LOST, accepted: false }, LATE], findings: [] },
  {
    id: 'reset',
    what: 'an unknown end that is told of a sender that declares at-least-once',
    sent: [{ ...LOST, accepted: false }],
    end: FAILED,
    more: { delivery: 'at-least-once' },
    findings: ['customer user-00001 was not pushed'],
  },
  {
    id: 'accepted-then-reset',
    what: 'sending again',
    sent: [LOST, LATE],
    end: FAILED,
    findings: ['customer user-00001 was pushed more than once'],
  },
  {
    id: 'accepted-then-reset',
    what: 'sending again where at-least-once is declared',
    sent: [LOST, LATE],
    more: { delivery: 'at-least-once' },
    findings: [],
  },
  {
    id: 'accepted-then-reset',
    what: 'saying that all went well',
    sent: [LOST],
    findings: ['it exited with 0, but cannot know whether the push was accepted'],
  },
];

test.each(STORIES)('$id: $what', ({ id, sent, end = ALL_WELL, more, findings }) => {
  const { expect: expectations, job } = scenario(id);
  const evidence: Evidence = {
    terms: termsOf('quick'),
    delivery: 'at-most-once',
    jobs: [job],
    runs: [runOf(end)],
    requests: sent.map((one) => request(id, one)),
    others: [],
    elsewhere: [],
    ...more,
  };
  const found = [...new Set(expectations.flatMap((holds) => holds(evidence)))];
  expect(found).toEqual(findings.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))));
});

test('every scenario has an id of its own, and something to judge by', () => {
  expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length);
  for (const one of SCENARIOS) expect(one.expect.length, one.id).toBeGreaterThan(0);
});

function scenario(id: string) {
  const found = SCENARIOS.find((one) => one.id === id);
  if (!found) throw new Error(`there is no scenario ${id}`);
  return found;
}

function jobOf(id: string) {
  return scenario(id).job;
}

/** A good request, but for what is given. */
function request(id: string, { ids, ...unusual }: Story['sent'][number]): WireRequest {
  const { job } = scenario(id);
  return {
    id: 'shop-1',
    atMs: 1000,
    durationMs: 2,
    method: 'POST',
    headers: json(''),
    body: { ...job, userIds: ids ?? job.userIds },
    outcome: 'accepted',
    status: 200,
    fault: null,
    accepted: true,
    notBeforeMs: null,
    ...unusual,
  };
}

function json(parameters: string) {
  return { 'content-type': `application/json${parameters}` };
}

function runOf(end: SenderEnd): SenderRun {
  return { startedAtMs: 900, endedAtMs: 6000, end, output: '', interrupted: false };
}

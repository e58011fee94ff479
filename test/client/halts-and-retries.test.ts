import { gapMs } from 'imshop-push/pacing';
import { expect, it } from 'vitest';
import { AT_LEAST_ONCE, always, type Case, check, each, inOrder } from './delivery/cases.js';
import { accepted, answered, badIds, type Evidence, NO_ANSWER, notSent, refused, sent } from './delivery/evidence.js';
import { type Script, simulate } from './delivery/simulated-run.js';

const LOST = sent('ECONNRESET');
const DENIED = answered(408);

const OUTAGES: Readonly<Record<string, Case>> = {
  'three chunks unknown in a row halt, and the rest is not sent': {
    customers: 5,
    script: always(LOST),
    outcomes: [...each('abc', 'unknown'), ...each('de', 'not-sent halted')],
    requests: 3,
    halted: 'OUTAGE',
  },
  'three chunks refused in a row halt': {
    customers: 4,
    script: always(refused('no')),
    outcomes: [...each('abc', 'rejected'), 'd: not-sent halted'],
    requests: 3,
    halted: 'REJECTED',
  },
  'three chunks that could not be sent in a row halt': {
    customers: 4,
    script: always(notSent('ECONNREFUSED')),
    options: { retry: { attempts: 2 } },
    outcomes: [...each('abc', 'not-sent exhausted'), 'd: not-sent halted'],
    requests: 6,
    halted: 'OUTAGE',
  },
  'the outage is over with one accepted chunk': {
    customers: 6,
    script: inOrder(LOST, LOST, accepted, LOST, LOST),
    outcomes: ['a: unknown', 'b: unknown', 'c: accepted', 'd: unknown', 'e: unknown', 'f: accepted'],
    requests: 6,
  },
  'chunks with bad ids are no outage': {
    customers: 8,
    script: (_, ids) => (ids.includes('a') || ids.includes('c') || ids.includes('e') ? badIds(0) : accepted),
    options: { chunkSize: 2 },
    outcomes: ['a,b: rejected', 'c,d: rejected', 'e,f: rejected', 'g,h: accepted'],
    requests: 4,
  },
  'at-least-once spends its retries on an outage before it halts': {
    customers: 4,
    script: always(LOST),
    options: AT_LEAST_ONCE,
    outcomes: [...each('abc', 'unknown twice?'), 'd: not-sent halted'],
    requests: 5 + 5 + 3,
    halted: 'OUTAGE',
  },
};

const HALTS: Readonly<Record<string, Case>> = {
  'an integration switched off half way halts what is left': {
    customers: 3,
    script: inOrder(accepted, answered(200, '{"success":false,"error":"Integration is unavailable"}')),
    outcomes: ['a: accepted', 'b: not-sent halted', 'c: not-sent halted'],
    requests: 2,
    halted: 'INTEGRATION_UNAVAILABLE',
  },
  'a refused message halts, since every chunk shares it': {
    customers: 3,
    script: always(
      refused('child "message" fails because [child "title" fails because ["title" is not allowed to be empty]]'),
    ),
    outcomes: ['a: rejected', 'b: not-sent halted', 'c: not-sent halted'],
    requests: 1,
    halted: 'REJECTED',
  },
  'a Retry-After of an hour halts': {
    customers: 2,
    script: always(answered(429, '', { 'retry-after': '3600' })),
    outcomes: ['a: not-sent halted', 'b: not-sent halted'],
    requests: 1,
    halted: 'RATE_LIMITED',
  },
  'what was unknown before the halt stays unknown': {
    customers: 2,
    script: inOrder(LOST, answered(401)),
    options: AT_LEAST_ONCE,
    outcomes: ['a: unknown', 'b: not-sent halted'],
    requests: 2,
    halted: 'MISCONFIGURED',
  },
};

const RETRIES: Readonly<Record<string, Case>> = {
  'the run has a retry budget of ten, then makes one attempt a chunk': {
    customers: 12,
    script: firstFails(DENIED),
    outcomes: [...each('abcdefghij', 'accepted'), ...each('kl', 'not-sent exhausted')],
    requests: 22,
  },
  'at-least-once reports unknown without retry budget': {
    customers: 3,
    script: firstFails(LOST),
    options: { ...AT_LEAST_ONCE, retry: { budget: 1 } },
    outcomes: ['a: accepted twice?', 'b: unknown', 'c: unknown'],
    requests: 4,
  },
  'a chunk has its own number of attempts': {
    customers: 2,
    script: (_, ids) => (ids.includes('a') ? DENIED : accepted),
    options: { retry: { attempts: 3 } },
    outcomes: ['a: not-sent exhausted', 'b: accepted'],
    requests: 4,
  },
  'one attempt means no retry': {
    customers: 2,
    script: inOrder(answered(429)),
    options: { retry: { attempts: 1 } },
    outcomes: ['a: not-sent exhausted', 'b: accepted'],
    requests: 2,
  },
  'one attempt means no retry, not even of what looks like a wrong address': {
    customers: 1,
    script: always(notSent('ENOTFOUND')),
    options: { retry: { attempts: 1 } },
    outcomes: ['a: not-sent exhausted'],
    requests: 1,
  },
  'at-most-once retries what was not delivered until a request is unknown': {
    customers: 2,
    script: inOrder(DENIED, notSent('ECONNREFUSED'), answered(429), LOST),
    outcomes: ['a: unknown', 'b: accepted'],
    requests: 5,
  },
};

check('an outage', OUTAGES);
check('what halts a run', HALTS);
check('retries', RETRIES);

/** The level of the widest gap. */
const MAX_PENALTY_LEVEL = 6;

/** At 10 a minute, with 0.5 for every random number. */
const PAUSES: readonly (readonly [what: string, evidence: Evidence, pausesMs: readonly number[]])[] = [
  ['a gap, and longer and longer where that is more', LOST, [6_100, 6_100, 10_000, 20_000]],
  ['after a time-out as well', NO_ANSWER, [81_100, 81_100, 85_000, 95_000]],
  // Half of the jitter, rounded up.
  ['a whole window after a 429', answered(429), [62_501, 62_501, 62_501, 62_501]],
  ['what a 429 asks for', answered(429, '', { 'retry-after': '120' }), [120_000, 120_000, 120_000, 120_000]],
  ['what a 503 asks for', answered(503, '', { 'retry-after': '30' }), [30_000, 30_000, 30_000, 30_000]],
  ['a quarter of an hour at most', answered(503, '', { 'retry-after': '3600' }), [900_000, 900_000, 900_000, 900_000]],
];

it.each(PAUSES)('waits between attempts: %s', async (_, evidence, pausesMs) => {
  const { atMs } = await simulate(1, always(evidence), AT_LEAST_ONCE);
  expect(atMs.slice(1).map((at, index) => at - (atMs[index] ?? 0))).toEqual(pausesMs);
});

it('waits as long as the widest gap, whatever the window', async () => {
  const limit = { requests: 1, windowMs: 600_000 };
  const { atMs } = await simulate(1, always(answered(429)), { pacing: limit, retry: { attempts: 9 } });
  expect((atMs.at(-1) ?? 0) - (atMs.at(-2) ?? 0)).toBe(Math.ceil(gapMs(limit, MAX_PENALTY_LEVEL)));
});

/** The first request for each chunk fails. */
function firstFails(evidence: Evidence): Script {
  const seen = new Set<string>();
  return (_, ids) => (seen.size < seen.add(`${ids}`).size ? evidence : accepted);
}
